"""What the process that forks has done before, so that no fork has to (see `tests.warm`).

That is what every process of the program does alike, whatever it is asked for: load libraries,
compile the program's own templates, read its catalogues, take a digest of it, and what it keeps
for good when it has made a page.
"""

import pkgutil
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from types import SimpleNamespace

from tests.remembered import remember
from tests.support import rendered, sample_sheet

import zkkk_factsheet
from zkkk_factsheet.cli.usage import spoken_language
from zkkk_factsheet.edition import helper
from zkkk_factsheet.edition.plan import plan_of_site
from zkkk_factsheet.language import catalogue, catalogue_file
from zkkk_factsheet.reference import LANGUAGES
from zkkk_factsheet.render.fonts import web_fonts
from zkkk_factsheet.render.html import environment
from zkkk_factsheet.resources import templates_folder

_COMMANDS = "zkkk_factsheet.cli."


def load(helpers: type[subprocess.Popen[bytes]]) -> None:
    """Load the program and its libraries; its further processes are to be started like this."""
    for module in pkgutil.walk_packages(zkkk_factsheet.__path__, "zkkk_factsheet."):
        if "__main__" not in module.name:
            import_module(module.name)
    vars(helper)["subprocess"] = SimpleNamespace(**{**vars(subprocess), "Popen": helpers})


def forget_commands(arguments: Sequence[str]) -> None:
    """Have the commands loaded anew unless their help is in the language that it was loaded in."""
    if spoken_language(arguments[1:]) == _LOADED_IN:
        return
    for name in [each for each in sys.modules if each.startswith(_COMMANDS)]:
        del sys.modules[name]
        vars(sys.modules["zkkk_factsheet.cli"]).pop(name.removeprefix(_COMMANDS), None)


_LOADED_IN = spoken_language(sys.argv[1:])


def practise() -> None:
    """Do all that is the same for any workbook."""
    _compile_templates()
    for language in LANGUAGES:
        for file in catalogue_file(language, "sheet").parent.glob("*.po"):
            catalogue(language, file.stem)
    plan_of_site(templates_folder(), {}, "", {})  # with a digest of the program
    web_fonts()
    _make_pages()
    remember()


def _compile_templates() -> None:
    """Compile the program's own templates, which takes a fourth of a small build."""
    templates = environment(templates_folder())
    for name in templates.list_templates(extensions=["j2"]):
        if not name.startswith("desk/"):  # they have filters of their own
            templates.get_template(name)


def _make_pages() -> None:
    """Make the pages of a sample year.

    No PDF: the typesetter has threads, and no fork has them.
    """
    for language in LANGUAGES:
        rendered(sample_sheet(2019, language), "html")
