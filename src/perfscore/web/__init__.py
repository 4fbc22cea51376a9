"""
A page of one's own on this machine: drop documents, see what contradicts, take the results away. Nothing leaves the machine.
"""
