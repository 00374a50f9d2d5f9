"""How each published figure is made: the terminal and the pages tell it from the same account.

Nothing is imported here: which pages there are is asked by runs with nothing to do.
"""
