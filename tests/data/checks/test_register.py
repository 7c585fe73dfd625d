"""The checks pass on the real tables with the named exceptions only, and each of them can fail."""

import pandas as pd
import pytest

from analysis.data import corrections
from analysis.data.build import processed
from analysis.data.checks import register


@pytest.fixture(scope="module")
def tables():
    return processed.tables()


def outcome(tables, check, exceptions=None):
    (function,) = (function for function in register.CHECKS if function.__name__ == check)
    return register.result_of(function, tables, corrections.exceptions() if exceptions is None else exceptions)


def test_every_check_passes_on_the_real_tables(tables):
    results = register.run(tables)
    assert [(r.check, f) for r in results for f in r.failed] == []
    assert all(r.cases > 0 for r in results)


def test_exactly_the_named_exceptions_are_found(tables):
    found = {
        (r.check, f.where, f.text.removesuffix(f"; {register.REMEDY}"))
        for r in register.run(tables, {})
        for f in r.failed
    }
    assert found == set(corrections.exceptions())


def test_all_but_lampung_2022_reproduce_their_index_from_domains(tables):
    result = outcome(tables, "index_from_domains")
    assert result.cases >= 1233
    assert [f.where for f, _ in result.listed] == ["provinsi-lampung 2022 unes_lampung"]
    assert "3.358, published 3.37" in result.listed[0][0].text


def test_a_stale_exception_fails(tables):
    known = corrections.exceptions() | {("ranks", "2022 IDN", "rank 76, from the EGDI 77"): "not so"}
    (finding,) = outcome(tables, "ranks", known).failed
    assert finding.where == "2022 IDN"
    assert "listed in corrections.yml with 'rank 76, from the EGDI 77', which is no longer found" in finding.text


def test_another_value_at_the_place_of_an_exception_fails_and_so_does_the_exception(tables):
    wrong = _set(tables["egdi"], "rank", {"iso3": "AND", "edition": 2020}, 81)
    now, gone = outcome(tables | {"egdi": wrong}, "ranks").failed
    assert (now.where, gone.where) == ("2020 AND", "2020 AND")
    assert now.text.startswith("rank 81, from the EGDI 79; mend")
    assert "'rank 80, from the EGDI 79', which is no longer found" in gone.text


@pytest.mark.parametrize("key", sorted(corrections.exceptions()), ids=" ".join)
def test_no_exception_excuses_another_text(tables, key):
    check, where, found = key
    known = corrections.exceptions()
    reason = known.pop(key)
    failed = outcome(tables, check, known | {(check, where, f"{found}0"): reason}).failed
    assert [f.where for f in failed] == [where, where]


def test_a_check_that_cannot_run_does_not_call_its_exceptions_stale(tables):
    result = outcome(tables | {"bands": tables["bands"].iloc[1:]}, "predicates")
    assert [f.where for f in result.failed] == ["not checked"]


