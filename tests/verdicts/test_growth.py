"""Growth against the median of the peers, in words."""

from __future__ import annotations

import pytest

from voimavara.core.missing import Missing, Reason
from voimavara.figures.figure import Incomplete
from voimavara.peers.comparison import Comparison, compare
from voimavara.verdicts.verdict import Judgement

from .making import figure, in_finnish, verdict

TARGET = {"not_above_peers": {"peers": "same_size", "window": "4 years"}}
YEAR = {"period": "year"}


def compared(own: float, others: list[float]) -> Comparison | Missing:
    """A comparison in which the city and the others grew by these shares from 2015 to 2019."""
    growths = {"111": own, **{f"{200 + number}": growth for number, growth in enumerate(others)}}
    amounts = {code: {2015: 1000.0, 2019: 1000.0 * (1 + growth)} for code, growth in growths.items()}
    return compare("111", list(growths), amounts, (2015, 2019))


def judged(comparison, **more):
    return verdict(TARGET, [], asked="2019", case_parts={"peers": comparison}, **YEAR, **more)


@pytest.mark.parametrize(
    ("own", "others", "judgement", "reason"),
    [
        (
            0.02,
            [0.08] * 9,
            "met",
            "Menot kasvoivat neljässä vuodessa 2,0 %, kun verrokkikunnissa kasvun mediaani oli 8,0 %.",
        ),
        (
            0.08,
            [0.08] * 9,
            "met",
            "Menot kasvoivat neljässä vuodessa 8,0 %, kun verrokkikunnissa kasvun mediaani oli 8,0 %.",
        ),
        (
            0.09,
            [0.08] * 9,
            "not_met",
            (
                "Menot kasvoivat neljässä vuodessa 9,0 % eli enemmän kuin verrokkikunnissa, "
                "joissa kasvun mediaani oli 8,0 %."
            ),
        ),
        (
            0.05,
            [0.0, 0.02, 0.06, 0.08, 0.1],
            "inconclusive",
            (
                "Menot kasvoivat neljässä vuodessa 5,0 %, eikä kasvu erotu luotettavasti "
                "verrokkikuntien mediaanista, joka on 6,0 %."
            ),
        ),
        (
            -0.02,
            [0.08] * 9,
            "met",
            "Menot pienenivät neljässä vuodessa 2,0 %, kun verrokkikunnissa kasvun mediaani oli 8,0 %.",
        ),
        (
            -0.02,
            [-0.08] * 9,
            "not_met",
            (
                "Menot pienenivät neljässä vuodessa 2,0 % eli vähemmän kuin verrokkikunnissa, joissa "
                "muutoksen mediaani oli −8,0 %."
            ),
        ),
    ],
)
def test_growth_is_told_with_both_numbers(own, others, judgement, reason):
    found = judged(compared(own, others))
    assert (found.judgement, in_finnish(found)) == (judgement, reason)


def test_the_detail_tells_how_many_grew_less_and_more():
    found = judged(compared(0.03, [0.01, 0.02, 0.08, 0.09, 0.1]))
    assert found.detail.sv == "Ökningen var mindre i två och större i tre av jämförelsekommunerna."


def test_the_year_that_lacks_is_named_with_the_window():
    found = judged(Missing(Reason.PARTLY, "2015"))
    assert found.judgement is Judgement.MISSING
    assert found.reason.fi == "Tiedoista ajalta 2015–2019 puuttuu 2015."


def test_no_growth_is_judged_across_a_break():
    found = judged(compared(0.02, [0.08] * 9), breaks={"2017": {"fi": "Sote siirtyi"}})
    assert found.judgement is Judgement.MISSING


def test_a_break_of_one_function_leaves_the_total_judged():
    breaks = {"2016": {"fi": "Päivähoito", "where": {"function": "early_education"}}}
    assert judged(compared(0.02, [0.08] * 9), breaks=breaks).judgement is Judgement.MET


def test_growth_that_open_rows_could_still_change_is_not_judged():
    own = figure("2019", 0.02, incomplete=Incomplete(open_rows=3, rows=100, tolerance=0.01))
    found = verdict(TARGET, [own], asked="2019", case_parts={"peers": compared(0.02, [0.08] * 9)}, **YEAR)
    assert found.judgement is Judgement.INCOMPLETE


def test_where_only_the_peers_lack_the_citys_own_data_are_not_said_to_lack():
    alone = compared(0.02, [])
    assert isinstance(alone, Missing)
    found = verdict(TARGET, [figure("2019", 0.02)], asked="2019", case_parts={"peers": alone}, **YEAR)
    assert found.judgement is Judgement.MISSING
    assert found.reason.en.startswith("None of the peer municipalities has data for 2015–2019")
