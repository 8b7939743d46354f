"""What charts say: titles with their unit, labels, and the sentence that stands for the picture."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from voimavara.charts.scales import written
from voimavara.core.language import LANGUAGES, Language, Text, in_all
from voimavara.core.sentences import say
from voimavara.core.writing import NBSP, quantity, split_quantity, unit_label
from voimavara.figures.figure import Figure
from voimavara.snapshot.model import MeasureView


def titled(name: Text, measure: MeasureView, largest: float) -> Text:
    """The name with the unit of the axis."""

    def write(language: Language) -> str:
        if measure.shown_in == "1":
            return name.within(language)
        if measure.shown_in == "EUR":
            unit = split_quantity(largest, "EUR", language)[1]
        else:
            unit = unit_label(measure.shown_in, language)
        return f"{name.within(language)}, {unit}"

    return in_all(write)


def first_and_last(name: Text, figures: Sequence[Figure], measure: MeasureView) -> Text:
    """The first and the last of the figures that have a value, in a sentence."""
    known = [figure for figure in figures if figure.known is not None]
    first, last = known[0], known[-1]
    return say(
        "{name}: {first_period} {first}, {last_period} {last}.",
        name=name,
        first_period=first.period,
        first=written(first.known or 0.0, measure),
        last_period=last.period,
        last=written(last.known or 0.0, measure),
    )


def shortened(text: Text, most: int) -> Text:
    """The text with no more than so many signs; what follows stands in the table below the chart."""

    def write(language: Language) -> str:
        whole = text.within(language)
        return whole if len(whole) <= most else whole[: most - 1].rstrip(" ,-") + "…"

    return in_all(write)


def in_two(text: Text, most: int) -> tuple[Text, Text]:
    """The text on two lines of no more than so many signs each; the second is empty where one is enough.

    A language that needs one line where another needs two has a blank as its second.
    """
    lines = {language: wrap(text.within(language), most) for language in LANGUAGES}
    if all(len(those) <= 1 for those in lines.values()):
        return text, Text()
    first = in_all(lambda language: lines[language][0] if lines[language] else "")
    return first, shortened(in_all(lambda language: " ".join(lines[language][1:]) or NBSP), most)


def percent(share: float, decimals: int = 0) -> Text:
    """A share in per cent."""
    return in_all(lambda language: quantity(share, "%", language, decimals))
