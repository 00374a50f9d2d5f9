"""What the central office looks for in a period, by written rules: no text, no file, no language.

Each rule is a function of activities or of figures, and gives what it found with the cells behind
it. docs/digest.md says the rules in words.
"""
