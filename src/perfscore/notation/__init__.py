"""
How forms print numbers, dates and statements, and the sets of values that the printed text denotes.
"""
