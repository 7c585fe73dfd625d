"""How the levels of one institution's indicators are told: whose they are, what they give, and each of them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

import pandas as pd

from analysis.methods.scores.instrument_tables import Part
from analysis.methods.scores.scoring import Instrument
from analysis.present import language, publish
from analysis.present.charts import style
from analysis.present.charts.narrow.level_grid import level_grid
from analysis.present.phrases import figures, listed, phrase
from analysis.studies.institution import known_levels
from analysis.studies.institution.known_levels import REPORT, Result
from analysis.studies.institution.next_steps import Result as Next
from analysis.studies.shared.decisions import ARITHMETIC_FACT, BOUNDED
from analysis.studies.shared.instruments import NEW, OLD

INDONESIAN = "id"
WHOSE = {
    "published": "institution.levels.published",
    "file": "institution.levels.file",
    "report": "institution.levels.report",
}
NEWS = {"yes": "institution.levels.item_new", "no": "institution.levels.item"}


def sentences(known: Result) -> None:
    """Whose levels, and what they amount to."""
    facts = known.facts
    if known.evaluation is None:
        publish.sentence("institution.levels.none", None, facts)
        return
    publish.sentence(WHOSE[facts["whence"]], None, facts)
    if facts["missing"]:
        publish.sentence(
            "institution.levels.missing", None, facts, count=len(facts["missing"]), all=listed(facts["missing"])
        )
    _index(facts)
    if facts["index"] is not None and facts["predicate"] != facts["predicate_rounded"]:
        publish.sentence("institution.levels.rules", None, facts)
    if facts["instrument"] != NEW:
        publish.sentence(f"institution.levels.instrument.{facts['instrument']}", None, facts)
    names = ("index_low", "index_high", "given")
    publish.values("institution.levels", {name: facts[name] for name in names} | {"instrument": facts["instrument"]})


def _index(facts: Mapping[str, object]) -> None:
    """The index that the levels give, beside the printed one."""
    if facts["index"] is None:
        same = facts["predicate"] == facts["predicate_high"]
        publish.sentence(f"institution.levels.interval.{'one' if same else 'two'}", BOUNDED, facts)
    elif facts["whence"] == REPORT and not facts["agrees"]:
        publish.sentence("institution.levels.rounded_weights", None, facts)
    elif facts["other"] or (facts["printed"] is not None and not facts["agrees"]):
        others = facts["other"] or [facts["printed"]]
        printed = listed([style.written(x, ".2f") for x in others])
        publish.sentence("institution.levels.contradicted", None, facts, others=printed)
    elif facts["missing"]:
        publish.sentence("institution.levels.index_partial", ARITHMETIC_FACT, facts)
    elif facts["agrees"]:
        publish.sentence("institution.levels.index_agrees", ARITHMETIC_FACT, facts)
    else:
        publish.sentence("institution.levels.index", ARITHMETIC_FACT, facts)


def figure(known: Result) -> None:
    """Every level as a tile, aspect by aspect; nothing where none is known."""
    if known.evaluation is None:
        return
    facts, frame = known.facts, shown(known)
    read_out = [
        phrase("institution.levels.grid.row", group=group, levels=figures([_level(x, facts) for x in rows["level"]]))
        for group, rows in frame.groupby("group", sort=False)
    ]
    texts = {"source": f"institution.levels.source.{'published' if facts['whence'] == 'published' else 'own'}"}
    if facts["instrument"] != NEW:
        texts["subtitle"] = "institution.levels.grid.subtitle_plain"
    publish.drawing(
        "institution.levels.grid", level_grid, frame, {**facts, "levels": "; ".join(read_out)},
        csv=frame.drop(columns=["marked"]), texts=texts, label="indicator", level="level", group="group",
        marked="marked", form=_number(facts),
    )  # fmt: skip


def table(known: Result, again: Next) -> None:
    """Every indicator with its weight, its level and the level that it has in the minimal set shown."""
    if known.evaluation is None:
        return
    frame, columns = (
        shown(known).drop(columns="marked"),
        {"label": "text", "weight": ".2%", "level": _form(known.facts)},
    )
    texts = {"title": "institution.levels.listed.title", "note": "institution.levels.listed.note"}
    frame["target"] = float("nan")
    if len(again.one):
        frame["target"] = frame["indicator"].map(again.one.set_index("indicator")["to_level"])
        columns["target"], texts = "int", {}
    publish.table("institution.levels.indicators", frame, columns, known.facts, group="group", texts=texts)


def new_and_continuing(known: Result) -> None:
    """How high the new indicators stand, and how high those that continue older ones; arithmetic, and no cause."""
    facts = known_levels.new_and_continuing(known)
    if not facts:
        return
    decision = None if facts["other"] else ARITHMETIC_FACT
    low, high = (style.written(facts[f"{name}_mean"], ".2f") for name in ("new", "continuing"))
    publish.sentence("institution.levels.new.weights", None, facts)
    publish.sentence(f"institution.levels.new.{'same' if low == high else 'means'}", decision, facts)
    if low != high:
        publish.sentence("institution.levels.new.index", decision, facts)
    publish.values("institution.levels.new", {name: facts[f"{name}_mean"] for name in ("new", "continuing")})


def shown(known: Result) -> pd.DataFrame:
    """The levels with words in the reader's language: label of an indicator, group (its aspect with its value)."""
    chosen = known.evaluation.instrument
    names = indicator_names(chosen)
    aspects = {part.id: part for part in chosen.aspects}
    values = chosen.partial(known.evaluation.levels).aspects
    headings = {id: _heading(part, values.get(id)) for id, part in aspects.items()}
    return known.levels.assign(
        label=[
            phrase(NEWS[row["new"]], indicator=row["indicator"], name=names[row["indicator"]])
            for row in known.levels.to_dict("records")
        ],
        group=[headings[aspect] for aspect in known.levels["aspect"]],
        marked=known.levels["new"] == "yes",
    )


def indicator_names(chosen: Instrument) -> dict[str, str]:
    """Scored item -> the name of its indicator in the reader's language, without the words that all begin with."""
    names = {item: name_of(part).split() for item, part in chosen.items.items()}
    common = len(list(takewhile(lambda words: len(set(words)) == 1, zip(*names.values(), strict=False))))
    return {item: " ".join(words[common:]) for item, words in names.items()}


def name_of(part: Part) -> str:
    """The name of a part in the reader's language."""
    return part.name_id if language.current() == INDONESIAN else part.name_en


def _heading(part: Part, value: object) -> str:
    if value is None:
        return phrase("institution.levels.aspect_open", name=name_of(part))
    return phrase("institution.levels.aspect", name=name_of(part), value=value)


def _form(facts: Mapping[str, object]) -> str:
    """Of a level in a table: whole but where the instrument has decimal ones."""
    return "int" if facts["instrument"] in (NEW, OLD) else ".2f"


def _number(facts: Mapping[str, object]) -> str:
    """The same in text and figures."""
    return "d" if _form(facts) == "int" else ".2f"


def _level(level: float, facts: Mapping[str, object]) -> str:
    known = not language.is_missing(level)
    return style.written(level, _number(facts)) if known else phrase("institution.levels.unknown")
