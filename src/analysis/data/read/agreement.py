"""Do the levels that were read give the aspects, the domains and the index that the report prints?

Values are carried exactly and shown half up. Under 35 indicators one published index agrees only where each public
service weighs 3.3 percent and not a sixth of 20: both are taken, and the second is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from analysis.data.read.part_names import INDEX
from analysis.data.read.pdf_words import Word
from analysis.data.read.summary_table import Part, ValueList
from analysis.methods.errors import InputError
from analysis.methods.rounding import display, exact
from analysis.methods.scores.scoring import Instrument

REFUSED = (
    "refused: what was read does not reproduce what is printed; compare these lines with the report, "
    "and type its levels into a CSV file for `spbe score`"
)
PRINTED_SERVICE = Fraction(33, 1000)  # the weight of one public service, as forms of institutions print it


@dataclass(frozen=True)
class Agreement:
    """Printed values by part that were compared, and what differs or is missing, a line each."""

    printed: dict[Part, Word]
    problems: list[str]
    rounded_weight: bool  # whether the index agrees only with services of 3.3 percent


def agreement(
    instrument: Instrument, levels: Mapping[str, Word], lists: list[ValueList], year: int, name: str
) -> Agreement:
    """Levels beside those of the printed lists that fit them best; lists headed with another year do not count.

    Raises InputError where a level is missing or off the scale.
    """
    where = {item: f"{name}, page {word.page}" for item, word in levels.items()}
    score = instrument.score({item: number(word.text) for item, word in levels.items()}, where)
    values: dict[Part, Fraction] = {("domain", id): value for id, value in score.domains.items()}
    values |= {("aspect", id): value for id, value in score.aspects.items()} | {INDEX: score.index}
    printed = _best(values, lists, year)
    rounded = INDEX in printed and not agrees(printed[INDEX].text, score.index)
    rounded = rounded and agrees(printed[INDEX].text, _with_printed_weight(instrument, levels, score.index))
    problems = [
        f"{name}, page {printed[part].page}, {_title(instrument, part)}: {printed[part].text} is printed, "
        f"the levels give {display(value)}{_rows(instrument, levels, part)}"
        for part, value in values.items()
        if part in printed and not agrees(printed[part].text, value) and not (part == INDEX and rounded)
    ]
    missing = [_title(instrument, part) for part in values if part not in printed]
    if missing:
        problems.append(
            f"{name}: no printed value found for {', '.join(missing)}; without it the levels are unverified"
        )
    return Agreement(printed, problems, rounded)


def number(text: str) -> str:
    """A printed number with a decimal point, without the marks of notes."""
    return text.strip("*").replace(",", ".")


def agrees(printed: str, value: Fraction) -> bool:
    """Whether a value is shown as printed: half up to two decimals, or to as many more as are printed."""
    text = number(printed)
    return exact(display(value, max(len(text.partition(".")[2]), 2))) == exact(text)


def _best(values: Mapping[Part, Fraction], lists: list[ValueList], year: int) -> dict[Part, Word]:
    """Printed values of the list that agrees in most parts.

    What it lacks comes from the next ones: one that agrees where there is one, since labels recur.
    """
    ranked = _ranked(values, lists, year)
    best: dict[Part, Word] = {}
    for part, value in values.items():
        printed = [found.values[part] for found in ranked if part in found.values]
        others = [word for word in printed if agrees(word.text, value)] or printed
        if others:
            best[part] = ranked[0].values.get(part, others[0])
    return best


def _ranked(values: Mapping[Part, Fraction], lists: list[ValueList], year: int) -> list[ValueList]:
    """The lists of the year, or of none, from the one that agrees in most parts."""
    headed = [found for found in lists if found.head.year == year]
    usable = [found for found in lists if found.head.year in ((year, None) if headed else (None,))]
    ranks = []
    for place, found in enumerate(usable):
        same = sum(agrees(word.text, values[part]) for part, word in found.values.items())
        ranks.append((same, len(found.values), -place))
    return [usable[-place] for _, _, place in sorted(ranks, reverse=True)]


def _with_printed_weight(instrument: Instrument, levels: Mapping[str, Word], index: Fraction) -> Fraction:
    """The index with every service at its printed weight, where an indicator is scored once for each service."""
    repeated = [part for part in instrument.indicators if part.repeats > 1]
    if not repeated or not set(instrument.items) <= set(levels):
        return index
    items = [item for item, part in instrument.items.items() if part.parent == repeated[0].parent]
    aspect = next(part for part in instrument.aspects if part.id == repeated[0].parent)
    sum_of = sum(exact(number(levels[item].text)) for item in items)
    return index + sum_of * (PRINTED_SERVICE - aspect.weight / len(items))


def _title(instrument: Instrument, part: Part) -> str:
    if part == INDEX:
        return "index"
    parts = instrument.domains if part[0] == "domain" else instrument.aspects
    return f"{part[0]} {part[1]} ({next(p.name_id for p in parts if p.id == part[1])})"


def _rows(instrument: Instrument, levels: Mapping[str, Word], part: Part) -> str:
    """The levels of an aspect, row by row: one of them is wrong, or its printed value."""
    if part[0] != "aspect":
        return ""
    items = [item for item in levels if instrument.items[item].parent == part[1]]
    pages = sorted({levels[item].page for item in items})
    rows = ", ".join(f"row {item}: {levels[item].text}" for item in items)
    return f" ({rows}; page {' and '.join(map(str, pages))})"


def require(found: Agreement) -> None:
    """Raises InputError where anything printed differs or is missing."""
    if found.problems:
        raise InputError([*found.problems, REFUSED])
