import pytest

from analysis.data.add import about
from analysis.methods.errors import InputError


def test_what_is_not_said_is_listed_with_its_option():
    assert [line.split(":")[0] for line in about.missing(about.Told(title="t", terms="x"), "redefined")] == [
        "--publisher", "--published", "--obtained", "--redefined"
    ]  # fmt: skip


def test_a_folder_of_another_year_is_refused():
    with pytest.raises(InputError, match="2021"):
        about.folder_name("panrb_x_2020", about.Told(), 2021)
