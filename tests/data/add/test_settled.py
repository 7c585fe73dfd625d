import pytest

from analysis.data.add import settled
from analysis.methods.errors import InputError


def test_exceptions_need_a_reason_and_stand_once(tmp_path):
    path = tmp_path / "e.csv"
    path.write_text('check,where,found,reason\nranks,2026 IDN,"rank 1; 2, 3",odd\n', encoding="utf-8")
    assert settled.exceptions(path) == {("ranks", "2026 IDN", "rank 1; 2, 3"): "odd"}
    assert settled.exceptions(None) == {}
    path.write_text("check,where,found,reason\na,b,c,\na,b,c,d\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        settled.exceptions(path)
    assert len(error.value.problems) == 2


def test_another_header_is_refused_with_the_right_one(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("institution,value\na,b\n", encoding="utf-8")
    with pytest.raises(InputError, match="institution,column,printed,value,reason"):
        settled.misprints(path)
