"""The checks pass on the real tables with the named exceptions only, and each of them can fail."""

import pandas as pd
import pytest

from analysis.data import build, checks, corrections


@pytest.fixture(scope="module")
def tables():
    return build.tables()


def outcome(tables, check, exceptions=None):
    return {result.check: result for result in checks.run(tables, exceptions)}[check]


def test_every_check_passes_on_the_real_tables(tables):
    results = checks.run(tables)
    assert [(r.check, f) for r in results for f in r.failed] == []
    assert all(r.cases > 0 for r in results)


def test_exactly_the_named_exceptions_are_found(tables):
    found = {(r.check, f.where) for r in checks.run(tables, {}) for f in r.failed}
    assert found == set(corrections.exceptions())


def test_all_but_lampung_2022_reproduce_their_index_from_domains(tables):
    result = outcome(tables, "index_from_domains")
    assert result.cases >= 1233
    assert [f.where for f, _ in result.listed] == ["provinsi-lampung 2022 unes_lampung"]
    assert "3.358, published 3.37" in result.listed[0][0].text


def test_a_stale_exception_fails(tables):
    known = corrections.exceptions() | {("ranks", "2022 IDN"): "not so"}
    (finding,) = outcome(tables, "ranks", known).failed
    assert finding.where == "2022 IDN"
    assert "no longer found" in finding.text


def test_an_exception_of_an_unknown_check_fails(tables):
    known = corrections.exceptions() | {("rank", "2022 IDN"): "misspelt"}
    assert [f.where for r in checks.run(tables, known) for f in r.failed] == ["rank"]


ALTERED = [
    ("editions", "egdi", lambda t: t.drop(index=5), "2012"),
    ("regions", "states", lambda t: t[t["iso3"] != "IDN"], "IDN"),
    ("regions", "states", lambda t: t.assign(iso3=t["iso3"].replace("IDN", "TWN")), "TWN"),
    ("regions", "states", lambda t: pd.concat([t, t[t["iso3"] == "IDN"]]), "IDN"),
    ("regions", "states", lambda t: _set(t, "region", {"iso3": "IDN"}, "Oceania"), "South-eastern Asia"),
    ("not_computed", "egdi", lambda t: _set(t, "rank", {"iso3": "IDN", "edition": 2012}, None), "2012"),
    ("egdi_components", "egdi", lambda t: _set(t, "osi", {"iso3": "IDN", "edition": 2022}, 0.77), "2022 IDN"),
    ("component_range", "egdi", lambda t: _set(t, "tii", {"iso3": "IDN", "edition": 2022}, 1.1), "2022 IDN"),
    ("ranks", "egdi", lambda t: _set(t, "rank", {"iso3": "IDN", "edition": 2022}, 76), "2022 IDN"),
    ("list_sizes", "spbe_index", lambda t: t[t["spelling"] != "Kabupaten Blora"], "2023"),
    (
        "index_from_domains",
        "spbe_index",
        lambda t: _set(t, "index", {"institution_id": "kabupaten-blora", "source_id": "panrb_lap2023"}, 3.29),
        "kabupaten-blora 2023 panrb_lap2023",
    ),
    (
        "mean_index_from_domains",
        "spbe_means",
        lambda t: _set(t, "value", {"unit": "nasional", "year": 2021}, 2.26),
        "nasional 2021",
    ),
    (
        "scale",
        "spbe_parts",
        lambda t: _set(t, "value", {"unit": "kota-bandung", "year": 2023, "part_id": "1"}, 0.9),
        "kota-bandung 2023 panrb_lap2023",
    ),
    (
        "predicates",
        "spbe_index",
        lambda t: _set(t, "predicate", {"institution_id": "kabupaten-blora", "source_id": "panrb_lap2023"}, "Cukup"),
        "kabupaten-blora 2023 panrb_lap2023",
    ),
    (
        "attainable_levels",
        "spbe_parts",
        lambda t: _set(t, "value", {"unit": "kota-bandung", "year": 2023, "part_id": "1"}, 4.95),
        "kota-bandung 2023 panrb_lap2023",
    ),
    (
        "published_evaluations",
        "evaluations",
        lambda t: _set(
            t, "value", {"institution_id": "kota-denpasar", "year": 2018, "level": "domain", "id": "2"}, 2.3
        ),
        "kota-denpasar 2018 domain 2 2.30",
    ),
    (
        "evaluations_and_lists",
        "evaluations",
        lambda t: _set(t, "value", {"institution_id": "nasional", "year": 2021, "level": "domain", "id": "3"}, 1.25),
        "nasional 2021 domain 3 1.25",
    ),
    ("weights", "instrument_parts", lambda t: _set(t, "weight", {"instrument": "47", "id": "21"}, "0.016"), "47"),
    ("concordance", "crosswalk", lambda t: t[~((t["from_id"] == "35") & (t["to_id"] == "46"))], "47"),
    ("references", "spbe_means", lambda t: t.assign(source_id="nobody"), "spbe_means"),
    (
        "one_year_one_instrument",
        "spbe_means",
        lambda t: _set(t, "instrument", {"unit": "nasional", "year": 2021}, "35"),
        "spbe_means 2021",
    ),
]


def _set(table, column, where, value):
    table = table.copy()
    hit = (table[list(where)] == list(where.values())).all(axis=1)
    assert hit.any()
    table.loc[hit, column] = value
    return table


@pytest.mark.parametrize(("check", "table", "change", "where"), ALTERED, ids=[case[0] for case in ALTERED])
def test_each_check_names_a_planted_defect(tables, check, table, change, where):
    result = outcome(tables | {table: change(tables[table])}, check)
    assert where in {finding.where for finding in result.failed}


def test_every_check_has_a_planted_defect():
    assert {case[0] for case in ALTERED} == {check.__name__ for check in checks.CHECKS}


def test_a_failed_finding_ends_with_the_remedy(tables):
    wrong = _set(tables["egdi"], "rank", {"iso3": "IDN", "edition": 2022}, 76)
    lines = checks.problems(checks.run(tables | {"egdi": wrong}))
    assert lines == [
        "ranks: 2022 IDN: rank 76, from the EGDI 77; mend the raw figure or list it under exceptions in "
        "data/raw/corrections.yml"
    ]


def test_a_check_that_looks_at_nothing_fails(tables):
    result = outcome(tables | {"egdi": tables["egdi"].head(0)}, "ranks")
    assert result.cases == 0
    assert "looked at nothing" in result.failed[0].text


@pytest.mark.parametrize(
    ("check", "table", "change"),
    [
        ("ranks", "egdi", lambda t: t.drop(columns="rank")),
        ("index_from_domains", "spbe_parts", lambda t: t[t["part_id"] != "3"]),
        ("list_sizes", "population", lambda t: t[t["year"] != 2023]),
        ("scale", "instruments", lambda t: t.assign(level_min="low")),
    ],
)
def test_a_table_that_a_check_cannot_read_is_a_finding(tables, check, table, change):
    (finding, *_) = outcome(tables | {table: change(tables[table])}, check, {}).failed
    assert finding.where == "not checked"
    assert "Error: " in finding.text
