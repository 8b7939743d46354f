"""A disk that is full or may not be written to, told as something the user can mend."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from deltalake.exceptions import DeltaError

from voimavara.core.errors import StopError
from voimavara.core.message import Message

_OS_ERROR = re.compile(r"os error (\d+)")
_ROOM, _RIGHT = "make room", "give the right to write there"
_CAUSES = {
    errno.ENOSPC: ("the disk is full", _ROOM),
    errno.EDQUOT: ("the disk quota is used up", _ROOM),
    errno.EFBIG: ("a file may not grow this large here (a file-size limit)", _ROOM),
    errno.EROFS: ("the disk can only be read", _RIGHT),
    errno.EACCES: ("there is no right to write", _RIGHT),
    errno.EPERM: ("there is no right to write", _RIGHT),
}


@contextmanager
def room_in(folder: Path) -> Iterator[None]:
    """Work that writes below the folder; a disk without room or right to write becomes a UserError."""
    try:
        yield
    except (OSError, DeltaError, duckdb.Error) as error:
        cause = _CAUSES.get(_number(error))
        if cause is None:
            raise
        raise StopError(
            "{folder}: {cause}, so what was being written is not kept, and what was written before it is; "
            "{remedy} and run it again.",
            folder=folder.as_posix(),
            cause=Message(cause[0]),
            remedy=Message(cause[1]),
        ) from error


def _number(error: Exception) -> int:
    """The operating system's number of the error; the libraries only carry it in their texts."""
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno
    text = str(error)
    if match := _OS_ERROR.search(text):
        return int(match[1])
    words = {"No space left": errno.ENOSPC, "File too large": errno.EFBIG, "quota": errno.EDQUOT}
    return next((number for word, number in words.items() if word in text), 0)
