"""A table laid out for people at a terminal, however wide it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text as RichText

from voimavara.cli.cells import head, said
from voimavara.core.language import Language
from voimavara.tasks.answer import Table

WIDE = 200  # characters, where the answer goes into a file or another program
GAP = 2  # characters between two columns
WORD = 30  # characters of a word that are not broken
ROOM = 30  # characters that a column of sentences needs to stand beside the others
# Rich breaks lines at hard spaces too: while it lays out a table, letters that nobody writes stand for them.
_HELD = {0x00A0: 0xE000, 0x202F: 0xE001}
_RELEASED = {held: space for space, held in _HELD.items()}


@dataclass(frozen=True, slots=True)
class _Column:
    """A column as it is read: its head and its cells."""

    head: str
    cells: Sequence[str]
    is_number: bool
    is_sentence: bool

    @property
    def whole(self) -> int:
        """The width at which nothing is broken."""
        return max(map(cell_len, [self.head, *self.cells]))

    @property
    def least(self) -> int:
        """The width at which no number and no usual word is broken; heads break between words."""
        if self.is_number:
            return max(_longest_word([self.head]), *map(cell_len, self.cells))
        return min(_longest_word([self.head, *self.cells]), WORD)


def _longest_word(texts: Sequence[str]) -> int:
    return max(cell_len(word) for text in texts for word in text.split(" "))


def print_for_people(table: Table, language: Language) -> None:
    """Write the table to standard output; what has no room beside its row stands below it."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDE
    columns = list(_columns(table, language))
    everywhere = [column for column in columns if column.is_sentence and _is_same(column)]
    sentences = [column for column in columns if column.is_sentence and column not in everywhere]
    beside = [column for column in columns if not column.is_sentence]
    left = console.width - sum(column.whole + GAP for column in beside)
    with console.capture() as lines:
        if left >= len(sentences) * ROOM or sum(one.whole + GAP for one in sentences) <= left + GAP:
            shown = [column for column in columns if column not in everywhere]
            console.print(_grid(shown, [column.whole for column in beside], range(len(table.rows))))
        else:
            _print_below(console, beside, sentences, len(table.rows))
        for column in everywhere:
            console.print(_text(f"{column.head}: {column.cells[0]}"))
    sys.stdout.write(lines.get().translate(_RELEASED))


def _is_same(column: _Column) -> bool:
    return len(column.cells) > 1 and len(set(column.cells)) == 1


def _columns(table: Table, language: Language) -> Iterator[_Column]:
    for index, header in enumerate(table.headers):
        cells = [said(row[index], table.quantities.get(header), language) for row in table.rows]
        if header not in table.codes and any(cells):
            yield _Column(
                head(table, header, language),
                cells,
                header in table.quantities or any(isinstance(row[index], (int, float)) for row in table.rows),
                header in table.sentences,
            )


def _print_below(
    console: Console, columns: Sequence[_Column], sentences: Sequence[_Column], rows: int
) -> None:
    """As many columns as there is room for; under each row the others, and its sentences."""
    beside = [
        column
        for place, column in enumerate(columns)
        if sum(one.least + GAP for one in columns[: place + 1]) <= console.width + GAP
    ]
    below = columns[len(beside) :]
    widths = _fitted(beside, console.width)
    if not below and not sentences:
        console.print(_grid(beside, widths, range(rows)))
        return
    for row in range(rows):
        console.print(_grid(beside, widths, (row,), headed=row == 0))
        told = [f"{column.head}: {column.cells[row]}" for column in sentences if column.cells[row]]
        for text in ("; ".join(f"{one.head}: {one.cells[row]}" for one in below), *told):
            if text:
                console.print(Padding(_text(text), (0, 0, 0, GAP)))


def _fitted(columns: Sequence[_Column], room: int) -> list[int]:
    """Widths that fit into the room: what is widest gives way first, as far as it breaks between words."""
    widths = [column.whole for column in columns]
    while sum(widths) + GAP * (len(widths) - 1) > room:
        broken = [place for place, column in enumerate(columns) if widths[place] > column.least]
        if not broken:
            break
        widths[max(broken, key=widths.__getitem__)] -= 1
    return widths


def _grid(
    columns: Sequence[_Column], widths: Sequence[int], rows: Sequence[int], *, headed: bool = True
) -> RichTable:
    """The rows under their heads; columns of sentences share what the widths of the others leave."""
    shown = RichTable(
        box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="bold", show_header=headed
    )
    given = iter(widths)
    for column in columns:
        shown.add_column(
            _text(column.head),
            justify="right" if column.is_number else "left",
            overflow="fold",
            width=None if column.is_sentence else next(given),
        )
    for row in rows:
        shown.add_row(*(_text(column.cells[row]) for column in columns))
    return shown


def _text(text: str) -> RichText:
    return RichText(text.translate(_HELD))
