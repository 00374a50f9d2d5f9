"""What comes in through forms: short fields, and one file."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from zkkk_factsheet.desk.files import DeskError
from zkkk_factsheet.desk.guard import LARGEST_REQUEST


class _InMemory(MultiPartParser):
    """Keeps a file in memory, so that nothing of it is ever on a disk."""

    spool_max_size = LARGEST_REQUEST


@dataclass(frozen=True, slots=True)
class Sent:
    """The fields of a form, and the file in it."""

    fields: Mapping[str, str]
    name: str = ""
    content: bytes = b""


async def sent(request: Request) -> Sent:
    """What a form has sent. Raises DeskError if it is none of the desk's."""
    try:
        if request.headers.get("content-type", "").startswith("multipart/"):
            parser = _InMemory(request.headers, request.stream(), max_files=1, max_fields=8)
            return await _read(await parser.parse())
        return await _read(await request.form(max_files=0, max_fields=8))
    except (MultiPartException, KeyError, UnicodeDecodeError) as error:
        raise DeskError("problem.form") from error


async def _read(form: FormData) -> Sent:
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    files = [value for value in form.values() if isinstance(value, UploadFile)]
    if not files:
        return Sent(fields)
    content = await files[0].read()
    await files[0].close()
    return Sent(fields, files[0].filename or "", content)
