import shutil

import pytest

from analysis.data import catalog, corrections
from analysis.data.build import processed
from analysis.data.raw_folder import instead, raw_folder
from analysis.paths import RAW


def test_the_projects_own_folder_is_read_unless_another_is_tried_out(tmp_path):
    assert raw_folder() == RAW
    with pytest.raises(IsADirectoryError), instead(tmp_path):
        raw_folder().read_bytes()
    assert raw_folder() == RAW


def test_seals_corrections_and_tables_are_those_of_the_folder_that_is_tried_out(tmp_path):
    raw = shutil.copytree(RAW, tmp_path / "raw")
    file = raw / "panrb_evaluation_2024" / "institutions.csv"
    text = file.read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if "Kabupaten Sleman" in line]
    file.write_text(text.replace(line + "\n", ""), encoding="utf-8")
    with instead(raw):
        assert catalog.verify()
        assert len(corrections.read("panrb_evaluation_2024/institutions.csv")) == 614
        index = processed.tables()["spbe_index"]
    assert ((index["year"] == 2024) & (index["institution_id"] == "kabupaten-sleman")).sum() == 0
    assert catalog.verify() == []
    assert len(corrections.read("panrb_evaluation_2024/institutions.csv")) == 615
