"""How each published figure is made: the terminal and the pages tell it from the same account."""

from zkkk_factsheet.documents.accounts.model import Account, Answer, Part
from zkkk_factsheet.documents.accounts.teller import Teller

__all__ = ["Account", "Answer", "Part", "Teller"]
