"""Evaluation reports of invented institutions with planted levels, in the layouts of the ministry's of 2020 to 2024.

Everything in them is made up but the names of the parts. A layout says how the tables look; the values that a report
prints are scored here by plain means and weights, and not by the code that reads them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import typst

from analysis.data import tables

Levels = dict[str, int]
AVERAGES = ("Nasional", "Kementerian", "LPNK", "Lembaga Lain", "Provinsi", "Kabupaten", "Kota")


@dataclass(frozen=True)
class Layout:
    """How a report looks. Options that are off are those of the plainest report."""

    font: str = "Libertinus Serif"
    size: float = 9
    comma: bool = True
    number: str = "{}"  # of a row: "{}.", "{:02d}", "Indikator {}"
    name_width: str = "1fr"
    name_align: str = "left + horizon"
    number_align: str = "center + horizon"
    level_align: str = "center + horizon"
    inset: float = 3
    stroke: str = "0.5pt"
    head: str = "Nilai Tingkat Kematangan"
    year_in_head: bool = False
    previous: bool = False  # the levels of the year before in a column before its own
    target: bool = False
    average: bool = False  # a national average of each indicator as a last column
    aspects: str = ""  # rows of aspects in the table: "roman", "value" with their own values, or none
    level_form: str = "{}"
    summary_width: str = "1fr"
    summary_beside: bool = False  # words of a chart to the left of the list
    breaks: int = 0  # a page break, a caption and a repeated head after so many rows
    title: str = "INDEKS SPBE – {}"
    landscape: bool = False
    over: bool = False  # names run over the columns beside them


@dataclass(frozen=True)
class Report:
    """What is planted in one report."""

    institution: str
    year: int
    levels: Levels
    before: Levels
    layout: Layout = field(default_factory=Layout)

    @property
    def instrument(self) -> str:
        return "35" if self.year <= 2020 else "47" if self.year <= 2025 else "20"


@lru_cache
def parts(instrument: str, level: str) -> list[dict]:
    table = tables.load("instrument_parts")
    rows = table[(table["instrument"] == instrument) & (table["level"] == level)].to_dict("records")
    return sorted(rows, key=lambda row: int(row["id"]))


def items(instrument: str) -> dict[str, dict]:
    """Scored items -> their indicator; 35-2 and 35-3 are further services of indicator 35."""
    out = {row["id"]: row for row in parts(instrument, "indicator")}
    if instrument == "35":
        out |= {f"35-{service}": out["35"] for service in (2, 3)}
    return out


def random_levels(instrument: str, seed: random.Random) -> Levels:
    low = 0 if instrument == "35" else 1
    middle = seed.uniform(low, 5)
    return {item: min(5, max(low, round(seed.gauss(middle, 1.2)))) for item in items(instrument)}


def values(instrument: str, levels: Levels) -> dict[tuple[str, str], Fraction]:
    """Aspects as plain means, domains and index by weight: the definition, of equal weights within an aspect."""
    out = {}
    for aspect in parts(instrument, "aspect"):
        own = [level for item, level in levels.items() if items(instrument)[item]["parent"] == aspect["id"]]
        out["aspect", aspect["id"]] = Fraction(sum(own), len(own))
    total = Fraction(0)
    for domain in parts(instrument, "domain"):
        inside = [(Fraction(a["weight"]), out["aspect", a["id"]]) for a in parts(instrument, "aspect")
                  if a["parent"] == domain["id"]]  # fmt: skip
        out["domain", domain["id"]] = sum(w * x for w, x in inside) / sum(w for w, _ in inside)
        total += Fraction(domain["weight"]) * out["domain", domain["id"]]
    out["index", ""] = total
    return out


def shown(value: Fraction, comma: bool) -> str:
    text = str((Decimal(value.numerator) / value.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP))
    return text.replace(".", ",") if comma else text


def write(report: Report, path: Path) -> Path:
    path.write_bytes(typst.compile(source(report).encode()))
    return path


def source(report: Report) -> str:
    """The report in Typst."""
    look = report.layout
    heading = look.title.format(report.institution.upper())
    return "\n".join(
        [
            f'#set page(paper: "a4", margin: 2cm, flipped: {str(look.landscape).lower()}, numbering: "1")',
            f'#set text(font: "{look.font}", size: {look.size}pt)',
            f"#set table(stroke: {look.stroke}, inset: {look.inset}pt)",
            f"#align(center)[LAPORAN HASIL EVALUASI \\ INDEKS SPBE \\ TAHUN {report.year} \\ \\ "
            f"{report.institution.upper()} \\ \\ Kementerian Pendayagunaan Aparatur Negara \\ dan Reformasi Birokrasi]",
            "#pagebreak()",
            _front(report),
            "#pagebreak()",
            f"#grid(columns: (1fr, auto))[*{heading}*][{_shown(report, ('index', ''))} \\ (Baik)]",
            _summary(report),
            "Secara keseluruhan penerapan sudah dipenuhi dengan adanya kebijakan internal (Indikator 3, 6, dan 10).",
            "#pagebreak()",
            "Perolehan Nilai Tingkat Kematangan Indikator",
            "",
            "Target nilai tingkat kematangan untuk setiap indikator adalah minimal 3 (tiga)",
            "",
            _indicators(report),
        ]
    )


def _front(report: Report) -> str:
    """Weights, predicates and averages of groups: tables with other numbers beside the same names."""
    weights = "".join(f"[Aspek {a['id']} - {a['name_id']}][{round(Fraction(a['weight']) * 100)}%]"
                      for a in parts(report.instrument, "aspect"))  # fmt: skip
    seed = random.Random(len(report.institution))
    rows = [("SPBE", ("index", "")), *_named(report.instrument)]
    means = "".join(
        f"[{name}]"
        + "".join(f"[{shown(Fraction(seed.randint(100, 450), 100), report.layout.comma)}]" for _ in AVERAGES)
        for name, _ in rows
    )
    heads = "".join(f"[{name}]" for name in AVERAGES)
    return "\n\n".join([
        f"EVALUASI SISTEM PEMERINTAHAN BERBASIS ELEKTRONIK TAHUN {report.year}",
        "Peraturan Menteri PANRB Nomor 59 Tahun 2020 tentang Pemantauan dan Evaluasi SPBE dan Peraturan Presiden Nomor "
        "95 Tahun 2018. 1. Evaluasi dokumen; 2. interviu; 3. visitasi.",
        f"#table(columns: (1fr, auto)){weights}",
        "#table(columns: 3)[NO][NILAI INDEKS][PREDIKAT][1][4,2 – 5,0][Memuaskan][2][3,5 – \\< 4,2][Sangat Baik]",
        f"#table(columns: (1fr{', auto' * len(AVERAGES)}))[Indeks]{heads}{means}",
    ])  # fmt: skip


def _named(instrument: str) -> list[tuple[str, tuple[str, str]]]:
    out = []
    for domain in parts(instrument, "domain"):
        out.append((f"Domain {domain['name_id'].replace(' Internal', '')}", ("domain", domain["id"])))
        inside = [a for a in parts(instrument, "aspect") if a["parent"] == domain["id"]]
        out += [
            (aspect["name_id"].replace("Pelaksanaan Audit", "Audit"), ("aspect", aspect["id"])) for aspect in inside
        ]
    return out


def _summary(report: Report) -> str:
    look = report.layout
    columns = 3 if look.previous else 2
    heads = f"[Nama Indeks][Nilai {report.year - 1}][Nilai {report.year}]" if look.previous else "[Nama Indeks][Nilai]"
    rows = "".join(
        f"[{name}]" + (f"[{_shown(report, part, before=True)}]" if look.previous else "") + f"[{_shown(report, part)}]"
        for name, part in [("SPBE", ("index", "")), *_named(report.instrument)]
    )
    table = f"#table(columns: ({look.summary_width}{', auto' * (columns - 1)}), align: horizon){heads}{rows}"
    if not look.summary_beside:
        return table
    words = " \\ \\ ".join(a["name_id"] for a in parts(report.instrument, "aspect"))
    return f"#grid(columns: (1fr, 1fr), gutter: 8pt)[#text(size: 6pt)[{words}]][{table}]"


def _shown(report: Report, part: tuple[str, str], before: bool = False) -> str:
    return shown(values(report.instrument, report.before if before else report.levels)[part], report.layout.comma)


def _indicators(report: Report) -> str:
    look = report.layout
    cells = [_aspect_row(report, None)]
    heads = _heads(report)
    tables_of, seed, aspect = [], random.Random(report.year), ""
    for row, (item, part) in enumerate(items(report.instrument).items(), 1):
        if part["parent"] != aspect:
            aspect = part["parent"]
            cells.append(_aspect_row(report, aspect))
        cells.append(_row(report, row, item, part["name_id"], seed))
        if look.breaks and row % look.breaks == 0:
            tables_of.append(cells)
            cells = []
    tables_of.append(cells)
    wide = ", ".join(["auto", look.name_width] + ["auto"] * (len(heads) - 2))
    head = ", ".join(f"[{text}]" for text in heads)
    aligned = ", ".join([look.number_align, look.name_align] + [look.level_align] * (len(heads) - 2))
    return "\n#pagebreak()\nTabel 3. Lanjutan\n\n".join(
        f"#table(columns: ({wide}), align: ({aligned}), table.header({head})){''.join(cells)}"
        for cells in tables_of
        if any(cells)
    )


def _heads(report: Report) -> list[str]:
    look = report.layout
    year = f" \\ {report.year}" if look.year_in_head or look.previous else ""
    heads = ["No", "Indikator", look.head + year]
    if look.previous:
        heads.insert(2, f"{look.head} \\ {report.year - 1}")
    return heads + ["Target"] * look.target + ["Rata-rata \\ Nasional"] * look.average


def _aspect_row(report: Report, aspect: str | None) -> str:
    look = report.layout
    if not look.aspects or aspect is None:
        return ""
    name = next(a["name_id"] for a in parts(report.instrument, "aspect") if a["id"] == aspect)
    number = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")[int(aspect) - 1]
    own = [_shown(report, ("aspect", aspect), before) for before in ((True, False) if look.previous else (False,))]
    told = own if look.aspects == "value" else [""] * len(own)
    return "".join(f"[{cell}]" for cell in [number, name, *told, *[""] * (look.target + look.average)])


def _row(report: Report, row: int, item: str, name: str, seed: random.Random) -> str:
    look = report.layout
    service = f" {item[3:] or 1}" if item.startswith("35") and report.instrument == "35" else ""
    told = f"#place(left + horizon, box(width: 30cm)[{name + service}])" if look.over else name + service
    cells = [look.number.format(row), told]
    cells += [look.level_form.format(report.before[item])] * look.previous + [
        look.level_form.format(report.levels[item])
    ]
    cells += ["3"] * look.target
    cells += [shown(Fraction(seed.randint(100, 400), 100), look.comma)] * look.average
    return "".join(f"[{cell}]" for cell in cells)
