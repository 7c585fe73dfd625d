"""A crosswalk becomes a concordance, service by service, or is refused."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest

from analysis.methods.effects.indicator_links import from_crosswalk, item_domains, item_weights
from analysis.methods.errors import InputError
from analysis.methods.scores.scoring import Instrument
from tests.methods.small_instruments import BANDS, INSTRUMENTS, PARTS, small

# Old A has six indicators, the sixth scored for three services; new C has six, three of them for these services.
NEW_PARTS = pd.DataFrame(
    [("C", "aspect", "1", "", "1.00", "1")]
    + [("C", "indicator", str(i), "1", w, "1") for i, w in enumerate(("0.1", "0.2", "0.3", "0.1", "0.1", "0.2"), 1)],
    columns=["instrument", "level", "id", "parent", "weight", "repeats"],
).assign(name_id="id", name_en="part")
LINKS = [("1", "1"), ("1", "2"), ("2", ""), ("3", ""), ("4", ""), ("5", ""), ("6", "4"), ("6", "5"), ("6", "6")]
LINKS += [("", "3")]


def table(links=LINKS) -> pd.DataFrame:
    rows = [("A", "C", "indicator", source, target) for source, target in links]
    rows += [("A", "C", "domain", "1", "1"), ("C", "A", "indicator", "1", "1")]
    return pd.DataFrame(rows, columns=["from_instrument", "to_instrument", "level", "from_id", "to_id"])


def new() -> Instrument:
    instruments = pd.DataFrame([("C", "1", "5", "no")], columns=INSTRUMENTS.columns)
    return Instrument.from_tables("C", instruments, NEW_PARTS, BANDS.assign(instrument="C").iloc[2:])


def test_services_share_the_weight_of_their_aspect():
    weights = item_weights(small("A"))
    assert sum(weights.values()) == 1
    # Aspect 3 weighs .4 and has indicator 5 and three services of 6.
    assert {weights[item] for item in ("5", "6", "6-2", "6-3")} == {Fraction(1, 10)}
    assert item_domains(small("A")) == {"1": "1", "2": "1"} | dict.fromkeys(("3", "4", "5", "6", "6-2", "6-3"), "2")


def test_each_service_is_continued_by_one_indicator_and_a_split_by_all():
    found = from_crosswalk(table(), small("A"), new())
    assert found.links == {"1": "1", "2": "1", "4": "6", "5": "6-2", "6": "6-3"}
    assert found.added == {"3"}
    assert found.dropped == {"2", "3", "4", "5"}


def refusal(links, old=None, other=None) -> list[str]:
    with pytest.raises(InputError) as caught:
        from_crosswalk(table(links), old or small("A"), other or new())
    return caught.value.problems


def test_refusals():
    assert refusal([("1", "9"), *LINKS]) == ["table crosswalk: indicator 9: not in instrument C"]
    assert refusal(LINKS[1:]) == ["table crosswalk: indicator 1 of instrument C: not listed"]
    assert refusal([*LINKS, ("2", "1")]) == [
        "table crosswalk: indicator 1 of instrument C: listed twice; merges are not supported",
        "table crosswalk: indicator 2 of instrument A: both dropped and continued",
    ]
    assert refusal([("", "4") if pair == ("6", "4") else pair for pair in LINKS]) == [
        "table crosswalk: indicator 6 of instrument A: 3 services but 2 successors; give each service one"
    ]
    with pytest.raises(InputError, match="no indicator links from instrument A to B"):
        from_crosswalk(table(), small("A"), small("B"))


def test_a_new_indicator_scored_more_than_once_is_refused():
    parts = PARTS[PARTS["instrument"] == "A"].assign(instrument="C")
    repeated = Instrument.from_tables(
        "C", INSTRUMENTS.iloc[:1].assign(instrument="C"), parts, BANDS.iloc[:2].assign(instrument="C")
    )
    assert "table crosswalk: indicator 6 of instrument C: scored more than once; only an old one may be" in refusal(
        LINKS, other=repeated
    )
