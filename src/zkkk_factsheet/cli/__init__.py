"""The command line: options, exit codes, progress and messages. No logic."""

from zkkk_factsheet.cli.app import main

__all__ = ["main"]
