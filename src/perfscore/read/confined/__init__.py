"""
Work on strangers' files that is left to processes of their own, which may die, and are held to limits.
"""
