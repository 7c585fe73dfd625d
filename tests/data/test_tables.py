"""Reading a processed table gives its columns and types, or says what to do."""

import pandas as pd
import pytest

from analysis.data import tables
from analysis.data.schemas import problems
from analysis.methods.errors import InputError


def test_a_table_that_was_not_built_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(InputError, match=r"egdi.csv: not built; run `make data`"):
        tables.load("egdi", tmp_path)


def test_an_unknown_table_is_refused_with_the_known_ones():
    with pytest.raises(InputError, match=r"no table 'egdii'; known are institutions, .*egdi"):
        tables.load("egdii")


def test_types_of_a_table_of_texts():
    texts = pd.DataFrame(
        {"year": ["2018"], "institutions": [""], "what": ["assessed"], "source_id": ["x"], "note": [""]}
    )
    table = tables.typed("population", texts)
    assert table["year"].tolist() == [2018]
    assert table["institutions"].isna().all()
    assert table["note"].tolist() == [""]


def test_text_in_a_number_is_no_number():
    with pytest.raises(ValueError, match="tiga"):
        tables.typed("population", pd.DataFrame({c: ["tiga"] for c in tables.TABLES["population"].columns}))


def test_weights_stay_text_so_that_arithmetic_starts_from_the_printed_decimals():
    assert set(tables.load("instrument_parts")["weight"]) >= {"0.165", "0.0275", "0.013"}


HEADER = "year,institutions,what,source_id,note\n"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\n",
        "year\n2018\n",
        f"{HEADER}2018,1,x,y\n",
        "\xff\n",
        f"{HEADER}2018,1,assessed,x,cut of",
        f"{HEADER}1.5,1,x,y,\n",
    ],
)
def test_a_damaged_table_is_refused_with_the_remedy(tmp_path, content):
    (tmp_path / "population.csv").write_bytes(content.encode("latin-1"))
    with pytest.raises(InputError) as refused:
        tables.load("population", tmp_path)
    assert refused.value.problems == ["data/processed/population.csv: empty, cut off or altered; run `make data`"]


def test_an_evaluation_that_is_given_twice_is_refused_even_with_another_value():
    row = {
        "institution_id": "kota-a",
        "year": "2024",
        "instrument": "47",
        "level": "overall",
        "id": "",
        "source_id": "x",
    }
    row |= {"value": "3.04", "status": "published", "location": ""}
    twice = tables.typed("evaluations", pd.DataFrame([row, row | {"value": "3.05"}]))
    assert any("evaluations.csv, row 2 (kota-a, 2024, 47, overall" in line for line in problems("evaluations", twice))
    assert problems("evaluations", twice.assign(source_id=["x", "y"])) == []


def test_a_caller_s_change_is_its_own_and_a_file_s_change_is_seen(tmp_path):
    built = tables.PROCESSED / "population.csv"
    copy = tmp_path / "population.csv"
    copy.write_bytes(built.read_bytes())
    first = tables.load("population", tmp_path)
    first["institutions"] = 0
    first.loc[first.index[0], "what"] = "nothing"
    again = tables.load("population", tmp_path)
    assert again.equals(tables.load("population"))
    lines = built.read_text(encoding="utf-8").splitlines(keepends=True)
    copy.write_text("".join(lines[:-1]), encoding="utf-8")
    assert len(tables.load("population", tmp_path)) == len(again) - 1
