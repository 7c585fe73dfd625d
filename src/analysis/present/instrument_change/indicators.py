"""How the change from 35 to 47 indicators is told indicator by indicator: sentences, tables and one figure."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.present import publish
from analysis.present.charts import compare, style
from analysis.present.phrases import in_a_row, phrase
from analysis.studies.instrument_change.domain_splits import NATION
from analysis.studies.instrument_change.indicators import (
    DECISIONS,
    DOUBTFUL,
    FORWARDS,
    GROUPS,
    MAIN,
    NEW,
    OFFICIAL,
    OLD,
    UNSTATED,
    Result,
)

LEVELS = {
    "label": "text",
    ("effect_low", "effect_high"): "+.2f",
    ("new_low", "new_high"): "+.2f",
    ("reweighted_low", "reweighted_high"): "+.2f",
    ("dropped_low", "dropped_high"): "+.2f",
    ("total_low", "total_high"): "+.2f",
}
WORDING = {
    "label": "text",
    ("harder_low", "harder_high"): "+.2f",
    ("as_scored_low", "as_scored_high"): "+.2f",
    ("easier_low", "easier_high"): "+.2f",
    "turning": "+.2f",
}
DOMAIN_MEANS = {
    "label": "text",
    "year": "year",
    "n": "int",
    "effect": "+.2f",
    ("alike_low", "alike_high"): "+.2f",
    ("low", "high"): "+.2f",
}
ORDERS = {
    "label": "text",
    "change": "+.2f",
    "real_old": "+.2f",
    "instrument_new": "+.2f",
    ("instrument_old_low", "instrument_old_high"): "+.2f",
    ("instrument_old_low_capped", "instrument_old_high_capped"): "+.2f",
}
RANDOM = {
    "label": "text",
    "drawn": "text",
    "official": "+.2f",
    ("low", "high"): "+.2f",
    "share": ".1%",
    "place": "text",
}


def concordance(result: Result) -> None:
    """What continues, what was dropped and what is new; every value of the study."""
    publish.sentence("instrument.indicators.concordance", DECISIONS["concordance"], result.facts["concordance"])
    frame = result.concordance
    words = {group: [_weight_and_count(row, group) for row in frame.to_dict("records")] for group in GROUPS}
    words["label"] = [phrase(f"domain.{name}") for name in frame["domain"]]
    sides = {"old_instrument": OLD, "new_instrument": NEW}
    columns = dict.fromkeys(["label", *GROUPS], "text")
    publish.table("instrument.indicators.by_domain", frame.assign(**words), columns, sides)
    publish.values("instrument.indicators", result.values)


def definitions(result: Result) -> None:
    """What else could be called new, and what it changed."""
    defined = result.definitions
    label = [phrase(f"instrument.indicators.definition.{name}") for name in defined["definition"]]
    heads = {key: phrase(f"instrument.indicators.short.{key}", result.facts[key]) for key in (MAIN, DOUBTFUL)}
    columns = {"label": "text", "indicators": "int", "weight": ".1%", **dict.fromkeys(heads, "+.2f")}
    publish.table("instrument.indicators.definitions", defined.assign(label=label), columns, heads=heads)


def levels(result: Result) -> None:
    """The effect of the whole change where levels of indicators are known: sentences, figure and two tables."""
    main, unstated = result.facts[MAIN], result.facts[UNSTATED]
    official = result.new_definition == OFFICIAL
    known = "instrument.indicators.levels.known" if official else "instrument.indicators.levels.known_other"
    publish.sentence(known, DECISIONS["known"], main)
    publish.sentence("instrument.indicators.levels.whole", DECISIONS["whole"], main, sign=_sign(main))
    if pd.isna(main["turning"]):
        publish.sentence("instrument.indicators.levels.wording", None, main)
    else:
        side = "instrument.indicators.harder" if main["turning"] < 0 else "instrument.indicators.easier"
        turning = phrase(side, shift=abs(main["turning"]))
        publish.sentence("instrument.indicators.levels.wording_turning", None, main, turning=turning)
    _pieces(result)
    publish.sentence("instrument.indicators.levels.parepare_2024", DECISIONS[DOUBTFUL], result.facts[DOUBTFUL])
    spans = {name: _span(unstated, f"{name}_low", f"{name}_high") for name in ("new", "total")}
    publish.sentence("instrument.indicators.levels.aceh_tengah_2025", DECISIONS[UNSTATED], unstated, **spans)
    publish.sentence("instrument.indicators.levels.denpasar_2018", DECISIONS[FORWARDS], result.facts[FORWARDS])
    # The second term is re-weighting only where "new" is the ministry's list; otherwise it is all the rest.
    heads = {} if official else {"reweighted_low": phrase("instrument.indicators.levels.all_the_rest")}
    publish.table("instrument.indicators.levels", _labelled(result.levels), LEVELS, main, heads=heads)
    publish.table("instrument.indicators.wording", _labelled(result.wording), WORDING)


def _pieces(result: Result) -> None:
    """The terms of the main evaluation as points, and as sets where they are not known."""
    facts, data = result.facts[MAIN], result.pieces
    known = data["value"].notna()
    data = data.assign(
        part=[phrase(f"instrument.indicators.piece.{name}") for name in data["part"]],
        span=[_span(row, "low", "high") for row in data.to_dict("records")],
        low=data["low"].mask(known),
        high=data["high"].mask(known),
    )
    listed = in_a_row("instrument.indicators.pieces.item", data.to_dict("records"))
    publish.figure(
        "instrument.indicators.pieces",
        compare.intervals,
        data,
        {**facts, "listed": listed},
        csv=result.pieces,
        texts={"source": "instrument.indicators.source"},
        label="part",
        value="value",
        low="low",
        high="high",
        reference=(0, phrase("instrument.indicators.no_effect")),
    )


def domain_means(result: Result) -> None:
    """What domain means alone leave open: a sentence on the nation, and a table by year."""
    facts, frame = result.facts["domain_means"], result.domain_means
    publish.sentence("instrument.indicators.domain_means", DECISIONS["domain_means"], facts, sign=_sign(facts))
    frame = frame.assign(label=[phrase(f"instrument.indicators.unit.{unit}") for unit in frame["unit"]])
    publish.table("instrument.indicators.domain_means", frame, DOMAIN_MEANS, facts)


def orders(result: Result) -> None:
    """Real change and the instrument's, at the later profile and at the earlier one."""
    facts, frame = result.facts["orders"], result.orders
    publish.sentence("instrument.indicators.orders.later", DECISIONS["later"], facts)
    publish.sentence("instrument.indicators.orders.earlier", DECISIONS["earlier"], facts)
    nation = phrase(f"instrument.indicators.unit.{NATION}")
    label = [
        phrase("instrument.indicators.between", row, name=row["name"] or nation) for row in frame.to_dict("records")
    ]
    publish.table("instrument.indicators.orders", frame.assign(label=label), ORDERS)


