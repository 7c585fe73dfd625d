"""The change by type: by hand from the raw files, by aspects as a second route, and where the sets lie."""

from __future__ import annotations

from fractions import Fraction

import pytest

from analysis.methods.rounding import display
from analysis.studies.change_by_type import change
from analysis.studies.change_by_type.change import ABOVE, BELOW, OPEN
from analysis.studies.change_by_type.parameters import choices
from analysis.studies.instrument_change import indicators
from tests.studies.change_by_type import raw_means
from tests.studies.change_by_type.raw_means import NEW, OLD

# Both differences of 2020 to 2021 by type, across the instruments and at the old weights, typed.
KNOWN = {
    "kementerian": ("-0.35", "-0.08"),
    "lembaga": ("-0.37", "-0.09"),
    "provinsi": ("-0.10", "0.13"),
    "kota": ("-0.14", "0.07"),
    "kabupaten": ("0.07", "0.27"),
    "nasional": ("-0.02", "0.19"),
}


@pytest.fixture(scope="module", params=choices()["year"])
def result(request):
    return change.study(request.param)


@pytest.fixture(scope="module")
def first():
    return change.study(2021)


def test_both_years_are_printed_so_and_the_difference_is_theirs(result):
    for row in result.change.itertuples():
        texts = raw_means.printed(2020, row.group), raw_means.printed(result.year, row.group)
        assert (display(row.before), display(row.after)) == texts
        assert row.across == pytest.approx(float(Fraction(texts[1]) - Fraction(texts[0])), abs=1e-12)


def test_the_parts_by_hand_from_the_printed_domains(first):
    names = {"Kebijakan SPBE": "policy", "Tata Kelola SPBE": "governance"}
    names |= {"Manajemen SPBE": "management", "Layanan SPBE": "services"}
    for row in first.change.itertuples():
        texts = raw_means.rows(2021, row.group, "domain")
        domains = {names[name]: Fraction(text) for name, text in texts.items()}
        old = sum(OLD[name] * domains[name] for name in OLD)
        new = sum(NEW[name] * domains[name] for name in NEW)
        assert row.rescored == pytest.approx(float(old), abs=1e-12)
        assert row.effect == pytest.approx(float(new - old), abs=1e-12)
        assert row.at_old_weights == pytest.approx(float(old - Fraction(raw_means.printed(2020, row.group))), abs=1e-12)


def test_the_parts_by_aspects_instead_of_domains(first):
    """A second route: other printed figures, within what two decimals of either leave."""
    for row in first.change.itertuples():
        before, after = (raw_means.from_aspects(year, row.group) for year in (2020, 2021))
        real = sum(OLD[name] * (after[name] - before[name]) for name in OLD)
        instrument = sum(NEW[name] * after[name] for name in NEW) - sum(OLD[name] * after[name] for name in OLD)
        assert row.at_old_weights == pytest.approx(float(real), abs=0.015)
        assert row.effect == pytest.approx(float(instrument), abs=0.0035)


def test_the_parts_and_rounding_sum_to_the_difference(result):
    frame = result.change
    parts = frame.at_old_weights + frame.effect + frame.rounding
    assert (parts - frame.across).abs().max() < 1e-12
    assert frame["rounding"].abs().max() < 0.02


@pytest.mark.parametrize(("group", "known"), KNOWN.items())
def test_the_known_figures(first, group, known):
    row = first.change.set_index("group").loc[group]
    assert (display(row.across), display(row.at_old_weights)) == known


def test_the_nation_is_no_summary_of_the_types(first):
    """Somebody who takes the national figure for all has five types of six wrong by more than rounding."""
    of, nation = first.facts["across_of"], first.facts["nation_across"]
    assert abs(nation) < 0.03
    assert sum(abs(of[group] - nation) > 0.05 for group in first.facts["group_names"]) == 6
    assert first.facts["across_rose"] == ["kabupaten"]
    assert len(first.facts["across_fell"]) == first.facts["types"] - 1


def test_who_fell_is_in_the_order_of_the_falls(result):
    for name in ("across", "at_old_weights"):
        of = result.facts[f"{name}_of"]
        fell, rose = result.facts[f"{name}_fell"], result.facts[f"{name}_rose"]
        assert all(of[group] < 0 for group in fell)
        assert all(of[group] > 0 for group in rose)
        assert [of[group] for group in fell] == sorted(of[group] for group in fell)
        assert [of[group] for group in rose] == sorted((of[group] for group in rose), reverse=True)
        assert {*fell, *rose} == set(result.facts["group_names"])


def test_changes_of_domains_weighed_as_before_are_the_change_at_the_old_weights(result):
    """The domains' changes, weighed, give the change of the index within the rounding of the printed mean of 2020."""
    frame = result.domains.merge(result.change, on="group")
    low, high = (sum(float(OLD[name]) * frame[f"{name}_{end}"] for name in OLD) for end in ("low", "high"))
    assert (frame.at_old_weights >= low - 0.0101).all()
    assert (frame.at_old_weights <= high + 0.0101).all()


def test_changes_of_domains_by_hand(first):
    rows = first.domains.set_index("group")
    assert [round(rows.loc["kementerian", f"{name}_low"], 9) for name in OLD] == [-0.26, -0.26, 0.06]
    assert [round(rows.loc["kabupaten", f"{name}_high"], 9) for name in OLD] == [0.27, 0.03, 0.40]
    assert (rows["policy_low"] < rows["policy_high"]).sum() == 1, "the provinces alone"


