import pandas as pd
import yaml

from analysis.data.add import source_file
from analysis.data.add.about import Taken, Told
from analysis.data.source_schema import checked
from analysis.data.yaml_files import parse

RECORDS = """# a head
corrections:
  - file: a.csv
    reason: x
exceptions:
  - check: ranks
    where: "2020 HUN"
    found: "rank 52, from the EGDI 51"
    reason: y
  - check: scale
    where: b
    found: c
    reason: z
"""


def test_records_are_added_and_taken_out_and_the_others_stay_as_they_are(tmp_path):
    path = tmp_path / "corrections.yml"
    path.write_text(RECORDS, encoding="utf-8")
    new = {"check": "predicates", "where": "w", "found": "2.60: in Baik", "reason": "r"}
    source_file.add_records(path, [{"file": "b.csv", "expect": "0.60"}], [new])
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert [record["file"] for record in read["corrections"]] == ["a.csv", "b.csv"]
    assert read["corrections"][1]["expect"] == "0.60"
    assert read["exceptions"][2] == new
    source_file.remove_exceptions(
        path, [("ranks", "2020 HUN", "rank 52, from the EGDI 51"), ("predicates", "w", "other")]
    )
    kept = yaml.safe_load(path.read_text(encoding="utf-8"))["exceptions"]
    assert [record["check"] for record in kept] == ["scale", "predicates"]
    assert path.read_text(encoding="utf-8").startswith("# a head\n")


def test_a_source_file_keeps_the_rules_of_source_files():
    told = Told(title="A: b", publisher="c", published="2025-03", obtained="d.", terms="e", kind="ministry")
    taken = Taken("institutions.csv", pd.DataFrame(), {}, {"instrument": "47", "institutions": 3, "states": "s"})
    text = source_file.text("x_spbe_2024", told, 2024, taken, "0" * 64, "t.csv")
    meta = checked(parse(text.encode(), "x/source.yml"))
    assert (meta["title"], meta["kind"], meta["instrument"]) == ("A: b", "ministry", "47")
    assert "t.csv" in meta["obtained"]
