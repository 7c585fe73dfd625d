"""The rule of the forecast by another route, on planted worlds, and without what it must not know."""

import numpy as np
import pytest

from analysis.methods.errors import InputError
from analysis.methods.inference.forecasts import NAMES
from analysis.studies.open_questions import un_forecast
from analysis.studies.shared import survey
from tests.studies.open_questions import computed, worlds


def by_hand(measure, country, start):
    """The rule in plain loops."""
    table = survey.table()
    table = table[table["rank"].notna()].set_index(["edition", "iso3"])[measure]
    at, changes = table[start][country], []
    for first in range(2008, start, 2):
        here = table[first]
        both = [iso for iso in here.index if iso in table[first + 2].index]
        far = sorted(round(abs(here[iso] - at), 9) for iso in both)[39]
        changes += [table[first + 2][iso] - here[iso] for iso in both if round(abs(here[iso] - at), 9) <= far]
    changes, n = sorted(changes), len(changes)
    out = []
    for q in (0.05, 0.25, 0.5, 0.75, 0.95):
        place = q * (n + 1)
        k = int(place)
        out.append(at + changes[k - 1] + (place - k) * (changes[k] - changes[k - 1]))
    return np.array(out)


@pytest.mark.parametrize(("country", "start"), [("IDN", 2024), ("VNM", 2016), ("TCD", 2012)])
def test_the_rule_in_plain_loops_gives_the_same(country, start):
    for measure in ("egdi", "osi"):
        expected = np.clip(by_hand(measure, country, start), 0, 1)
        np.testing.assert_allclose(un_forecast.forecast(measure, country, start), expected, atol=1e-9)
    low, low50, middle, high50, high = by_hand("rank", country, start)
    whole = [np.floor(low), np.floor(low50), np.floor(middle + 0.5), np.ceil(high50), np.ceil(high)]
    ranked = survey.edition(start)["rank"].notna().sum()
    np.testing.assert_array_equal(un_forecast.forecast("rank", country, start), np.clip(whole, 1, ranked))


def test_limits_of_ranks_are_whole_go_outwards_and_halves_up():
    limits = np.array([[-3.0, 2.7, 4.5, 5.2, 400.0], [2.0, 2.9, 3.4, 4.0, 4.1]])
    assert un_forecast.bounded("rank", limits, 190).tolist() == [[1, 2, 5, 6, 190], [2, 2, 3, 4, 5]]
    assert un_forecast.bounded("osi", limits / 5, 190)[0].tolist() == pytest.approx([0, 0.54, 0.9, 1, 1])


def test_steps_have_two_years_and_are_known_by_then(monkeypatch):
    assert un_forecast.steps(2014) == [(2008, 2010), (2010, 2012), (2012, 2014)]
    worlds.with_edition(monkeypatch, 2025)
    assert un_forecast.steps(2025)[-1] == (2022, 2024)


def test_where_all_states_rise_alike_the_forecast_is_that_rise(monkeypatch):
    worlds.moving(monkeypatch, 0.01)
    now = survey.edition(2024).loc["IDN"]
    np.testing.assert_allclose(un_forecast.forecast("osi", "IDN", 2024), now["osi"] + 0.01)
    np.testing.assert_array_equal(un_forecast.forecast("rank", "IDN", 2024), now["rank"])
    back = un_forecast.backtest(2024)
    assert (back.drop(columns=["edition", "states"]) == 1).all(axis=None)


def test_a_forecast_knows_nothing_of_later_editions(monkeypatch):
    before, said = computed.forecast().backtest, un_forecast.forecast("osi", "IDN", 2020)
    table = survey.table()
    table.loc[table["edition"] == 2024, ["egdi", "osi"]] = 0.5
    monkeypatch.setattr(survey, "table", lambda: table)
    after = un_forecast.backtest(2024)
    assert after.iloc[:-1].equals(before.iloc[:-1])
    assert not after.iloc[-1].equals(before.iloc[-1])
    np.testing.assert_array_equal(un_forecast.forecast("osi", "IDN", 2020), said)


def test_the_backtest_counts_what_single_forecasts_say(monkeypatch):
    table = survey.table()
    some = table[table["iso3"].isin(sorted(table["iso3"].unique())[::3])]
    monkeypatch.setattr(survey, "table", lambda: some)
    said = {iso: un_forecast.forecast("egdi", iso, 2020) for iso in survey.edition(2020).index}
    came = survey.edition(2022)["egdi"]
    inside = np.mean([five[0] <= came[iso] <= five[4] for iso, five in said.items()])
    assert un_forecast.backtest(2022).set_index("edition").loc[2022, "egdi_90"] == pytest.approx(inside)


def test_ranks_held_nine_tenths_in_every_edition_but_for_the_deviation_that_is_said():
    back = computed.forecast().backtest
    assert back["rank_90"].between(0.85, 0.97).all()
    assert back["osi_90"].iloc[0] < 0.6  # one step to learn from, and a new method of the UN
    facts = computed.forecast().facts
    assert facts["osi_90_first"] == back["osi_90"].iloc[0]
    for name in ("rank_90", "osi_90", "egdi_50"):
        later = back[name].iloc[1:]
        assert (facts[f"{name}_lowest"], facts[f"{name}_highest"]) == (later.min(), later.max())
    assert facts["osi_90_lowest"] > back["osi_90"].min(), "the first edition is told apart"
    assert [facts[f"tested_{which}"] for which in ("first", "second")] == back["edition"].iloc[:2].tolist()


def test_the_declared_country_is_told_as_written_and_another_as_computed():
    other = computed.forecast("VNM")
    assert other.limits.equals(un_forecast.computed("VNM", 2024))
    own = computed.forecast()
    assert own.values["un_2026"]["rank"] == {name: own.facts[f"rank_{name}"] for name in NAMES}
    assert own.facts["own_inside"] == own.facts["own_tested"] == len(own.own)
    assert own.facts["own_better"] == own.own["where"].isin(["below50", "below90"]).sum() > 0


def test_refusals():
    with pytest.raises(InputError, match="ATL: no rank in the edition of 2024"):
        un_forecast.forecast("rank", "ATL", 2024)
    with pytest.raises(InputError, match="no step of two years lies before it"):
        un_forecast.forecast("rank", "IDN", 2008)
