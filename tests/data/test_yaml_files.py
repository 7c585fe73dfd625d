"""One reader of YAML: values as YAML 1.2 reads them, a line for each, and one line for whatever is refused."""

import pytest

from analysis.data import yaml_files
from analysis.methods.errors import InputError

DEEP = "lists and mappings are nested deeper than 20 levels; make them flat"
ANCHOR = "an anchor (&) or an alias (*) stands for another value; write the value itself"
TAG = "gives a value a type; remove it"
COLON = "put a text with `: ` in it in quotes, and check the indentation"
INDENT = "write spaces, not tabs"
START = "put a text that begins with this character in quotes"


def content(text: str | bytes) -> dict:
    return yaml_files.parse(text if isinstance(text, bytes) else text.encode(), "x.yml").content


def refused(text: str | bytes) -> list[str]:
    with pytest.raises(InputError) as caught:
        content(text)
    return caught.value.problems


@pytest.mark.parametrize(
    ("plain", "value"),
    [
        ("", None), ("~", None), ("null", None), ("true", True), ("FALSE", False), ("0", 0), ("-12", -12), ("+5", 5),
        ("0o17", 15), ("0x1F", 31), ("1e-1", 0.1), ("1e3", 1000.0), (".5", 0.5), ("2.", 2.0), ("-1.50", -1.5),
        ("01.5", 1.5), ("1.5E+2", 150.0), ("-.inf", float("-inf")),
        # What YAML 1.1 reads as something else stays text.
        ("yes", "yes"), ("NO", "NO"), ("on", "on"), ("y", "y"), ("02021", "02021"), ("00", "00"), ("5:20", "5:20"),
        ("1_000", "1_000"), ("0b11", "0b11"), ("2020-01-01", "2020-01-01"), ("2020-02-30", "2020-02-30"),
        ("2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"), ("=", "="), ("nan", "nan"),
        ("1.2.3", "1.2.3"),
        ("e5", "e5"), ("0x", "0x"), ("١٢", "١٢"),
    ],
)  # fmt: skip
def test_plain_values_are_read_as_the_core_schema_of_yaml_1_2(plain, value):
    found = content(f"a: {plain}\n")["a"]
    assert found == value
    assert type(found) is type(value)


def test_a_value_in_quotes_is_a_text():
    assert content("a: '1'\nb: \"true\"\nc: ''\nd: |\n  1\n  2\n") == {"a": "1", "b": "true", "c": "", "d": "1\n2\n"}


def test_nan_is_known():
    assert str(content("a: .nan")["a"]) == "nan"


@pytest.mark.parametrize(
    ("plain", "number"),
    [("02021", 1041), ("5:20", 320), ("1_000", 1000), ("0b11", 3), ("-017", -15), ("190:20:30.15", 685230.15)],
)
def test_what_yaml_1_1_makes_of_a_text_is_told(plain, number):
    assert yaml_files.older_reading(plain) == number


@pytest.mark.parametrize("plain", ["7", "1e-1", "2020-01-01", "yes", "a", "", "0o17", "1.2.3"])
def test_there_is_no_older_reading_of_what_is_a_number_now_or_was_none(plain):
    assert yaml_files.older_reading(plain) is None


def test_every_value_has_its_line():
    document = yaml_files.parse(b"a: 1\nb:\n  - x: 1\n    y: [2,\n     3]\n  - z\n", "x.yml")
    places = {(): 1, ("a",): 1, ("b",): 2, ("b", 0): 3, ("b", 0, "y"): 4, ("b", 0, "y", 1): 5, ("b", 1): 6}
    assert {place: document.line(place) for place in places} == places
    assert document.where(("b", 0, "missing")) == "x.yml: line 3"


def test_an_empty_file_is_an_empty_mapping():
    assert content("") == content("# nothing\n") == {}


