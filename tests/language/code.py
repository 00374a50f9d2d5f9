"""The program's own modules, each parsed once."""

import ast
from functools import cache
from pathlib import Path


@cache
def nodes(file: Path) -> tuple[ast.AST, ...]:
    """Everything in a module, from its outside in."""
    return tuple(ast.walk(ast.parse(file.read_text("utf-8"))))
