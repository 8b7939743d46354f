"""A fault of a plan names what it speaks of as people know it, and with the identifier in the file."""

from __future__ import annotations

from voimavara.core.language import Text
from voimavara.core.message import Message
from voimavara.estate.planning.checks import comma_separated
from voimavara.portfolio.plan.words import with_names

CULTURE = Text(fi="Kulttuuri ja vapaa-aika", sv="Kultur och fritid", en="Culture and leisure")
LIBRARY = Text(fi="Kirjastot", sv="Bibliotek", en="Libraries")
WORDS = {
    "sectors": {"culture": CULTURE},
    "": {"culture": LIBRARY, "building-1": Text(fi="Pääkirjasto"), "repair": Text(fi="Korjaus")},
}
SHARES = "The split of the budgets has no share for {sectors}; give one (0 is one)."


def test_a_sector_and_a_class_with_the_same_identifier_are_told_apart() -> None:
    sectors = with_names(Message.of(SHARES, sectors=comma_separated(["culture", "street"])), WORDS)
    assert "näille: Kulttuuri ja vapaa-aika (culture), street; anna" in sectors.within("fi")
    floor = Message.of("The floor of '{name}' is {level}, expected 0 to 1.", name="culture", level=2)
    assert with_names(floor, WORDS).within("sv").startswith("Den lägsta nivån för ”Bibliotek (culture)” är")


def test_names_stand_inside_a_sentence_of_sentences_too() -> None:
    option = Message.of(
        "'{action}' in {year} for '{object}'", action="repair", year=2021, object="building-1"
    )
    said = with_names(
        Message.of(
            "The {what} of {option} is {got}, expected 0 to {most}.", what="x", option=option, got=2, most=1
        ),
        WORDS,
    )
    assert said.within("fi").startswith("”Korjaus (repair)”, 2021, ”Pääkirjasto (building-1)”: ")