def test_policy_and_governance_have_more_new_weight_than_services():
    """What the sentence on domains says of the rewriting, by the official list."""
    table = indicators.by_domain(indicators.concordance()).set_index("domain")
    new = table["new_added_weight"] / (table["new_added_weight"] + table["new_continuing_weight"])
    assert new["policy"] > new["governance"] > new["services"] > 0


def test_the_sets_on_the_new_weights_by_hand(first):
    row = first.new_basis.set_index("group").loc["kementerian"]
    known = Fraction("0.13") * Fraction("2.94") + Fraction("0.25") * Fraction("2.87")
    known += Fraction("0.455") * Fraction("3.43")
    assert row["low"] == pytest.approx(float(known + Fraction("0.165")), abs=1e-12)
    assert row["high"] == pytest.approx(float(known + 5 * Fraction("0.165")), abs=1e-12)
    needed = (Fraction("2.84") - known) / Fraction("0.165")
    assert row["needed_low"] == row["needed_high"] == pytest.approx(float(needed), abs=1e-12)
    assert 1 < needed < Fraction("1.5"), "the later measurement lies above what would mean no change"


def test_the_provinces_set_is_wider_by_what_their_aspects_leave(first):
    rows = first.new_basis.set_index("group")
    widths = rows["high"] - rows["low"]
    assert widths.drop("provinsi").tolist() == pytest.approx([0.66] * 6, abs=1e-9)
    assert widths["provinsi"] == pytest.approx(0.66 + 0.01 * 0.835, abs=1e-9)
    needed = rows["needed_high"] - rows["needed_low"]
    assert needed["provinsi"] == pytest.approx(0.01 * 0.835 / 0.165, abs=1e-9)
    exact = raw_means.from_aspects(2020, "provinsi")
    known = sum(NEW[name] * exact[name] for name in exact)
    middle = (rows.loc["provinsi", "low"] + rows.loc["provinsi", "high"]) / 2
    assert middle == pytest.approx(float(known + 3 * NEW["management"]), abs=1e-9)


def test_a_side_is_named_only_where_rounding_cannot_change_it(result):
    for row in result.new_basis.itertuples():
        off = 0.005 + 0.005 * 0.835
        sides = {BELOW: row.after + off < row.low, ABOVE: row.after - off > row.high}
        assert [name for name, there in sides.items() if there] == ([] if row.side == OPEN else [row.side])


@pytest.mark.parametrize(("after", "side"), [(1.98, BELOW), (1.99, OPEN), (2.0, OPEN), (2.51, OPEN), (2.52, ABOVE)])
def test_a_mean_within_rounding_of_an_end_leaves_the_direction_open(after, side):
    assert change.side_of(after, 2.0, 2.5, 0.01) == side


@pytest.mark.parametrize(("off", "side"), [(0.008, OPEN), (0.010, BELOW), (-0.668, OPEN), (-0.670, ABOVE)])
def test_the_rounding_of_both_years_is_in_the_side(first, off, side):
    """Half a hundredth of the later mean, and as much of the three domains before, at their weights of .835."""
    low = first.new_basis.set_index("group").loc["kementerian", "low"]
    means = first.means.copy()
    means.loc[(means["group"] == "kementerian") & (means["year"] == 2021), "printed"] = low - off
    assert change.new_basis(means, 2021).set_index("group").loc["kementerian", "side"] == side


def test_what_is_said_of_each_side(first):
    assert first.facts[BELOW] == ["lembaga", "lainnya"]
    assert first.facts[ABOVE] == []
    assert change.study(2024).facts[ABOVE] == first.facts["group_names"]


def test_shares_are_those_of_the_table_by_type(first):
    shares = first.shares.set_index("group")
    assert shares.loc["kementerian", ["share_2021", "share_2022"]].tolist() == [0.7353, 0.9412]
    assert shares.loc["lainnya", "share_2022"] == 0.4167
    assert shares["share_2018"].dropna().to_dict() == {
        "provinsi": 0.41,
        "kabupaten": 0.08,
        "kota": 0.25,
        "nasional": 0.1331,
    }


def test_later_steps_are_within_one_instrument(first):
    facts = first.facts
    assert (facts["first_step"], facts["second_step"], facts["last_step"]) == (2021, 2022, 2024)
    step = {
        group: Fraction(raw_means.printed(2022, group)) - Fraction(raw_means.printed(2021, group))
        for group in first.facts["group_names"]
    }
    assert (facts["step_high_group"], facts["step_low_group"]) == (max(step, key=step.get), min(step, key=step.get))
    assert facts["higher_last"] == facts["all_types"] == 6


def test_higher_in_the_last_year_is_against_the_first_of_the_instrument(first, monkeypatch):
    means = first.means.copy()
    cities = means["group"] == "kota"
    printed = means[cities].set_index("year")["printed"]
    assert printed[2021] < printed[2022]
    for later, count in ((printed[[2021, 2022]].mean(), 6), (printed[2021], 5)):
        means.loc[cities & (means["year"] == 2024), "printed"] = later
        monkeypatch.setattr(change, "by_year", means.copy)
        assert change.study(2021).facts["higher_last"] == count


def test_values_have_the_promised_keys(first):
    for group in first.facts["group_names"]:
        assert display(first.values[f"{group}.2020.index_35"]) == raw_means.printed(2020, group)
        assert display(first.values[f"{group}.2021.index_47"]) == raw_means.printed(2021, group)
        assert first.values[f"{group}.2021.index_35"] > first.values[f"{group}.2021.index_47"]
    assert not any("2020.index_47" in key for key in first.values), "it was never measured"
