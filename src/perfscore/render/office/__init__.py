"""
Copies of workbooks and Word documents with the findings marked in them.
"""
