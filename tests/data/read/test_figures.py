import pytest

from analysis.data.read.figures import alike, figure
from analysis.methods.errors import InputError


@pytest.mark.parametrize(
    ("text", "value"), [("2.51", "2.51"), ("2,51", "2.51"), ("3", "3"), ("0,7991", "0.7991"), ("1", "1")]
)
def test_figures_with_points_or_commas(text, value):
    assert figure(text) == value


@pytest.mark.parametrize(
    "text", ["02-Jan", "2-Jan-24", "Jan-02", "2/1", "02/01/2024", "2024-01-02 00:00:00", "2.1.2024", "1 Mei"]
)
def test_a_date_is_told(text):
    with pytest.raises(InputError, match="date"):
        figure(text)


@pytest.mark.parametrize("text", ["1.234,5", "1,234.5", "2,690", "1.234.567", "1 234,5"])
def test_a_mark_for_thousands_is_told(text):
    with pytest.raises(InputError, match="thousands"):
        figure(text)


@pytest.mark.parametrize("text", ["-", "n/a", "2.5*", "2..5", "-2.5", "2,5,1", "1e1", "٣", "2.51 (Baik)", "nan"])
def test_what_is_no_figure_is_refused(text):
    with pytest.raises(InputError):
        figure(text)


def test_the_figures_of_a_column_have_the_decimals_of_the_longest():
    assert alike(["2.5", "", "3", "2.51"]) == (["2.50", "", "3.00", "2.51"], 0)
    assert alike(["2.3333335", "1"]) == (["2.33333", "1.00000"], 1)
    assert alike([]) == ([], 0)
