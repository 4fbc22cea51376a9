"""
One file format each: its bytes to grids of cells, or to text.
"""
