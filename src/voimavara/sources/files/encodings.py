"""Which encoding a text file is in: UTF-8 (with or without a mark), else cp1252.

A file in another encoding can be read as one of these, with wrong letters. It is refused where it has what no
real text has: quotation marks that open after a letter or close in a word what none opened, which are cp850's
ä and ö, or the two signs that a letter of UTF-8 becomes when it is read as cp1252.
"""

from __future__ import annotations

import codecs
import re

import numpy as np

from voimavara.core.errors import Place, UserError

UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UNDEFINED_IN_CP1252 = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
_SIGNATURES = {
    b"PK\x03\x04": (
        "{file}: expected a CSV file, got an Excel or other Office file; name it .xlsx, or save it as CSV."
    ),
    b"\xd0\xcf\x11\xe0": "{file}: expected a CSV file, got an old Excel file; save it as .xlsx or as CSV.",
    b"%PDF": "{file}: expected a CSV file, got a PDF; export the table as CSV or Excel.",
    b"\x1f\x8b": "{file}: expected a CSV file, got a compressed file; unpack it.",
}


_LETTERS = rb"A-Za-z\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xc0-\xd6\xd8-\xf6\xf8-\xff"
_SMALL_LETTERS = rb"a-z\x9a\x9c\x9e\xdf-\xf6\xf8-\xff"
_QUOTES = re.compile(rb"(?<=[" + _LETTERS + rb"])(?:\x84|\x94(?=[" + _SMALL_LETTERS + rb"\x84\x94]))")
_LOW, _RIGHT = b"\x84", b"\x94"
# By encoding: a byte that is rare and quickly looked for, and where it makes what no real text has.
_TWO_SIGNS = {
    "cp1252": (b"\xc3", re.compile(rb"\xc3[\xa4\xb6\xa5\x84\x96\x85]")),
    "utf-8": (b"\x83", re.compile(rb"(?<=\xc3)\x83(?:\xc2[\xa4\xb6\xa5]|\xe2\x80[\x9e\x93\xa6])")),
}


def check_is_text(file: str, data: bytes) -> None:
    """Refuse what is no text: an empty file, other kinds of files, UTF-16."""
    if not data or data.isspace():
        raise UserError(
            "{file}: the file is empty, expected a header row and rows; export it again.", file=file
        )
    for signature, said in _SIGNATURES.items():
        if data.startswith(signature):
            raise UserError(said, file=file)
    if data.startswith(_UTF16_MARKS):
        raise UserError(
            "{file}: got UTF-16 text, expected UTF-8 or Windows-1252; save it as CSV UTF-8.", file=file
        )
    if b"\x00" in data:
        raise UserError(
            "{file}: expected a CSV file, got a binary file; export the table as CSV or Excel.", file=file
        )


def encoding_of(file: str, data: bytes, declared: str | None = None) -> str:
    """`utf-8` or `cp1252`, or the declared encoding; raises UserError where the bytes are in neither."""
    if declared is not None:
        _check_decodes(file, data, declared)
    encoding = declared or _found(file, data)
    _check_letters(file, data, codecs.lookup(encoding).name)
    return encoding


def _found(file: str, data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        _check_not_broken_utf8(file, data, error)
    else:
        return "utf-8"
    if undefined := next((byte for byte in _UNDEFINED_IN_CP1252 if byte in data), None):
        raise UserError(
            "{place}: got the byte 0x{hex}, which neither UTF-8 nor Windows-1252 has; save the file as "
            "CSV UTF-8, or name its `encoding` in the mapping.",
            place=Place(file, _line(data, data.index(undefined))),
            hex=undefined.hex(),
        )
    return "cp1252"


def to_utf8(data: bytes, encoding: str) -> bytes:
    """The same text in UTF-8."""
    if encoding == "utf-8" or data.isascii():
        return data
    if encoding == "cp1252" and _is_latin1(data):
        return data.decode("latin-1").encode()  # the same letters there, and several times as fast
    return data.decode(encoding).encode()


def _check_decodes(file: str, data: bytes, encoding: str) -> None:
    try:
        data.decode(encoding)
    except LookupError:
        raise UserError(
            "{file}: the mapping names the encoding '{encoding}', which there is not; use utf-8 or cp1252.",
            file=file,
            encoding=encoding,
        ) from None
    except UnicodeDecodeError as error:
        raise UserError(
            "{place}: the text is not in {encoding}, which the mapping names; correct `encoding`, or "
            "leave it out to have it found.",
            place=Place(file, _line(data, error.start)),
            encoding=encoding,
        ) from None


def _check_not_broken_utf8(file: str, data: bytes, error: UnicodeDecodeError) -> None:
    """Letters of more bytes before the fault mean UTF-8 that was damaged: as cp1252 it would be garbage."""
    if data[: error.start].isascii():
        return
    where = Place(file, _line(data, error.start))
    if error.end == len(data) and error.reason == "unexpected end of data":
        raise UserError(
            "{where}: the file breaks off in the middle of a letter; export or copy it again.", where=where
        )
    raise UserError(
        "{where}: the text is UTF-8 up to here, and then it is not; export the file again in one encoding.",
        where=where,
    )


def _check_letters(file: str, data: bytes, encoding: str) -> None:
    """Refuse text that decodes, but to letters that were written in another encoding."""
    if encoding == "cp1252" and (found := _letter_of_cp850(data)) is not None:
        raise UserError(
            "{place}: got '{got}' in a word, expected '{expected}'; the file is not in Windows-1252 but "
            "in cp850: write `encoding: cp850` under `read` in the source, or save the file as CSV UTF-8.",
            place=Place(file, _line(data, found.start())),
            got=found[0].decode(encoding),
            expected=found[0].decode("cp850"),
        )
    if encoding not in _TWO_SIGNS:
        return
    rare, two_signs = _TWO_SIGNS[encoding]
    if rare in data and (found := two_signs.search(data)) is not None:
        got = data[data.rfind(b"\xc3", 0, found.start() + 1) : found.end()].decode(encoding)
        raise UserError(
            "{place}: got '{got}', expected '{expected}'; letters in UTF-8 have been read here in another "
            "encoding and saved so: export the file again, as CSV UTF-8.",
            place=Place(file, _line(data, found.start())),
            got=got,
            expected=got.encode("cp1252").decode("utf-8"),
        )


def _letter_of_cp850(data: bytes) -> re.Match[bytes] | None:
    """The first quotation mark that stands where only a letter can."""
    if _LOW not in data and _RIGHT not in data:
        return None
    marks = _QUOTES.finditer(data)
    return next((mark for mark in marks if mark[0] == _LOW or not _is_opened(data, mark.start())), None)


def _is_opened(data: bytes, position: int) -> bool:
    """Whether a quotation mark stands earlier in the line."""
    line = data[data.rfind(b"\n", 0, position) + 1 : position]
    return any(mark in line for mark in (_LOW, b"\x93", _RIGHT))


def _is_latin1(data: bytes) -> bool:
    """Whether it lacks the bytes 0x80 to 0x9f, the only ones that cp1252 and Latin-1 read differently."""
    return not np.any((np.frombuffer(data, np.uint8) & 0xE0) == 0x80)


def _line(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1
