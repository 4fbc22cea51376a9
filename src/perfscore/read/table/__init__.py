"""
Grids of cells to forms.
"""
