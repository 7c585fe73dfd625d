"""Tables are read whole, as printed, or refused with file and row."""

import pytest

from analysis.data.csv_files import read_csv
from analysis.methods.errors import InputError


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,b\n1,2\n3\n", "list/t.csv, row 3: 1 fields, the header has 2"),
        ("a,b\n1,2,3\n", "list/t.csv, row 2: 3 fields, the header has 2"),
        ('a,b\n"1\n1",2\n\n', "list/t.csv, row 4: 0 fields, the header has 2"),
        ("a,a\n1,2\n", "list/t.csv: no header, or one that names a column twice"),
        ("", "list/t.csv: no header"),
        ('a,b\n1,"2\n', "list/t.csv: not a readable table"),
    ],
)
def test_rows_that_do_not_fit_the_header_are_refused_with_file_and_row(tmp_path, content, message):
    path = tmp_path / "list" / "t.csv"
    path.parent.mkdir()
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_csv(path)
    assert refused.value.problems[0].startswith(message)


def test_quotes_and_empty_cells_are_read_as_printed(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text('a,b\n"x, ""y""",\n NA ,007\n', encoding="utf-8")
    assert read_csv(path).to_dict("list") == {"a": ['x, "y"', " NA "], "b": ["", "007"]}
