"""The waves of the GovTech Maturity Index have the economies that their sources count."""

import pytest

from analysis.data import catalog
from analysis.data.build import gtmi
from analysis.data.checks.gtmi import OTHERS
from analysis.data.tables import typed


@pytest.fixture(scope="module")
def sources():
    return catalog.sources()


def test_each_wave_has_its_economies_under_codes_of_the_un(sources):
    table = typed("gtmi", gtmi.gtmi(sources))
    assert table.groupby("year").size().to_dict() == {2020: 198, 2022: 198, 2025: 197}
    assert {"AND", "ROU", "TLS", "COD", "PSE", "XKX"} <= set(table["iso3"])
    assert not {"ADO", "ROM", "TMP", "ZAR", "WBG", "KSV"} & set(table["iso3"])


def test_indonesia_is_55th_40th_and_46th_of_the_states(sources):
    table = typed("gtmi", gtmi.gtmi(sources))
    table = table[~table["iso3"].isin(OTHERS)]
    place = table.groupby("year")["gtmi"].rank(ascending=False, method="min")
    assert place[table["iso3"] == "IDN"].tolist() == [55, 40, 46]


def test_the_answers_are_counts_of_2022(sources):
    table = typed("gtmi_answers", gtmi.gtmi_answers(sources)).set_index("iso3")
    assert len(table) == 198
    assert table.loc["IDN"].drop(["country", "source_id"]).tolist() == [7.75, 3.25, 10.0, 6.25, 6.75, 3.0, 3.0]
