"""A decree's or portal's list as `institutions.csv`: every row held against the rules of its instrument."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import pandas as pd

from analysis.data import tables
from analysis.data.add.about import Matcher, Taken
from analysis.data.add.institution_rows import Body, Row, read_body
from analysis.data.add.settled import AS_PRINTED, MISSING
from analysis.data.build.spbe import DOMAIN_COLUMNS, LIST
from analysis.data.checks.keys import HEADINGS, PROVINCES
from analysis.data.csv_files import read_csv
from analysis.data.definitions.raw import columns_of
from analysis.data.raw_folder import raw_folder
from analysis.data.read.figures import MOST_DECIMALS, alike, figure
from analysis.data.read.grid import Grid
from analysis.data.read.table_head import Head
from analysis.data.yaml_files import cut
from analysis.methods.errors import InputError
from analysis.methods.scores.scoring import Instrument

DOMAINS = ("kebijakan", "tata_kelola", "manajemen", "layanan")
OTHERS = "Instansi lainnya"  # a heading that not every list has
FIGURES = ("index", *DOMAINS)
EDGE = "as printed; the predicate holds for an index that was cut into bands before it was rounded"
Settled = Mapping[tuple[str, str], Mapping[str, str]]


def take(
    grid: Grid, head: Head, source_id: str, year: int, instrument: Instrument, match: Matcher,
    names: Mapping[str, Mapping[str, str]], misprints: Settled,
) -> Taken:  # fmt: skip
    """The list, ready for its folder. Raises InputError with the problems of all rows at once."""
    body = read_body(grid, head, match, names, _headings())
    problems = list(body.problems)
    if not body.rows and not problems:
        raise InputError(f"{grid.where(head.last_row)}: no rows below the head; give the whole table")
    if "manajemen" in head.columns and "manajemen" not in DOMAIN_COLUMNS[instrument.id]:
        problems.append(f"{grid.where(head.last_row)}: {instrument.id} indicators have no domain manajemen; see --year")
    table, decimals, longer = _figures(grid, body, head, misprints, problems)
    values = _values(table, misprints)
    for row, value in zip(body.rows, values, strict=True):
        marked = _marked(row.printed, misprints)
        problems += [
            f"{grid.where(row.number)}: {problem}"
            for problem in _breaches(row, value, head, instrument, decimals, marked)
        ]
    problems += _unused(body, head, misprints)
    if problems:
        raise InputError(problems)
    under, note = _listed_under(body.rows, year)
    columns = columns_of(f"x/{LIST}")
    table = table.assign(listed_under=under, institution=_spelled(body.rows))[columns]
    notes = [*body.notes, *note]
    if longer:
        notes.append(f"{longer} figures had more than {MOST_DECIMALS} decimals and were rounded half up to as many")
    return Taken(
        file=LIST,
        table=table,
        rows={f"{row.institution_id} {year} {source_id}": row.number for row in body.rows},
        meta={"instrument": instrument.id, "institutions": len(table), "states": _states(table, year)},
        names=_new_names(body.rows, names, source_id),
        corrections=tuple(_corrections(table, body.rows, source_id, misprints)),
        excused=_excused(body.rows, values, instrument, source_id, year, misprints),
        notes=tuple(notes),
    )


def _headings() -> set[str]:
    held = tables.load("spbe_index")["listed_under"]
    return {*HEADINGS, *held[held != ""], OTHERS}


def _figures(
    grid: Grid, body: Body, head: Head, misprints: Settled, problems: list[str]
) -> tuple[pd.DataFrame, int, int]:
    """Predicates, and figures with the decimals of the longest; how many those are; how many figures had more.

    One publication rounds all its figures alike.
    """
    columns: dict[str, list[str]] = {"predicate": [_predicate(row.cells.get("predicate", "")) for row in body.rows]}
    cells: list[str] = []
    for name in FIGURES:
        for row in body.rows:
            text = row.cells.get(name, "")
            try:
                cells.append(figure(text) if text else "")
            except InputError as error:
                cells.append("")
                problems.append(f"{grid.where(row.number)}: {name}: {error}")
                row.cells.pop(name, None)  # nothing more is said of this cell
    cells, longer = alike(cells)
    size = len(body.rows)
    columns |= {name: cells[n * size : (n + 1) * size] for n, name in enumerate(FIGURES)}
    return pd.DataFrame(columns), max((len(text.partition(".")[2]) for text in cells), default=0), longer


def _predicate(text: str) -> str:
    return " ".join(word.capitalize() for word in text.split())


def _values(table: pd.DataFrame, misprints: Settled) -> list[dict[str, Fraction | str | None]]:
    return [
        {name: (Fraction(text) if text else None) if name in FIGURES else text for name, text in row.items()}
        for row in table.to_dict("records")
    ]


def _marked(printed: str, misprints: Settled) -> dict[str, Mapping[str, str]]:
    return {column: row for (institution, column), row in misprints.items() if institution == printed}


def _breaches(
    row: Row,
    value: dict,
    head: Head,
    instrument: Instrument,
    decimals: int,
    marked: Mapping[str, Mapping],
) -> Iterator[str]:
    """What is wrong with the figures of a row; a cell that was settled by hand counts with what it was settled to."""
    right = dict(value)
    for column, settled in marked.items():
        if settled["value"] != AS_PRINTED and column in FIGURES:
            right[column] = None if settled["value"] == MISSING else Fraction(settled["value"])
        elif settled["value"] != AS_PRINTED:
            right[column] = ""
    yield from _empty(row, right, head, marked)
    low, high = instrument.scale.low, instrument.scale.high
    off = [name for name in FIGURES if right[name] is not None and not low <= right[name] <= high]
    for name in off:
        if name not in marked:
            yield (
                f"{name} {float(right[name]):g} lies outside the scale of {instrument.id} indicators, {low} to {high}; "
                "correct it or settle it (--misprints)"
            )
    if right["index"] is not None and "index" not in off and not marked.keys() & {"index", "predicate"}:
        yield from _predicate_breaches(right, instrument, decimals)
    if not off and not any(settled["value"] == AS_PRINTED for settled in marked.values()):
        yield from _sum_breaches(right, instrument, decimals)


def _empty(row: Row, right: dict, head: Head, marked: Mapping[str, Mapping]) -> Iterator[str]:
    cells = [name for name in (*FIGURES, "predicate") if row.cells.get(name) == "" and name not in marked]
    if cells:
        are = f"{', '.join(cells)} {'is' if len(cells) == 1 else 'are'} empty"
        yield f"{are}; fill the row, or where the source leaves a cell empty say so (--misprints, value missing)"
    if right["index"] is None and marked.get("index"):
        yield "index is missing, and a list states the index of each institution; take the row out"


def _predicate_breaches(right: dict, instrument: Instrument, decimals: int) -> Iterator[str]:
    known = [band.predicate for band in instrument.bands]
    if right["predicate"] and right["predicate"] not in known:
        yield f"predicate {cut(right['predicate'])} is none; choose from {', '.join(known)}"
    elif right["predicate"] and right["predicate"] not in _bands(right["index"], instrument, decimals):
        band = instrument.predicate(right["index"])
        yield (
            f"predicate {right['predicate']}, but the index {float(right['index']):.{decimals}f} lies in the band "
            f"{band}, rounded or not; correct one of them"
        )


def _bands(index: Fraction, instrument: Instrument, decimals: int) -> set[str]:
    """Predicates that the index may have: of the printed one, and of all that round to it."""
    half = Fraction(1, 2 * 10**decimals)
    top = Fraction(instrument.scale.high)
    ends = (index, max(index - half, Fraction(0)), min(index + half * Fraction(99, 100), top))
    return {instrument.predicate(x) for x in ends}


def _sum_breaches(right: dict, instrument: Instrument, decimals: int) -> Iterator[str]:
    ids = DOMAIN_COLUMNS[instrument.id]
    if right["index"] is None or any(right[name] is None for name in ids):
        return
    weights = {part.id: part.weight for part in instrument.domains}
    computed = sum((weights[id] * right[name] for name, id in ids.items()), Fraction(0))
    room = sum((weights[id] * Fraction(1, 10**decimals) for name, id in ids.items()), Fraction(0))
    room = (room + Fraction(1, 10**decimals)) / 2
    if abs(computed - right["index"]) > room:
        yield (
            f"the domains give {float(computed):.3f}, the index is {float(right['index']):.{decimals}f}: more "
            "than rounding explains; correct one of them"
        )


def _unused(body: Body, head: Head, misprints: Settled) -> Iterator[str]:
    by_name = {row.printed: row for row in body.rows}
    for (institution, column), settled in misprints.items():
        row = by_name.get(institution)
        if row is None:
            yield f"{settled['where']}: no row has the institution {cut(institution)}; write its name as the table does"
        elif column not in (*FIGURES, "predicate") or column not in head.columns:
            yield f"{settled['where']}: no column {cut(column)} in the table; choose from {', '.join(head.columns)}"
        elif row.cells.get(column, "").replace(",", ".") != settled["printed"].replace(",", "."):
            found = cut(row.cells.get(column, ""))
            yield f"{settled['where']}: {column} is {found}, not {cut(settled['printed'])}; write what the table has"


def _listed_under(rows: list[Row], year: int) -> tuple[list[str], list[str]]:
    """Headings of a complete list, else empty ones: what is not complete must not pass for it. And a note."""
    assessed = tables.load("population").set_index("year")["institutions"].get(year)
    own = [row for row in rows if row.institution_id.startswith("provinsi-")]
    if len(rows) == assessed and len(own) == PROVINCES and all(row.heading for row in rows):
        return [row.heading for row in rows], ["taken as the complete list of its year: every body assessed is in it"]
    why = "no number of bodies assessed is known" if assessed is None else f"{assessed} bodies were assessed"
    none = "" if all(row.heading for row in rows) else ", or it has no headings"
    return [""] * len(rows), [f"not taken as the complete list of {year}: {len(rows)} rows, {why}{none}"]


def _known() -> pd.DataFrame:
    return read_csv(raw_folder() / "names.csv")


def _spelled(rows: list[Row]) -> list[str]:
    """Names as printed; one that differs from a known spelling in case alone is written as that one."""
    known = {text.casefold(): text for text in _known()["spelling"]}
    return [known.get(row.printed.casefold(), row.printed) for row in rows]


def _new_names(rows: list[Row], settled: Mapping[str, Mapping[str, str]], source_id: str) -> pd.DataFrame:
    """Rows for names.csv: spellings that it lacks, and new institutions under their own name."""
    known = _known()
    about = known.drop_duplicates("institution_id").set_index("institution_id")
    out = []
    for spelling, row in zip(_spelled(rows), rows, strict=True):
        if spelling in set(known["spelling"]):
            continue
        own = settled.get(row.printed, {})
        is_new = row.institution_id not in about.index
        place = own if is_new else about.loc[row.institution_id]
        name = (own.get("name") or spelling) if is_new else ""
        common = {
            "institution_id": row.institution_id,
            "join": "certain",
            **{k: place[k] for k in ("type", "province")},
        }
        if is_new:
            out.append({"spelling": name, "canonical": "yes", "why": "", **common})
        if spelling != name:
            out.append({"spelling": spelling, "canonical": "", "why": f"as {source_id} prints it", **common})
    return pd.DataFrame(out, columns=list(known.columns)).fillna("")


def _corrections(table: pd.DataFrame, rows: list[Row], source_id: str, misprints: Settled) -> Iterator[dict]:
    for row, written in zip(rows, table.to_dict("records"), strict=True):
        for column, settled in _marked(row.printed, misprints).items():
            if settled["value"] != AS_PRINTED and written[column]:
                yield {
                    "file": f"{source_id}/{LIST}", "row": {"institution": written["institution"]}, "column": column,
                    "expect": written[column], "value": settled["value"], "reason": settled["reason"],
                }  # fmt: skip


def _excused(
    rows: list[Row], values: list[dict], instrument: Instrument, source_id: str, year: int, misprints: Settled
) -> dict[str, tuple[str, str]]:
    """Where checks may find what stays, and why: figures kept as printed, predicates cut before rounding."""
    found = {}
    for row, value in zip(rows, values, strict=True):
        key, marked = f"{row.institution_id} {year} {source_id}", _marked(row.printed, misprints)
        kept = [settled["reason"] for settled in marked.values() if settled["value"] == AS_PRINTED]
        if kept:
            found[key] = "; ".join(kept), ""
        elif not marked and value["predicate"] not in ("", instrument.predicate(value["index"])):
            found[key] = EDGE, "predicates"
    return found


def _states(table: pd.DataFrame, year: int) -> str:
    what = ["index", *(["predicate"] if (table["predicate"] != "").any() else [])]
    domains = sum((table[name] != "").any() for name in DOMAINS)
    what += [f"{domains} domain indices"] if domains else []
    return f"list: {', '.join(what)} of {len(table)} institutions {year}"
