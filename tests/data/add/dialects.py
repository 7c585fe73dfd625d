"""The complete list of 2024 as five offices might hand it out, and a copy of the project that does not hold it yet."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pandas as pd
import yaml
from openpyxl import Workbook

from tests import additions

FOLDER, SOURCE = "panrb_evaluation_2024", "panrb_lap2024"
LISTED = Path("data/raw") / FOLDER / "institutions.csv"
HEADS = {
    "listed_under": "Kelompok Instansi", "institution": "Nama Instansi", "index": "Indeks SPBE",
    "predicate": "Predikat", "kebijakan": "Domain Kebijakan", "tata_kelola": "Domain Tata Kelola",
    "manajemen": "Domain Manajemen", "layanan": "Domain Layanan",
}  # fmt: skip
FIGURES = ("index", "kebijakan", "tata_kelola", "manajemen", "layanan")
# What nobody can see in the list: a figure that is misprinted, and two that are not printed.
MISPRINTS = [
    ["institution", "column", "printed", "value", "reason"],
    ["Provinsi Jawa Timur", "kebijakan", "0.6", "missing", "below the scale; no source prints another"],
    ["Kementerian Pertanian", "kebijakan", "", "missing", "not printed"],
    ["Kementerian Energi dan Sumber Daya Mineral", "kebijakan", "", "missing", "not printed"],
]


def held(root: Path) -> pd.DataFrame:
    """The list as the project holds it."""
    return pd.read_csv(root / LISTED, dtype=str, keep_default_na=False)


def _lines(table: pd.DataFrame, heads: dict[str, str], title: list[str]) -> list[list[str]]:
    numbered = [[str(n), *row] for n, row in enumerate(table[list(heads)].itertuples(index=False, name=None), start=1)]
    return [*([line] for line in title), ["No", *heads.values()], *map(list, numbered)]


def _csv(lines: list[list[str]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(lines)
    return out.getvalue()


def _commas(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(**{name: table[name].str.replace(".", ",") for name in FIGURES})


def semicolons(table: pd.DataFrame, folder: Path) -> Path:
    """Semicolons, decimal commas, Windows-1252, two lines of title."""
    path = folder / "semicolons.csv"
    lines = _lines(_commas(table), HEADS, ["LAMPIRAN – INDEKS SPBE", "Tahun 2024"])
    path.write_bytes(_csv(lines, ";").encode("cp1252"))
    return path


def tabs(table: pd.DataFrame, folder: Path) -> Path:
    """Tabs, UTF-16, English heads."""
    english = ("Group", "Institution", "Index", "Predicate", "Policy", "Governance", "Management", "Services")
    path = folder / "tabs.txt"
    path.write_bytes(_csv(_lines(table, dict(zip(HEADS, english, strict=True)), []), "\t").encode("utf-16"))
    return path


def capitals(table: pd.DataFrame, folder: Path) -> Path:
    """Everything in capitals."""
    loud = table.assign(**{name: table[name].str.upper() for name in ("institution", "predicate", "listed_under")})
    path = folder / "capitals.csv"
    path.write_text(_csv(_lines(loud, {k: v.upper() for k, v in HEADS.items()}, []), ","), encoding="utf-8-sig")
    return path


def sections(table: pd.DataFrame, folder: Path) -> Path:
    """Names as a decree prints them: below the heading of their kind, which is abbreviated in them or left out."""
    lines = [["DAFTAR INDEKS SPBE TAHUN 2024"], ["No", *list(HEADS.values())[1:]], [f"({n})" for n in range(1, 9)]]
    for count, (heading, rows) in enumerate(table.groupby("listed_under", sort=False), start=1):
        lines.append(["", f"{'ABCDEFGHIJKLMN'[count - 1]}. {heading.upper()}"])
        short = rows.assign(institution=[_short(name) for name in rows["institution"]])
        numbered = short[list(HEADS)[1:]].itertuples(index=False, name=None)
        lines += [[str(n), *row] for n, row in enumerate(numbered, start=1)]
    path = folder / "sections.csv"
    path.write_text(_csv([*lines, ["Sumber: Kementerian PANRB"]], ","), encoding="utf-8")
    return path


def _short(name: str) -> str:
    return re.sub(r"^Kota ", "Pemkot ", re.sub(r"^Kabupaten ", "Kab. ", name).removeprefix("Provinsi "))


def workbook(table: pd.DataFrame, folder: Path) -> Path:
    """XLSX with figures as numbers, which have no zeros at their ends, and a merged title."""
    book = Workbook()
    sheet = book.active
    for line in _lines(table, HEADS, ["INDEKS SPBE 2024", ""]):
        sheet.append([float(cell) if re.fullmatch(r"\d\.\d+", cell) else cell or None for cell in line])
    sheet.merge_cells("A1:I1")
    path = folder / "workbook.xlsx"
    book.save(path)
    return path


PRINTED = {"capitals": str.upper, "sections": _short}  # how a dialect writes names
DIALECTS = (semicolons, tabs, capitals, sections, workbook)


def misprints(folder: Path, write: object) -> Path:
    """The misprints, with the names as a dialect writes them."""
    printed = PRINTED.get(write.__name__, str)
    lines = [MISPRINTS[0], *([printed(row[0]), *row[1:]] for row in MISPRINTS[1:])]
    path = folder / "misprints.csv"
    path.write_text(_csv(lines, ","), encoding="utf-8")
    return path


def without_the_list(folder: Path) -> Path:
    """A copy of the project that holds the means of 2024 and not the list, with all that says so taken out."""
    root = additions.copy(folder)
    raw = root / "data" / "raw"
    (raw / FOLDER).rename(raw / "panrb_means_2024")
    listed = raw / "panrb_means_2024" / "institutions.csv"
    ids = pd.read_csv(raw / "names.csv", dtype=str, keep_default_na=False).set_index("spelling")["institution_id"]
    own = set(pd.read_csv(listed, dtype=str)["institution"].map(ids))
    listed.unlink()
    index = pd.read_csv(root / "data" / "processed" / "spbe_index.csv", dtype=str)
    only = own - set(index.loc[index["source_id"] != SOURCE, "institution_id"])
    names = pd.read_csv(raw / "names.csv", dtype=str, keep_default_na=False)
    names[~names["institution_id"].isin(only)].to_csv(raw / "names.csv", index=False, lineterminator="\n")
    _forget(raw / "corrections.yml")
    checks = root / "src" / "analysis" / "data" / "checks" / "spbe.py"
    checks.write_text(checks.read_text(encoding="utf-8").replace("{2023, 2024}", "{2023}"), encoding="utf-8")
    new = names[names["institution_id"].isin(only) & (names["canonical"] == "yes")]
    new = new.rename(columns={"spelling": "name"})[["name", "institution_id", "type", "province"]]
    new.to_csv(root / "new_names.csv", index=False)
    return root


def names(root: Path, write: object) -> Path:
    """The institutions that only the list has, by their names as a dialect writes them."""
    table = pd.read_csv(root / "new_names.csv", dtype=str, keep_default_na=False)
    path = root / "names_map.csv"
    table.assign(printed=table["name"].map(PRINTED.get(write.__name__, str))).to_csv(path, index=False)
    return path


FORGOTTEN = re.compile(  # records that only the list calls for
    r"panrb_evaluation_2024/|where: \"?kabupaten-(luwu|nias-barat|pacitan|gowa) 2024 "
    r"|check: type_means_and_lists\n *where: \"?mean-(lpnk|provinsi) 2024"
    r"|check: pooled_means\n *where: \"?nasional 2024"
    r"|check: evaluations_and_lists\n *where: \"?kota-parepare 2024 overall 2.68"
)


def _forget(path: Path) -> None:
    """Take the records out that only the list calls for, and keep those of the means for the one who adds it."""
    before, mark, after = path.read_text(encoding="utf-8").partition("exceptions:\n")
    halves = [re.split(r"(?m)^(?=  - )", text) for text in (before, after)]
    told = [yaml.safe_load(block)[0] for block in halves[1] if FORGOTTEN.search(block)]
    rest = pd.DataFrame([record for record in told if record["check"] == "evaluations_and_lists"])
    rest.to_csv(path.parents[2] / "exceptions.csv", index=False)
    kept = ["".join(block for block in blocks if not FORGOTTEN.search(block)) for blocks in halves]
    path.write_text(kept[0] + mark + kept[1], encoding="utf-8")
