"""How does one find an institution among all? Their front page: list, search, map and comparison in one file.

The list is written out and links to each page; the script in the page filters and sorts it, and compares two. Numbers
go into the page as whole hundredths, which the script subtracts exactly.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pandas as pd
from markupsafe import Markup

from analysis.data import tables
from analysis.data.csv_files import read_csv
from analysis.methods.rounding import round_half_up
from analysis.present.language import catalogue, fill, is_missing, number
from analysis.render.collect.model import Edition
from analysis.render.write import html
from analysis.render.write.institution_page import frame
from analysis.studies.institution import overview
from analysis.studies.institution.overview import DOMAINS, FEWEST
from analysis.studies.institution.place import MOVE
from analysis.studies.shared import institution_names
from analysis.studies.shared.lists import CENTRAL, COMPLETE, TYPES
from analysis.studies.shared.typed_names import words

TILES = Path(__file__).with_name("province_tiles.csv")  # province, short name (| where it may break), row, column
TONES = (200, 250, 300, 350)  # mean indices in hundredths from which a tile has its next tone
NATION = "pusat"  # the province of a body of the nation, in the filter
FIRST, LAST = COMPLETE
INDICES = [f"index_{year}" for year in COMPLETE]
# What the script knows of each institution, in this order; hundredths where it is a score.
FIELDS = [
    "institution_id", "type", "province", "year", "predicate", "below_floor", "n", "place_low", "place_high",
    *INDICES, *DOMAINS, "effect",
]  # fmt: skip
SCORES = {*INDICES, *DOMAINS, "effect"}
SAID = (  # texts that the script fills
    "institutions.hits", "institutions.hits_alike", "institutions.none", "institutions.go", "institutions.more",
    "institutions.pick", "institutions.picked_one", "institutions.picked_two",
    "institutions.row.type", "institutions.row.province", "institutions.row.index", "institutions.row.predicate",
    "institutions.row.domain", "institutions.row.effect", "institutions.row.place", "institutions.row.difference",
    "institutions.place", "institutions.place_one", "institutions.difference", "institutions.difference_inside",
    "institutions.difference_open", "institutions.not_listed", "institutions.not_known", "institutions.no_province",
    "institutions.said.equal", "institutions.said.inside", "institutions.said.open", "institutions.said.beyond",
    "institutions.said.never", "institutions.said.types", "institutions.said.years", "institutions.said.below_floor",
)  # fmt: skip


def page(language: str, made: Collection[str], edition: Edition) -> str:
    """The front page in one language, which links to the pages of the institutions whose ids are in `made`.

    Raises InputError where the tables are not built or a text is not translated.
    """
    found = overview_of_all()
    rows = found.frame.to_dict("records")
    text = json.dumps(_data(found, language), ensure_ascii=False, separators=(",", ":"))
    style, script = (_joined(file) for file in (("style.css", "institutions.css"), ("institutions.js",)))
    edition = replace(edition, language=language)
    return html.render(
        "institutions.html.j2",
        edition,
        style=Markup(style),
        style_hash=html.policy_hash(style),
        script=Markup(script),
        script_hash=html.policy_hash(script),
        entries=(),
        rows=[_row(row, language, made) for row in rows],
        unmade=sum(row["institution_id"] not in made for row in rows),
        unlisted=int(found.frame["year"].isna().sum()),
        types={name: int((found.frame["type"] == name).sum()) for name in TYPES},
        provinces=_provinces(found.provinces, language),
        legend=_legend(language),
        predicates=_predicates(found.predicates, language),
        first=FIRST,
        last=LAST,
        fewest=FEWEST,
        nation=NATION,
        usual=overview.USUAL,
        **frame(edition, "index.html"),
        data=Markup(text.replace("<", "\\u003c")),
    )


@lru_cache(maxsize=1)
def overview_of_all() -> overview.Overview:
    """The overview, computed once for both languages."""
    return overview.study()


def _joined(files: tuple[str, ...]) -> str:
    return "\n" + "\n".join((html.TEMPLATES / file).read_text(encoding="utf-8").strip() for file in files) + "\n"


def _row(row: dict[str, object], tongue: str, made: Collection[str]) -> dict[str, object]:
    """A line of the list."""
    kind, province = fill(f"institutions.type.{row['type']}", tongue), str(row["province"])
    if is_missing(row["index"]):
        index = predicate = ""
    else:
        index, predicate = number(row["index"], ".2f", tongue), str(row["predicate"])
    return {
        "name": row["name"],
        "href": f"{row['institution_id']}.html" if row["institution_id"] in made else "",
        "about": f"{kind}, {province}" if province else kind,
        "index": index,
        "predicate": predicate,
        "year": "" if is_missing(row["year"]) or row["year"] == LAST else row["year"],
    }


def _provinces(found: pd.DataFrame, tongue: str) -> list[dict[str, object]]:
    """A tile for each province, in the order of their names."""
    tiles = read_csv(TILES).set_index("province")
    about = []
    for row in found.to_dict("records"):
        tile = tiles.loc[row["province"]]
        told = not is_missing(row["mean"])
        about.append({
            "name": row["province"],
            "short": Markup(str(Markup.escape(tile["short"])).replace("|", "&shy;")),
            "at": f"r{tile['row']} c{tile['column']} t{_tone(_hundredths(row['mean'])) if told else 0}",
            "n": row["n"],
            "mean": number(row["mean"], ".2f", tongue) if told else "",
        })  # fmt: skip
    return about


def _tone(mean: int) -> int:
    """1 for the lightest tone to 5 for the darkest."""
    return 1 + sum(mean >= start for start in TONES)


def _legend(tongue: str) -> list[tuple[int, str]]:
    """Each tone with the means that have it, as text; 0 is none."""
    starts = [number(start / 100, ".2f", tongue) for start in TONES]
    ends = [number((start - 1) / 100, ".2f", tongue) for start in TONES[1:]]
    between = [fill("number.range", tongue, low=low, high=high) for low, high in zip(starts, ends, strict=False)]
    texts = [
        fill("institutions.map.below", tongue, start=starts[0]), *between,
        fill("institutions.map.from", tongue, start=starts[-1]),
    ]  # fmt: skip
    return [*enumerate(texts, start=1), (0, fill("institutions.map.few", tongue, fewest=FEWEST))]


def _predicates(found: dict[str, str], tongue: str) -> str:
    """Which predicates there are, the lowest first, in a sentence."""
    meant = {name: fill("institutions.predicate", tongue, predicate=name, meaning=said) for name, said in found.items()}
    told = found if tongue == "id" else meant.values()  # the names are Indonesian
    return fill("institutions.predicates", tongue, predicates=", ".join(told))


def _data(found: overview.Overview, tongue: str) -> dict[str, object]:
    """What the script works with."""
    places = {"type": TYPES, "province": ["", *found.provinces["province"]], "predicate": list(found.predicates)}
    return {
        "fields": FIELDS,
        "rows": [[_cell(name, row[name], places) for name in FIELDS] for row in found.frame.to_dict("records")],
        **places,
        "types": [fill(f"institutions.type.{name}", tongue) for name in TYPES],
        "domains": [fill(f"institutions.domain.{name}", tongue) for name in DOMAINS],
        "years": list(COMPLETE),
        "bands": [found.bands["index"], *(found.bands[name] for name in DOMAINS)],
        "mark": number(0.5, ".1f", tongue)[1],
        "move": number(MOVE, ".2f", tongue),
        "nation": NATION,
        "central": [TYPES.index(name) for name in CENTRAL],
        "written": [[list(typed), list(form)] for typed, form in institution_names.WRITTEN.items()],
        "kinds": institution_names.KINDS,
        "also": _other_spellings(found.frame),
        "words": {key.removeprefix("institutions."): catalogue(tongue)[key] for key in SAID},
    }


def _cell(name: str, value: object, places: dict[str, list[str]]) -> object:
    if is_missing(value) and name not in places:
        return None
    if name in places:
        return places[name].index(value) if value in places[name] else None
    if name in SCORES:
        return _hundredths(value)
    return value if name == "institution_id" else int(value)


def _hundredths(value: object) -> int:
    return int(round_half_up(value) * 100)


def _other_spellings(frame: pd.DataFrame) -> dict[int, str]:
    """Row -> the words of other spellings that its name does not have, for the search."""
    spelled = tables.load("names").groupby("institution_id")["spelling"].agg(" ".join)
    held = {}
    for at, (id, name) in enumerate(zip(frame["institution_id"], frame["name"], strict=True)):
        more = dict.fromkeys(word for word in words(spelled.get(id, "")) if word not in words(name))
        if more:
            held[at] = " ".join(more)
    return held