def test_an_exception_of_an_unknown_check_fails(tables):
    known = corrections.exceptions() | {("rank", "2022 IDN", "rank 76"): "misspelt"}
    assert [f.where for r in register.run(tables, known) for f in r.failed] == ["rank"]


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
    ("counted_points", "egdi", lambda t: _set(t, "epi", {"iso3": "IDN", "edition": 2022}, 0.7259), "2022 IDN"),
    ("counted_points", "egdi", lambda t: _set(t, "osi", {"iso3": "IDN", "edition": 2003}, 0.3775), "2003 IDN"),
    ("counted_points", "egdi", lambda t: t.assign(epi=t["epi"].where(t["epi"] < 1)), "2022 epi"),
    ("counted_points", "egdi", lambda t: t.assign(epi=t["epi"].where(t["edition"] != 2020, t["hci"])), "2020 epi"),
    ("egdi_components", "egdi", lambda t: _set(t, "tii", {"iso3": "IDN", "edition": 2012}, 0.18977), "2012 IDN"),
    ("component_range", "egdi", lambda t: t.assign(epi=t["epi"].where(t["epi"] > 0)), "2022 epi"),
    ("list_sizes", "spbe_index", lambda t: t[t["spelling"] != "Kabupaten Blora"], "2023"),
    ("list_sizes", "spbe_index", lambda t: t[t["source_id"] != "panrb_lap2024"], "2024"),
    ("list_sizes", "population", lambda t: t[t["year"] != 2023], "2023"),
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
        "mean_index_from_domains",  # whose domains are misprinted: the aspects stand for them
        "spbe_means",
        lambda t: _set(t, "value", {"unit": "mean-provinsi", "year": 2020}, 2.58),
        "mean-provinsi 2020",
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
        "printed_weights",
        "printed_weights",
        lambda t: _set(t, "weight", {"level": "aspect", "id": "3"}, "0.09"),
        "panrb_madiun2020 aspect 3",
    ),
    (
        "shares_and_counts",
        "spbe_shares",
        lambda t: _set(t, "reached", {"unit": "nasional", "year": 2018}, 83),
        "nasional 2018 okezone2018",
    ),
    (
        "predicates_and_indices",
        "spbe_predicates",
        lambda t: _set(t, "high", {"institution_id": "kabupaten-banyuwangi"}, 3.43),
        "kabupaten-banyuwangi 2018 republika_2018",
    ),
    (
        "attainable_levels",
        "spbe_parts",
        lambda t: _set(t, "value", {"unit": "kota-bandung", "year": 2023, "part_id": "1"}, 4.95),
        "kota-bandung 2023 panrb_lap2023",
    ),
    (
        "attainable_parts",
        "spbe_parts",
        lambda t: _set(t, "value", {"unit": "kabupaten-jepara", "year": 2025, "part_id": "8"}, 4.18),
        "kabupaten-jepara 2025 smgupdate_jepara2025 aspect 8",
    ),
    (
        "complete_means",
        "spbe_parts",
        lambda t: t[~((t["unit"] == "mean-kota") & (t["year"] == 2021) & (t["part_id"] == "8"))],
        "mean-kota 2021 ekon_lhe2021",
    ),
    (
        "complete_means",
        "spbe_means",
        lambda t: t[~((t["unit"] == "mean-kota") & (t["year"] == 2021))],
        "mean-kota 2021 ekon_lhe2021",
    ),
    (
        "domains_from_aspects",
        "spbe_parts",
        lambda t: _set(t, "value", {"unit": "mean-kota", "year": 2021, "level": "aspect", "part_id": "7"}, 2.98),
        "mean-kota 2021 ekon_lhe2021 domain 4",
    ),
    (
        "domains_from_aspects",  # the policy domain is its one aspect, so that nothing may lie between them
        "spbe_parts",
        lambda t: _set(t, "value", {"unit": "mean-kota", "year": 2021, "level": "aspect", "part_id": "1"}, 2.24),
        "mean-kota 2021 ekon_lhe2021 domain 1",
    ),
    (
        "type_means_and_lists",
        "spbe_means",
        lambda t: _set(t, "value", {"unit": "mean-kota", "year": 2024}, 3.41),
        "mean-kota 2024",
    ),
    (
        "type_means_and_lists",
        "spbe_parts",
        lambda t: _set(t, "value", {"unit": "mean-kementerian", "year": 2024, "level": "domain", "part_id": "1"}, 4.0),
        "mean-kementerian 2024",
    ),
    (
        "pooled_means",
        "spbe_means",
        lambda t: _set(t, "value", {"unit": "nasional", "year": 2023}, 2.81),
        "nasional 2023",
    ),
    (
        "pooled_means",
        "spbe_parts",
        lambda t: _set(t, "value", {"unit": "nasional", "year": 2021, "level": "aspect", "part_id": "6"}, 1.47),
        "nasional 2021",
    ),
    (
        "pooled_means",
        "spbe_means",
        lambda t: t[~((t["unit"] == "mean-kota") & (t["year"] == 2023))],
        "nasional 2023",
    ),
    (
        "complete_evaluations",
        "evaluations",
        lambda t: t[~((t["institution_id"] == "kota-denpasar") & (t["year"] == 2019) & (t["level"] == "overall"))],
        "kota-denpasar 2019",
    ),
    (
        "complete_evaluations",
        "evaluations",
        lambda t: t[~((t["institution_id"] == "kota-denpasar") & (t["year"] == 2019) & (t["id"] == "3"))],
        "kota-denpasar 2019 domains",
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
        "published_evaluations",
        "evaluations",
        lambda t: _set(t, "value", {"institution_id": "kabupaten-madiun", "level": "indicator", "id": "35-2"}, 3),
        "kabupaten-madiun 2020 aspect 7 3.17",
    ),
    (
        "evaluations_and_lists",
        "evaluations",
        lambda t: _set(t, "value", {"institution_id": "nasional", "year": 2021, "level": "domain", "id": "3"}, 1.25),
        "nasional 2021 domain 3 1.25",
    ),
    ("weights", "instrument_parts", lambda t: _set(t, "weight", {"instrument": "47", "id": "21"}, "0.016"), "47"),
    ("numbers_of_parts", "instrument_parts", lambda t: _set(t, "id", {"instrument": "47", "id": "47"}, "48"), "47"),
    (
        "scored_several_times",
        "instrument_parts",
        lambda t: _set(t, "repeats", {"instrument": "47", "level": "indicator", "id": "45"}, 3),
        "47 indicator 45",
    ),
    (
        "scored_several_times",
        "instrument_parts",
        lambda t: _set(t, "repeats", {"instrument": "35", "level": "indicator", "id": "35"}, 2),
        "35 indicator 35",
    ),
    ("years_of_instruments", "instruments", lambda t: _set(t, "last_year", {"instrument": "35"}, 2019), "47"),
    ("years_of_instruments", "instruments", lambda t: _set(t, "first_year", {"instrument": "35"}, 2016), "35"),
    ("years_of_instruments", "instruments", lambda t: _set(t, "last_year", {"instrument": "20"}, 2030), "last_year"),
    (
        "concordance",
        "crosswalk",
        lambda t: t[~((t["from_id"] == "35") & (t["to_id"] == "46"))],
        "35|47 indicators of 47",
    ),
    (
        "concordance",
        "crosswalk",
        lambda t: t[~((t["to_instrument"] == "20") & (t["to_id"] == "19"))],
        "47|20 indicators of 20",
    ),
    ("concordance", "crosswalk", lambda t: t.replace({"to_id": {"12": "13"}, "from_id": {"20": "19"}}), "35|47"),
    ("concordance", "crosswalk", lambda t: t.assign(certainty="official"), "47|20 indicators"),
    ("concordance", "crosswalk", lambda t: t.assign(certainty="low"), "35|47 domains"),
    (
        "relations",
        "crosswalk",
        lambda t: _set(t, "from_id", {"to_instrument": "20", "to_id": "11"}, "9"),
        "47|20 indicator 9 to 11",
    ),
    (
        "relations",
        "crosswalk",
        lambda t: _set(t, "relation", {"to_instrument": "47", "to_id": "46"}, "reworded"),
        "35|47 indicator 35 to 46",
    ),
    (
        "sources_agree",
        "spbe_index",
        lambda t: _set(t, "index", {"institution_id": "kabupaten-badung", "source_id": "balitop2023"}, 3.76),
        "kabupaten-badung 2023 balitop2023",
    ),
    (
        "described_figures",
        "spbe_index",
        lambda t: _set(t, "index", {"source_id": "antara_ambon2018"}, 2.98),
        "antara_ambon2018",
    ),
    (
        "published_afterwards",
        "sources",
        lambda t: _set(t, "date", {"source_id": "antara_ambon2018"}, "2017-03-29"),
        "antara_ambon2018",
    ),
    (
        "quantities_of_claims",
        "claims",
        lambda t: _set(t, "quantities", {"claim": "merangin-rank"}, "88;71"),
        "merangin-rank",
    ),
    ("population", "population", lambda t: t[t["year"] != 2019], "2019"),
    ("population", "population", lambda t: _set(t, "institutions", {"year": 2019}, 638), "2019"),
    ("population", "population", lambda t: _set(t, "institutions", {"year": 2023}, 61), "2023"),
    ("population", "population", lambda t: _set(t, "year", {"year": 2018}, 2017), "2017"),
    ("references", "spbe_means", lambda t: t.assign(source_id="nobody"), "spbe_means"),
    ("references", "editions", lambda t: t.assign(source_id="nobody"), "editions"),
    ("references", "spbe_index", lambda t: t.assign(spelling="Nobody"), "spbe_index"),
    ("references", "editions", lambda t: _set(t, "edition", {"edition": 2024}, 2026), "egdi"),
    (
        "references",
        "names",
        lambda t: _set(t, "institution_id", {"institution_id": "kabupaten-blora"}, "blora"),
        "names",
    ),
    ("parts_exist", "spbe_parts", lambda t: _set(t, "part_id", {"level": "aspect", "part_id": "8"}, "9"), "spbe_parts"),
    ("parts_exist", "evaluations", lambda t: _set(t, "id", {"id": "35-3"}, "35-4"), "evaluations"),
    ("parts_exist", "evaluations", lambda t: _set(t, "id", {"level": "overall"}, "1"), "evaluations"),
    (
        "headings",
        "spbe_index",
        lambda t: _set(t, "listed_under", {"institution_id": "kota-bandung", "year": 2023}, "Kabupaten"),
        "kota-bandung 2023",
    ),
    ("provinces", "institutions", lambda t: t[t["institution_id"] != "provinsi-bali"], "provinces"),
    (
        "provinces",
        "institutions",
        lambda t: _set(t, "province", {"institution_id": "kota-bandung"}, "Jabar"),
        "kota-bandung",
    ),
    ("provinces", "spbe_index", lambda t: t[t["institution_id"] != "provinsi-bali"], "panrb_lap2024"),
    ("groups_of_states", "states", lambda t: _set(t, "income", {"iso3": "IDN"}, ""), "IDN"),
    ("gtmi_parts", "gtmi", lambda t: _set(t, "psdi", {"iso3": "IDN", "year": 2022}, 0.5), "2022 IDN"),
    ("gtmi_parts", "gtmi", lambda t: _set(t, "group", {"iso3": "IDN", "year": 2020}, "C"), "2020 IDN"),
    ("gtmi_economies", "gtmi", lambda t: t[~((t["iso3"] == "IDN") & (t["year"] == 2020))], "gtmi 2020"),
    ("gtmi_economies", "gtmi_answers", lambda t: t.replace({"iso3": {"IDN": "IDO"}}), "gtmi_answers 2022"),
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


@pytest.mark.parametrize(
    ("check", "table", "change", "where"), ALTERED, ids=[f"{case[0]}-{case[3]}" for case in ALTERED]
)
def test_each_check_names_a_planted_defect(tables, check, table, change, where):
    result = outcome(tables | {table: change(tables[table])}, check)
    assert where in {finding.where for finding in result.failed}


def test_every_check_has_a_planted_defect():
    assert {case[0] for case in ALTERED} == {check.__name__ for check in register.CHECKS}


def test_a_failed_finding_ends_with_the_remedy(tables):
    wrong = _set(tables["egdi"], "rank", {"iso3": "IDN", "edition": 2022}, 76)
    lines = register.problems(register.run(tables | {"egdi": wrong}))
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
        ("list_sizes", "population", lambda t: t.drop(columns="year")),
        ("scale", "instruments", lambda t: t.assign(level_min="low")),
    ],
)
def test_a_table_that_a_check_cannot_read_is_a_finding(tables, check, table, change):
    (finding, *_) = outcome(tables | {table: change(tables[table])}, check, {}).failed
    assert finding.where == "not checked"
    assert "Error: " in finding.text
