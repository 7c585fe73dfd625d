"""Which numbers were typed into texts although the study publishes them, and would stay when the study changes?

A number of three or more significant digits counts as typed when, at its own precision, it equals a published one:
2.95 and 2,95 equal 2.9478; 12.3% equals 0.1234. Years and the names of the instruments are labels, not figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tests.notebooks.cells import read

YEARS = range(1990, 2031)
VALUE = "application/vnd.spbe.value+json"
SENTENCE = "application/vnd.spbe.sentence+json"
NUMBER = re.compile(r"(?<![\w.,/#-])[-+−]?(\d+(?:[.,]\d+)*)(?![\w/-])(\s?(?:%|percent\b|persen\b))?")
# Not prose: versions of Python, placeholders, addresses, code spans, and in templates tags, styles, scripts and Typst's
# measures.
NOT_PROSE = re.compile(r"Python \d\.\d+(?: to \d\.\d+)?|\{[^{}\n]*\}|\]\([^)\s]*\)|https?://\S+|`[^`\n]*`")
WRITTEN = re.compile(r"<!-- (\w+): written by .*?<!-- end of \1 -->", re.S)  # by `make store`, from published texts
NOT_TEXT_OF_A_TEMPLATE = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>|\{[%#].*?[%#]\}|\{\{.*?\}\}", re.S)


@dataclass(frozen=True)
class Typed:
    text: str
    readings: tuple[Decimal, ...]  # what it may mean: a comma is a decimal sign in Indonesian and groups in English
    where: str


def significant_digits(text: str) -> int:
    """Digits that carry information: no leading zeros, and in a whole number no zeros at its end."""
    if not re.search(r"[.,]", text):
        text = text.rstrip("0")
    return len(re.sub(r"\D", "", text).lstrip("0"))


def readings(text: str) -> tuple[Decimal, ...]:
    """The numbers that digits with points and commas may stand for."""
    marks = re.findall(r"[.,]", text)
    if not marks:
        return (Decimal(text),)
    found = set()
    if len(marks) == 1 or marks[-1] not in marks[:-1]:
        whole, _, part = text.rpartition(marks[-1])
        found.add(Decimal(re.sub(r"\D", "", whole) + "." + part))
    if len(set(marks)) == 1 and re.fullmatch(r"\d{1,3}([.,]\d{3})+", text):
        found.add(Decimal(re.sub(r"\D", "", text)))
    return tuple(sorted(found))


def typed(text: str, where: str, first_line: int = 1) -> Iterator[Typed]:
    """Every number of three or more significant digits in prose that is not a label."""
    for number, line in enumerate(text.splitlines(), start=first_line):
        for match in NUMBER.finditer(NOT_PROSE.sub(" ", line)):
            digits, percent = match.groups()
            if significant_digits(digits) < 3 or (digits.isdigit() and int(digits) in YEARS):
                continue
            values = readings(digits)
            if percent:
                values += tuple(value.scaleb(-2) for value in values)
            yield Typed(match[0].strip(), values, f"{where}, line {number}")


def published(paths: list[Path]) -> dict[str, list[Decimal]]:
    """Key -> the numbers stored under it in the notebooks: published values, and those in the published sentences."""
    found: dict[str, list[Decimal]] = {}
    for path in paths:
        for cell in read(path).cells:
            for output in cell.get("outputs", []):
                data = output.get("data", {})
                for key, value in data.get(VALUE, {}).get("values", {}).items():
                    if isinstance(value, int | float) and not isinstance(value, bool):
                        found.setdefault(key, []).append(Decimal(str(value)))
                for number in typed(data.get(SENTENCE, {}).get("text", ""), ""):
                    found.setdefault(data[SENTENCE]["key"], []).extend(number.readings)
    return found


def matches(reading: Decimal, value: Decimal) -> bool:
    """Whether `value`, rounded to the decimals of `reading`, is `reading`; signs are often put into words."""
    if not value.is_finite():
        return False
    half = Decimal(5).scaleb(reading.as_tuple().exponent - 1)
    return abs(abs(value) - abs(reading)) <= half


def texts(root: Path) -> Iterator[tuple[str, str]]:
    """(name, prose) of everything that people write and readers see, lines kept."""
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        for number, cell in enumerate(read(path).cells, start=1):
            if cell.cell_type == "markdown":
                yield f"{path.name}, cell {number}", cell.source
    for path in sorted((root / "src/analysis/present/locale").glob("**/*.po")):
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [
            line if re.match(r'(msgid|msgstr|")', line) and not re.match(r'"[\w-]+: ', line) else "" for line in lines
        ]
        yield path.name, "\n".join(kept)
    glossaries = (root / "src/analysis/present/locale").glob("*/*.md")
    for path in sorted([*(root / "src/analysis/render/write/templates").glob("**/*"), *glossaries]):
        if path.suffix in {".html", ".jinja", ".j2", ".typ", ".svg", ".md"}:
            text = path.read_text(encoding="utf-8")
            yield path.name, NOT_TEXT_OF_A_TEMPLATE.sub(lambda m: "\n" * m[0].count("\n"), text)
    if (root / "README.md").exists():
        text = (root / "README.md").read_text(encoding="utf-8")
        yield "README.md", WRITTEN.sub(lambda m: "\n" * m[0].count("\n"), text)


def problems(root: Path) -> list[str]:
    """One line for each typed number that the stored notebooks publish: where, which, under which key."""
    values = published(sorted((root / "notebooks").glob("*.ipynb")))
    found = []
    for where, text in texts(root):
        for number in typed(text, where):
            keys = [k for k, vs in values.items() if any(matches(r, v) for r in number.readings for v in vs)]
            if keys:
                found.append(
                    f"{number.where}: {number.text} is published as {', '.join(sorted(keys)[:3])}; use the key"
                )
    return found
