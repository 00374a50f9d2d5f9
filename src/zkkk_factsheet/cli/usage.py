"""What Typer says by itself, in the reader's language: the help, and errors of usage.

Typer knows no other language than English, so its headings are replaced as they are written, and
its errors are told by their kind. A sentence that is not known here is shown as Typer has it.
"""

import re
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from zkkk_factsheet.language import available_languages, catalogue
from zkkk_factsheet.language.spoken import locale_language

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""Every error of usage; Typer exports only this one kind by name."""

_SPEAKING = {"check", "explain", "new", "show"}
"""The commands whose ``--lang`` is the language of what they say."""


def spoken_language(arguments: Sequence[str]) -> str:
    """The language that the arguments of the program ask for, else that of the locale."""
    command = next((each for each in arguments if not each.startswith("-")), "")
    if command in _SPEAKING:
        given = " ".join(arguments).replace("--lang=", "--lang ").split()
        after = [word for before, word in pairwise(given) if before == "--lang"]
        if after and after[-1] in available_languages():
            return after[-1]
    return locale_language()


TEXTS = {
    key: forms[0] for key, forms in catalogue(spoken_language(sys.argv[1:]), "usage").forms.items()
}
"""The sentences of help, by their keys."""

_OWN_WORDS = {
    "Show this message and exit.": "usage.option.help",
    "Install completion for the current shell.": "usage.option.install-completion",
    "Show completion for the current shell, to copy it or customize the installation.": (
        "usage.option.show-completion"
    ),
}
"""What Typer says of options that it adds itself."""

_Formatter: Any = typer.Context.formatter_class  # Typer's own or Click's, by the version


class _Help(_Formatter):  # type: ignore[misc] # the base is known only when it runs
    """Writes help with the headings in the language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        del prefix
        args = args.replace("[OPTIONS]", TEXTS["usage.metavar.options"])
        args = args.replace("COMMAND [ARGS]...", TEXTS["usage.metavar.command"])
        super().write_usage(prog, args, prefix=f"{TEXTS['usage.heading.usage']} ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(TEXTS.get(f"usage.heading.{heading.lower()}", heading))

    def write_dl(self, rows: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as the base has it
        told = [(name, _in_words(text)) for name, text in rows]
        super().write_dl(told, *args, **kwargs)


def _in_words(text: str) -> str:
    if known := _OWN_WORDS.get(text):
        return TEXTS[known]
    return _range(text).replace("[required]", f"[{TEXTS['usage.required']}]")


def _range(text: str) -> str:
    """A range as people write it: "2000–2099" for Typer's "2000<=x<=2099", "≥ 0" for "x>=0"."""
    return re.sub(r"\bx>=", "≥ ", text.replace("<=x<=", "–"))


class _InWords:
    """A command whose help is in the language."""

    def get_help(self, ctx: typer.Context) -> str:
        ctx.formatter_class = _Help
        return str(super().get_help(ctx))  # type: ignore[misc] # of the command it is mixed into

    def get_usage(self, ctx: typer.Context) -> str:
        ctx.formatter_class = _Help
        return str(super().get_usage(ctx))  # type: ignore[misc] # the same


class Group(_InWords, TyperGroup):  # type: ignore[misc] # Typer exports no type of a context
    """The program."""


class Command(_InWords, TyperCommand):  # type: ignore[misc] # the same
    """One of its commands."""


_QUOTED = r"""['"](?P<value>.*)['"]"""
_PROBLEMS = {
    rf"{_QUOTED} is not a valid (?:int|integer|float)(?: range)?\.": "number",
    r"(?P<value>\S+) is not in the range (?P<range>.+)\.": "range",
    rf"{_QUOTED} is not one of (?P<choices>.+)\.": "choice",
    rf"(?:File|Directory|Path) {_QUOTED} does not exist\.": "no-such-path",
    rf"Directory {_QUOTED} is a file\.": "not-a-folder",
    rf"File {_QUOTED} is a directory\.": "not-a-file",
    rf"(?:File|Directory|Path) {_QUOTED} is not readable\.": "not-readable",
    r"Option '(?P<option>.+)' requires an argument\.": "needs-value",
    r"Option '(?P<option>.+)' does not take a value\.": "takes-no-value",
    r"No such option: (?P<option>\S+?)\.?": "no-such-option",
    r"No such option: (?P<option>\S+) \(Possible options: (?P<near>.+)\)": "option-meant",
    r"No such option: (?P<option>\S+?)\.? Did you mean (?P<near>.+)\?": "option-meant",
    r"No such command '(?P<command>.+)'\.": "no-such-command",
    r"No such command '(?P<command>.+)'\. Did you mean (?P<near>.+)\?": "command-meant",
    rf"{_QUOTED} is no municipality\.": "no-municipality",
    rf"{_QUOTED} is no municipality\. Did you mean (?P<near>.+)\?": "municipality-meant",
    rf"{_QUOTED} may be several municipalities: (?P<near>.+)\.": "several-municipalities",
    r"(?P<one>--\S+) and (?P<other>--\S+) exclude each other\.": "exclude",
    r"Name two years, or one with --year\.": "two-years",
    r"Got unexpected extra arguments?(?:\(s\))? \((?P<arguments>.+)\)": "superfluous",
    r"Missing command\.": "missing-command",
    r"Missing (?:argument|option|parameter) '(?P<name>.+?)'\..*": "missing",
}
_VALUE = re.compile(r"Invalid value for (?P<name>.+?): (?P<problem>.+)", re.DOTALL)


def usage_problem(text: str) -> str:
    """An error of usage in the language, from what Typer says of it."""
    if of_value := _VALUE.fullmatch(text):
        name = of_value["name"].replace("'", "").removesuffix("...").strip("[]")
        problem = usage_problem(of_value["problem"])
        return TEXTS["usage.error.value"].format(name=name, problem=problem)
    for pattern, key in _PROBLEMS.items():
        if found := re.fullmatch(pattern, text, re.DOTALL):
            said = found.groupdict()
            for listed in said.keys() & {"choices", "near"}:  # in the quotes of Python
                said[listed] = said[listed].replace("'", "")
            if "range" in said:
                said["range"] = _range(said["range"])
            return TEXTS[f"usage.error.{key}"].format_map(said)
    return text


def usage_error(error: Exception) -> str:
    """An error of usage as it is written: how the command is used, and what is wrong."""
    context = getattr(error, "ctx", None)
    message = error.format_message()  # type: ignore[attr-defined] # Typer gives it no type
    if context is None:
        return TEXTS["usage.error"].format(problem=usage_problem(message))
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(message)
    return "\n".join(
        (
            context.get_usage(),
            TEXTS["usage.try"].format(command=context.command_path),
            "",
            TEXTS["usage.error"].format(problem=usage_problem(message)),
        )
    )
