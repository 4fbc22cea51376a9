"""
perfscore recomputes and checks finished performance self-evaluation forms.
"""
