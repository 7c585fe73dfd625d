"""How does one compute an index without us? One page that scores levels as they are typed, and needs no network.

Parts, weights and bands come from the processed tables, as exact fractions; the arithmetic of `methods.scores` is
written once more in `templates/score.js`, and a browser test holds the two against each other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from markupsafe import Markup

from analysis.data import tables
from analysis.methods.scores.instrument_tables import Band, Part
from analysis.methods.scores.rescoring import domain_links
from analysis.methods.scores.scoring import Instrument
from analysis.present import language
from analysis.render.collect.model import Edition
from analysis.render.write import html
from analysis.render.write.institution_page import frame
from analysis.studies.shared.scorecard import instrument

FIRST, OLD = "47", "35"  # the instrument that the page opens with, and the one whose weights are shown beside it
INSTRUMENTS = (FIRST, OLD, "20")
STYLES = ("style.css", "calculator.css")
SCRIPTS = ("score.js", "levels_file.js", "calculator.js")
SAID = (  # texts that the script fills
    "calculator.domain", "calculator.aspect", "calculator.service", "calculator.blank", "calculator.more",
    "calculator.or", "calculator.filled", "calculator.unrounded", "calculator.missing", "calculator.rounded",
    "calculator.services", "calculator.parts", "calculator.aspects", "calculator.value", "calculator.weight",
    "calculator.weight_of", "calculator.weighted_by", "calculator.weights_of", "calculator.index",
    "calculator.effect", "calculator.read", "calculator.refused", "calculator.others", "calculator.sure",
    "number.range", "calculator.refuse.row", "calculator.refuse.large", "calculator.refuse.utf16",
    "calculator.refuse.binary", "calculator.refuse.empty", "calculator.refuse.not_utf8", "calculator.refuse.no_csv",
    "calculator.refuse.header", "calculator.refuse.no_rows", "calculator.refuse.fields", "calculator.refuse.blank",
    "calculator.refuse.twice", "calculator.refuse.unknown", "calculator.refuse.no_number",
    "calculator.refuse.off_scale", "calculator.refuse.not_whole", "calculator.refuse.thousands",
)  # fmt: skip


def page(tongue: str, edition: Edition) -> str:
    """The calculator in one language, as one HTML file.

    Raises InputError where the tables are not built or a text is not translated.
    """
    known = {name: _instrument(instrument(name), tongue) for name in INSTRUMENTS}
    known[FIRST]["old"] = _old_weights()
    style, script = _joined(STYLES), _joined(SCRIPTS)
    texts = language.catalogue(tongue)
    data = {
        "first": FIRST,
        "instruments": known,
        "mark": language.number(0.5, ".1f", tongue)[1],
        "words": {key: texts[key] for key in SAID},
    }
    return html.render(
        "calculator.html.j2",
        replace(edition, language=tongue),
        style=Markup(style),
        style_hash=html.policy_hash(style),
        script=Markup(script),
        script_hash=html.policy_hash(script),
        data=Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")),
        instruments=known,
        new_domain=_new_domain(tongue),
        regulations="; ".join(_about(name)["regulation"] for name in INSTRUMENTS),
        **frame(replace(edition, language=tongue), "calculator.html"),
    )


def address(name: str, levels: Mapping[str, object]) -> str:
    """Where the page opens with these levels of an instrument filled in, from the folder of the page's language."""
    return "calculator.html#" + urlencode({"instrument": name, **levels})


def _joined(files: tuple[str, ...]) -> str:
    return "\n" + "\n".join((html.TEMPLATES / file).read_text(encoding="utf-8").strip() for file in files) + "\n"


def _instrument(of: Instrument, tongue: str) -> dict[str, object]:
    """An instrument as the script reads it: weights and ends of bands as fractions in text."""
    about = _about(of.id)
    kind = "calculator.scale.decimals" if of.scale.decimals else "calculator.scale.whole"
    facts = {"regulation": about["regulation"], "low": of.scale.low, "high": of.scale.high}
    told = [language.fill(kind, tongue, facts), language.fill(f"calculator.about.{of.id}", tongue)]
    return {
        "id": of.id,
        "about": " ".join(told),
        "years": _years(about, tongue),
        "low": str(of.scale.low),
        "high": str(of.scale.high),
        "decimals": of.scale.decimals,
        "domains": [_part(part, tongue) for part in of.domains],
        "aspects": [_part(part, tongue) for part in of.aspects],
        "indicators": _without_common_beginning([_part(part, tongue) for part in of.indicators]),
        "bands": [_band(band, tongue) for band in of.bands],
        "old": None,
    }


def _about(name: str) -> dict[str, object]:
    rows = tables.load("instruments")
    return rows[rows["instrument"] == name].iloc[0].to_dict()


def _years(about: dict[str, object], tongue: str) -> str:
    first, last = about["first_year"], about["last_year"]
    if language.is_missing(last):
        return language.fill("calculator.since", tongue, first=first)
    return language.fill("calculator.years", tongue, first=first, last=last)


def _part(part: Part, tongue: str) -> dict[str, object]:
    name = part.name_id if tongue == "id" else part.name_en
    return {"id": part.id, "parent": part.parent, "name": name, "weight": str(part.weight), "repeats": part.repeats}


def _without_common_beginning(parts: list[dict[str, object]]) -> list[dict[str, object]]:
    """Names without the words that all of them begin with: "Tingkat Kematangan" of 47 indicators is no news."""
    names = [str(part["name"]).split() for part in parts]
    common = 0
    while len({tuple(words[: common + 1]) for words in names}) == 1:
        common += 1
    return [{**part, "name": " ".join(words[common:])} for part, words in zip(parts, names, strict=True)]


def _band(band: Band, tongue: str) -> dict[str, object]:
    told = band.predicate if tongue == "id" or band.predicate_en in band.predicate else None
    name = told or language.fill("calculator.band", tongue, predicate=band.predicate, meaning=band.predicate_en)
    return {"name": name, "start": str(band.start), "end": str(band.end), "included": band.end_included}


def _old_weights() -> dict[str, object]:
    """Domain of the first instrument -> weight of its predecessor; a domain without one is not in it."""
    old = instrument(OLD).domain_weights
    links = domain_links(tables.load("crosswalk"), OLD, FIRST)
    return {"id": OLD, "weights": {part: str(old[before]) for part, before in links.items()}}


def _new_domain(tongue: str) -> str:
    """The name of the domain that the old instrument does not have."""
    links = domain_links(tables.load("crosswalk"), OLD, FIRST)
    [new] = [part for part in instrument(FIRST).domains if part.id not in links]
    return str(_part(new, tongue)["name"])
