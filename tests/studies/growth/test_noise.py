"""Falls and the least noise behind them, counted again from the CSVs."""

import math
from statistics import NormalDist

import pytest

from analysis.studies.growth import contributions, noise
from analysis.studies.growth.panel import DOMAINS, panel
from tests.studies.by_hand import rows
from tests.studies.growth import by_csv


@pytest.fixture(scope="module")
def found():
    return noise.study(panel("all"), contributions.weights())


@pytest.mark.parametrize("domain", DOMAINS)
def test_falls_are_those_of_a_second_route(found, domain):
    changes = [round(v[domain][1] - v[domain][0], 2) for v in by_csv.domains().values()]
    falls = [change for change in changes if change < 0]
    row = found.falls.set_index("domain").loc[domain]
    assert row["fell"] == len(falls)
    assert row["above"] == sum(v[domain][0] > 1 for v in by_csv.domains().values())
    assert (
        row["share"]
        == row["fell"] / row["above"]
        == len(falls) / sum(v[domain][0] > 1 for v in by_csv.domains().values())
    )
    assert row["mean_fall"] == pytest.approx(sum(falls) / len(falls))
    assert row["noise"] == pytest.approx(math.sqrt(sum(fall**2 for fall in falls) / len(changes)))
    assert row["noise_index"] == pytest.approx(by_csv.weight(domain) * row["noise"])


def test_names_spelled_alike_in_both_lists_give_the_numbers_of_the_referee():
    """94 of 587, by .41: the referee paired lists by spelling, which loses institutions that were renamed."""
    spelled = {"2023": {}, "2024": {}}
    for row in rows("spbe_index"):
        if row["preferred"] == "yes" and row["year"] in spelled:
            spelled[row["year"]][row["institution_id"]] = row["spelling"]
    alike = {name for name, text in spelled["2023"].items() if spelled["2024"].get(name) == text}
    falls = [v["policy"][1] - v["policy"][0] for name, v in by_csv.domains().items() if name in alike]
    falls = [fall for fall in falls if fall < -1e-9]
    assert len(falls) == 94
    assert sum(falls) / len(falls) == pytest.approx(-0.41, abs=0.005)


def test_the_index_reading_and_every_domain_reading_by_hand(found):
    index = [min(after - before, 0.0) for before, after in by_csv.indices().values()]
    by_reading = found.predicates.set_index("reading")["noise"]
    assert by_reading["index"] == pytest.approx(math.sqrt(sum(x**2 for x in index) / len(index)), abs=1e-9)
    parts = found.falls.set_index("domain").loc[DOMAINS, "noise_index"]
    assert by_reading["every"] == pytest.approx(math.sqrt(sum(part**2 for part in parts)))


def test_doubtful_predicates_by_the_normal_law_of_the_standard_library(found):
    cuts = [1.8, 2.6, 3.5, 4.2]
    assert noise.cuts() == cuts
    listed = [float(r["index"]) for r in rows("spbe_index") if r["preferred"] == "yes" and r["year"] == "2024"]
    row = found.predicates.set_index("reading").loc["policy"]
    law = NormalDist(0, row["noise"] * math.sqrt(2))
    other = []
    for index in listed:
        low = max((cut for cut in cuts if cut <= index), default=-math.inf)
        high = min((cut for cut in cuts if cut > index), default=math.inf)
        upper = 1.0 if math.isinf(high) else law.cdf(high - index)
        lower = 0.0 if math.isinf(low) else law.cdf(low - index)
        other.append(1 - (upper - lower))
    assert row["of"] == len(listed) == 615
    assert row["other"] == pytest.approx(sum(other) / len(other))
    assert row["count"] == pytest.approx(sum(other))
    assert row["near"] == sum(min(abs(x - cut) for cut in cuts) < row["noise"] for x in listed) / len(listed)


def test_the_readings_give_a_range_and_not_one_number(found):
    assert found.facts["lowest"] < found.facts["highest"]


@pytest.mark.parametrize("institution_type", ["all", "kabupaten", "provinsi"])
def test_a_lower_bound_is_cut_and_never_rounded_up(institution_type):
    result = noise.study(panel(institution_type), contributions.weights())
    exact = result.values["policy"]["noise"]
    said = {"noise": (exact, 0.01), "half": (exact / math.sqrt(2), 0.01)}
    said["lowest"] = (result.predicates["other"].min(), 0.001)
    for name, (bound, unit) in said.items():
        assert bound - unit < result.facts[name] <= bound


@pytest.mark.parametrize("institution_type", ["kementerian", "lembaga", "lainnya"])
def test_no_least_noise_of_a_type_with_few_falls(institution_type):
    result = noise.study(panel(institution_type), contributions.weights())
    assert result.facts["fell"] < noise.fewest()
    assert result.predicates.empty
    assert "noise" not in result.facts
    assert set(result.values) == {"policy"}
