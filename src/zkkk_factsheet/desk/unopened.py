"""Why the desk could not be opened, told in the browser: whoever has an icon has no terminal."""

import traceback
import webbrowser
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Final

from zkkk_factsheet.desk.state import LOCAL, state_folder
from zkkk_factsheet.edition.reasons import failure_in_words, in_words
from zkkk_factsheet.failures import Failure
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.language.spoken import locale_language
from zkkk_factsheet.render.html import environment
from zkkk_factsheet.resources import templates_folder

_PATIENCE: Final = 30.0
"""So many seconds a browser may take to begin."""

_LOG: Final = "desk.log"


def tell_why(error: Exception) -> None:
    """Show in the browser why the desk could not be opened, and write it down for who helps.

    The page is served once, as some browsers may not read what lies in a user's hidden folders; it
    is a file if not even that can be done.
    """
    folder = state_folder()
    log = _write_down(error, folder)
    page = _page(error, log).encode()
    try:
        _serve_once(page)
    except OSError:
        with suppress(OSError):  # nothing is left to tell it by
            file = folder / "desk.html"
            file.write_bytes(page)
            webbrowser.open(file.as_uri())


def _write_down(error: Exception, folder: Path) -> Path | None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / _LOG).write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return None
    return folder / _LOG


def _page(error: Exception, log: Path | None) -> str:
    language = locale_language()
    say = catalogue(language, "desk")
    # The program's own templates: another folder's may be what is broken.
    own = templates_folder()
    style = "".join((own / name).read_text("utf-8") for name in ("style.css", "desk/desk.css"))
    return (
        environment(own)
        .get_template("desk/unopened.html.j2")
        .render(say=say.text, style=style, why=_why(error, language), here=str(Path.cwd()), log=log)
    )


def _why(error: Exception, language: str) -> str:
    """What went wrong, without what only somebody in a terminal could do about it."""
    say, program = catalogue(language, "desk"), catalogue(language, "program")
    if isinstance(error, OSError):
        reason = in_words(error.strerror or str(error), program)
        if error.filename:
            return say.text("unopened.file", name=str(error.filename), reason=reason)
        return say.text("unopened.refused", reason=reason)
    if isinstance(error, Failure):
        told = failure_in_words(error, program)
        return program.text(told.key, **told.values)
    return say.text("unopened.bug")


def _serve_once(page: bytes) -> None:
    shown = Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.send_header(
                "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"
            )
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(page)
            shown.set()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer((LOCAL, 0), Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        if webbrowser.open(f"http://{LOCAL}:{server.server_port}/"):
            shown.wait(_PATIENCE)
        server.shutdown()
