"""
A run over many documents: the files in their order, what is done with each, where it goes, and what is accepted.
"""