def test_a_byte_order_mark_and_other_line_ends_change_nothing():
    assert content(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n") == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"a: 1\nb: caf\xe9\n", "line 2: not UTF-8 (byte 0xe9); save it as UTF-8"),
        ("a: 1\n".encode("utf-16"), "line 1: encoded as UTF-16; save it as UTF-8"),
        (b"a: 1\nb: \x00\n", "line 2: the character U+0000 cannot be seen; remove it"),
        ("a: 1\nb: x\u202ey\n", "line 2: the character U+202E cannot be seen; remove it"),
        ("a: 1\nb: x\u200b\n", "line 2: the character U+200B cannot be seen; remove it"),
        ('a: 1\nb: "\\e[1m"\n', "line 2: the character U+001B cannot be seen; remove it"),
        ('a: 1\nb: "\\ud83d"\n', "line 2: the character U+D83D cannot be seen; remove it"),
        ("- a\n", "line 1: is a list; write `name: value`, a line each"),
        ("a\n", "line 1: is the value 'a'; write `name: value`, a line each"),
        ("a: 1\na: 2\n", "line 2: 'a' is given twice (first in line 1); keep one"),
        ("a:\n  b: 1\n  b: 2\n", "line 3: 'b' is given twice (first in line 2); keep one"),
        ("1: a\n", "line 1: the name '1' before `:` is no text; put it in quotes"),
        ("? [a]\n: b\n", "line 1: a list or mapping stands before `:`; write a name there"),
        ("a: &x 1\nb: *x\n", f"line 1: {ANCHOR}"),
        ("a: !!int abc\n", f"line 1: the tag 'tag:yaml.org,2002:int' {TAG}"),
        ("a: !!python/object:os.system x\n", f"line 1: the tag 'tag:yaml.org,2002:python/object:os.system' {TAG}"),
        ("a: ! 1\n", f"line 1: the tag '!' {TAG}"),
        ("a: " + "1" * 5000, "line 1: a number of 5,000 digits; write 100 at most, or use quotes"),
        ("a: " + "[" * 1_000, f"line 1: {DEEP}"),
        ("a: " + "{b: " * 1_000, f"line 1: {DEEP}"),
        ("".join(f"{' ' * n}a:\n" for n in range(30)), f"line 20: {DEEP}"),
        ("a: b: c\n", f"line 1: mapping values are not allowed here; {COLON}"),
        ("a:\n\tb: 1\n", f"line 2: found character '\\t' that cannot start any token; {INDENT}"),
        (
            "a: 1\nb:\u00a02\nc: 3\n",
            "line 3: could not find expected ':'; line 2 has a no-break space, write a plain one",
        ),
        ("a: 1\n---\nb: 2\n", "line 2: but found another document; keep one document: remove the lines `---`"),
        ('a: "\\UFFFFFFFF"\n', "line 1: "),
        ("a: %\n", f"line 1: found character '%' that cannot start any token; {START}"),
        (b"a: " + b"x" * 300_000, "larger than 300,000 bytes; this is not the file that is meant, restore it"),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_in_one_line(text, message):
    problems = refused(text)
    assert len(problems) == 1
    assert problems[0].startswith(f"x.yml: {message}")
    assert problems[0] == f"x.yml: {message}" or message == "line 1: "


def test_all_problems_are_told_at_once():
    text = f'a: 1\na: 2\n3: x\nb: {"9" * 200}\nc: "\\a"\n'
    assert [problem.split(": ")[1] for problem in refused(text)] == ["line 2", "line 3", "line 4", "line 5"]
    assert len(refused("a: \u200b\nb: \u200b\n")) == 2


def test_a_file_that_is_missing_or_a_folder_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"^x.yml: not found; restore it from version control$"):
        yaml_files.read(tmp_path / "x.yml", "x.yml")
    with pytest.raises(InputError, match=r"^x.yml: cannot be read \(.*\); restore it from version control$"):
        yaml_files.read(tmp_path, "x.yml")


def test_values_are_shown_on_one_short_line():
    assert yaml_files.shown("a\nb") == r"'a\nb'"
    assert len(yaml_files.shown("x" * 1000)) == yaml_files.LONGEST_SHOWN + 1
