from __future__ import annotations

import math
import statistics

import pytest

from analysis.studies.institution import change, overview
from analysis.studies.institution.subject import subject
from tests.studies.growth import by_csv as growth
from tests.studies.institution import two_lists_by_csv as by_csv

Z = statistics.NormalDist().inv_cdf(0.975)


def changes(kind: str, part: str) -> list[float]:
    """Changes of a domain, or of the index, over the institutions in both lists."""
    held = growth.indices() if part == "index" else {name: v[part] for name, v in growth.domains().items()}
    return [round(y - x, 2) for name, (x, y) in held.items() if kind in ("all", growth.kinds()[name][0])]


def noise(kind: str, part: str) -> tuple[float, str]:
    falls = [min(x, 0.0) for x in changes(kind, part)]
    if sum(x < 0 for x in falls) < 5 and kind != "all":
        return noise("all", part)
    return math.sqrt(statistics.mean(x * x for x in falls)), kind


def index_noise(kind: str) -> tuple[float, str]:
    """The larger of two lower bounds: by falls of the index, and by falls of the domains, whose errors add up."""
    own, whose = noise(kind, "index")
    together = math.sqrt(sum((growth.weight(part) * noise(whose, part)[0]) ** 2 for part in growth.NAMES.values()))
    return max(own, together), whose


@pytest.mark.parametrize("institution", by_csv.asked())
def test_every_mark_lies_as_computed_from_the_files(institution):
    found = change.study(subject(institution, 2024))
    both = [by_csv.listed().get((institution, year)) for year in (2023, 2024)]
    if None in both or institution in by_csv.doubtful() or institution == growth.LEFT_OUT:
        assert found.marks.empty
        return
    known = [name for name in (*growth.NAMES.values(), "index") if name in both[0] and name in both[1]]
    assert list(found.marks["domain"]) == known
    for row in found.marks.itertuples():
        moved = round(both[1][row.domain] - both[0][row.domain], 2)
        kind = growth.kinds()[institution][0]
        least, whose = index_noise(kind) if row.domain == "index" else noise(kind, row.domain)
        assert (row.change, row.band, row.noise_of) == (
            pytest.approx(moved), pytest.approx(Z * math.sqrt(2) * least), whose
        )  # fmt: skip
        assert row.side == ("inside" if abs(moved) <= row.band else "up" if moved > 0 else "down")
        if row.domain != "index":
            assert row.contribution == pytest.approx(growth.weight(row.domain) * moved)


def test_contributions_add_up_to_the_change_of_the_index():
    for institution in growth.domains():
        marks = change.study(subject(institution, 2024)).marks
        if len(marks):
            by = marks.set_index("domain")
            assert by["contribution"].sum() == pytest.approx(by.loc["index", "change"], abs=0.0155)


@pytest.mark.parametrize(("institution", "why"), [
    ("dewan-pers", "other_unit"), ("mahkamah-agung-ri", "other_unit"), (growth.LEFT_OUT, "below_floor"),
    ("kabupaten-buru", ""), ("kabupaten-tolikara", ""), ("kabupaten-grobogan", ""),
])  # fmt: skip
def test_what_is_suppressed_says_why(institution, why):
    found = change.study(subject(institution, 2023))
    assert found.why == why
    assert found.marks.empty is (institution != "kabupaten-grobogan")


def test_a_noise_of_its_own_needs_falls_of_its_own():
    assert set(change.noises("kabupaten")["noise_of"]) == {"kabupaten"}
    assert change.noises("kota").loc["index", "noise_of"] == "all"
    assert change.noises("kota").loc["policy", "noise_of"] == "kota"


def test_the_band_of_the_index_is_that_of_the_list_of_all_pages():
    """Of types without enough falls of their own it is the larger of the two that the front page names."""
    band = change.MULTIPLE * math.sqrt(2) * change.noises("kota").loc["index", "noise"]
    assert math.floor(100 * band) == max(overview.bands()["index"])
