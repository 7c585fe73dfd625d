from __future__ import annotations

from pathlib import Path

import pytest

from analysis.data.levels import read_levels
from analysis.methods.errors import InputError


@pytest.fixture
def write(tmp_path):
    def write(content: str | bytes) -> Path:
        path = tmp_path / "levels.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def refusal(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_levels(path)
    return caught.value.problems


def test_levels_and_where_they_stand(write):
    file = read_levels(write("indicator,level\n1,3\n35-2, 2.5 \n\n2,0\n"))
    assert file.levels == {"1": "3", "35-2": "2.5", "2": "0"}  # as typed, for messages
    assert file.where == {"1": "levels.csv, row 2", "35-2": "levels.csv, row 3", "2": "levels.csv, row 5"}


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfindicator,level\n1,3\n",
        b"indicator,level\r\n1,3\r\n",
        b"indicator,level\r1,3",
        b'"indicator","level"\n"1","3"\n',
    ],
)
def test_byte_order_marks_line_ends_and_quotes(write, content):
    assert read_levels(write(content)).levels == {"1": "3"}


@pytest.mark.parametrize(
    ("content", "noted"),
    [
        ("indicator,level\n1,3\n2,2.5\n", []),
        ("indicator;level\n1;3\n2;2.5\n", ["semicolons"]),
        ('indicator,level\n1,3\n2,"2,5"\n', ["commas"]),
        ('"indicator";"level"\r\n1;3\r\n2;2,5\r\n', ["semicolons", "commas"]),
        ("\ufeff\nindicator;level\n1;3\n2;2,5\n", ["semicolons", "commas"]),
    ],
)
def test_semicolons_and_decimal_commas_are_read_and_noted(write, content, noted):
    file = read_levels(write(content))
    assert file.levels == {"1": "3", "2": "2.5"}
    assert [note["warning"] for note in file.notes] == noted
    assert all(note["file"] == "levels.csv" for note in file.notes)
    if "commas" in noted:
        facts = {"levels": 1, "typed": "2,5", "read": "2.5"}
        assert facts.items() <= file.notes[-1].items()


def test_a_level_that_can_be_read_in_two_ways_is_refused_by_its_row(write):
    problems = refusal(write("indicator;level\n1;3\n2;1,250\n3;1.234,5\n"))
    assert [problem.partition(": ")[0] for problem in problems] == ["levels.csv, row 3", "levels.csv, row 4"]


def test_every_bad_row_is_named_at_once(write):
    assert refusal(write("indicator,level\n1,three\n2,3\n2,4\n,1\n5,\n6\n7,3,5\n1,2\n8,nan\n")) == [
        "levels.csv, row 4: indicator '2' is already in row 3; keep one of them",
        "levels.csv, row 5: indicator is blank; fill it or leave the row out",
        "levels.csv, row 6: level is blank; fill it or leave the row out",
        "levels.csv, row 7: 1 fields, 2 expected; write indicator,level with a decimal point",
        "levels.csv, row 8: 3 fields, 2 expected; write indicator,level with a decimal point",
        "levels.csv, row 9: indicator '1' is already in row 2; keep one of them",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "levels.csv: the file is empty"),
        (" \n\n", "levels.csv: the file is empty"),
        ("\ufeff", "levels.csv, row 1: the header must be indicator,level, found ''"),
        ("1,3\n2,4\n", "levels.csv, row 1: the header must be indicator,level, found '1,3'"),
        ("indicator;level;note\n1;3;x\n", "found 'indicator,level,note'"),
        ("indicator\tlevel\n1\t3\n", "found 'indicator\\tlevel'"),
        ("level,indicator\n3,1\n", "found 'level,indicator'"),
        ("indicator,level,note\n1,3,x\n", "found 'indicator,level,note'"),
        ("indicator,level\n", "levels.csv: no rows below the header"),
        ('indicator,level\n1,"3\n', "row 2: not a row of CSV"),
        ("indicator,level\n1,3\n".encode("utf-16"), "levels.csv: encoded as UTF-16; save it as UTF-8"),
        (b"indicator,level\n1,3\xb9\n", "levels.csv, row 2: not UTF-8 (byte 0xb9)"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "levels.csv: a binary file"),
        (b"indicator,level\n" + b"1,3\n" * 300_000, "larger than 1,000,000 bytes"),
    ],
)
def test_files_that_are_no_levels(write, content, message):
    problems = refusal(write(content))
    assert len(problems) == 1
    assert message in problems[0]


def test_long_text_does_not_flood_the_message(write):
    long = "x" * 5000
    problems = refusal(write(f"indicator,level\n{long},1\n{long},2\n"))
    assert len(problems) == 1
    assert len(problems[0]) < 250


def test_no_such_file_and_a_folder(tmp_path):
    assert (
        "nothing.csv: no such file; give a CSV file with the columns indicator,level"
        in refusal(tmp_path / "nothing.csv")[0]
    )
    assert "cannot be read (Is a directory)" in refusal(tmp_path)[0]
