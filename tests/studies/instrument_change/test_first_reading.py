"""Pairs of the first year apart from later ones: a planted set by hand, the real ones by a second route."""

import pandas as pd
import pytest

from analysis.studies.instrument_change import first_reading
from tests.studies import once
from tests.studies.by_hand import largest_fall, rows


def planted(years=(2021, 2021, 2021, 2023, 2023)) -> tuple[pd.DataFrame, dict[str, pd.DataFrame], pd.DataFrame]:
    """Two falls and a rise of 2021, a fall and a rise read later; verdicts of every claim."""
    ids = list("abcde")
    pairs = pd.DataFrame({
        "institution_id": ids,
        "before_year": [2019, 2020, 2018, 2018, 2020],
        "after_year": years,
        "fall": [0.6, 0.1, -0.2, 0.7, -1.0],
        "effect": [None, -0.2, None, -0.3, -0.1],
        "real_change": [None, 0.1, None, -0.4, 1.1],
    })  # fmt: skip
    words = ["refuted", "feasible", "not_needed", "refuted", "not_needed"]
    rows = pd.DataFrame({"verdict": words, "rounding_decides": [False, True, False, False, False]}, index=ids)
    never = rows.assign(verdict="feasible")
    return pairs, {"management": rows, "all_new": rows, "official": never, "whole": never}, rows


def test_a_planted_set_is_counted_by_when_it_is_read():
    found = first_reading.counts(*planted())
    of = {group: {k.removeprefix(f"{group}_"): n for k, n in found.items() if k.startswith(group)} for group in
          first_reading.GROUPS}  # fmt: skip
    assert [of["first"][name] for name in ("n", "fell", "rose", "longest", "known_fell", "turned")] == [
        3,
        2,
        1,
        3,
        1,
        1,
    ]
    assert [of["later"][name] for name in ("n", "fell", "rose", "longest", "known_fell", "turned")] == [
        2,
        1,
        1,
        5,
        1,
        0,
    ]
    assert [of[group]["refuted_management"] for group in first_reading.GROUPS] == [1, 1]
    assert [of[group]["feasible_management"] for group in first_reading.GROUPS] == [1, 0]
    assert [of[group]["by_rounding"] for group in first_reading.GROUPS] == [1, 0]
    assert of["first"]["refuted_all_levels"] == of["first"]["refuted_whole"] == 0


def test_a_pair_that_is_read_later_counts_elsewhere():
    before, after = (first_reading.counts(*planted(years)) for years in ((2021,) * 3 + (2023,) * 2, (2023,) * 5))
    assert before["first_fell"] + before["later_fell"] == after["later_fell"]
    assert (after["first_n"], after["first_longest"], after["first_refuted_management"]) == (0, 0, 0)


@pytest.fixture(scope="module")
def main():
    return once.before_and_after()


def test_the_real_counts_by_a_second_route(main):
    """From the processed file: the preferred figures nearest to the change, without pandas."""
    figures: dict[str, dict[int, tuple[float, str]]] = {}
    for row in rows("spbe_index"):
        if row["preferred"] == "yes" and row["status"] == "published":
            figures.setdefault(row["institution_id"], {})[int(row["year"])] = float(row["index"]), row["confidence"]
    fell = rose = refuted = 0
    for known in figures.values():
        old = {year: x for year, x in known.items() if 2018 <= year <= 2020}
        if not old or 2021 not in known:
            continue
        better = {year: x for year, x in old.items() if x[1] != "low"} or old
        before, after = better[max(better)][0], known[2021][0]
        fell, rose = fell + (before > after), rose + (before < after)
        refuted += before - after > max(largest_fall(before, 0), 0) + 1e-9
    facts = main.facts
    assert (facts["first_fell"], facts["first_rose"], facts["first_refuted_management"]) == (fell, rose, refuted)


def test_the_two_groups_are_all_pairs(main):
    facts, values = main.facts, main.values
    for name in ("n", "fell", "rose"):
        assert facts[f"first_{name}"] + facts[f"later_{name}"] == values[f"pairs.{name}"]
    refuted = facts["first_refuted_management"] + facts["later_refuted_management"]
    assert refuted == values["pairs.management.refuted_n"]
    assert facts["first_n"] == values["pairs.with_2021"]
    assert values["pairs.2021.management.refuted_n"] == facts["first_refuted_management"]
    assert values["pairs.2021.all_new.refuted_n"] == facts["first_refuted_new"] < facts["first_refuted_management"]


def test_most_of_those_that_rose_are_read_late(main):
    """Pooled counts, as they were told once, let growth of several years speak against a change of one."""
    facts = main.facts
    assert facts["later_rose"] > facts["first_rose"]
    assert facts["later_longest"] > facts["first_longest"]
    assert facts["first_fell"] / facts["first_n"] > main.values["pairs.fell"] / main.values["pairs.n"]
    assert facts["later_turned"] > facts["first_turned"], "most that turned are read late"