def random(result: Result) -> None:
    """The official list of new indicators beside random ones: reported, not tested."""
    facts, frame = result.facts["random"], result.random
    whole, within = facts["any"], facts["domain"]
    publish.sentence(
        "instrument.indicators.random",
        None,
        {**facts, **whole},
        middle=_span(whole, "low", "high"),
        place=_place(whole["inside"]),
        within=_span(within, "low", "high"),
        within_place=_place(within["inside"]),
    )
    drawn = [phrase(f"instrument.indicators.drawn.{kind}") for kind in frame["kind"]]
    frame = _labelled(frame).assign(drawn=drawn, place=frame["inside"].map(_place))
    publish.table("instrument.indicators.random", frame, RANDOM, facts)


def _weight_and_count(row: Mapping[str, object], group: str) -> str | None:
    count, weight = row[f"{group}_count"], row[f"{group}_weight"]
    return phrase("instrument.indicators.weight_and_count", weight=weight, count=count) if count else None


def _labelled(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(label=[phrase("instrument.indicators.evaluation", row) for row in frame.to_dict("records")])


def _place(inside: str) -> str:
    return phrase(f"instrument.indicators.inside.{inside}")


def _sign(facts: Mapping[str, object]) -> str:
    return phrase(f"instrument.indicators.sign.{facts['sign']}")


def _span(facts: Mapping[str, object], low: str, high: str) -> str:
    """From low to high, or one number where the two are written alike."""
    return style.between(facts[low], facts[high], "+.2f")
