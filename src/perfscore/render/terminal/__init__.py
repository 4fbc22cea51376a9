"""
Reports, forms and the catalogue on a terminal.
"""
