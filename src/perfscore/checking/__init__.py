"""
A form in; a report, computed numbers, a filled form or the explanation of a cell out.
"""
