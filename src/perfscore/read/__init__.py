"""
Documents → grids of cells or lines → `Form`.
"""
