"""How the change from 35 to 47 indicators is told indicator by indicator: sentences, tables and one figure."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from analysis.present import publish
from analysis.present.charts import compare, style
from analysis.present.phrases import only, phrase
from analysis.studies.instrument_change.domain_splits import NATION
from analysis.studies.instrument_change.indicators import DOUBTFUL, FORWARDS, MAIN, NEW, OLD, Result

PREFIX = "instrument.indicators"
UNSTATED = "aceh_tengah_2025"
PIECES = ("effect", "new", "reweighted", "dropped", "total")
GROUPS = ("old_continuing", "old_dropped", "new_continuing", "new_added")


def concordance(result: Result) -> None:
    """What continues, what was dropped and what is new; every value of the study."""
    facts = result.facts["concordance"]
    names = ("net", "new", "old", "new_added_count", "new_added_weight", "old_dropped_count", "old_dropped_weight")
    rest = ("new_continuing_count", "old_continuing_count", "unchanged")
    publish.sentence(f"{PREFIX}.concordance", "arithmetic fact", **only(facts, *names, *rest))
    frame = result.concordance
    cells = {
        group: [
            phrase(f"{PREFIX}.weight_and_count", weight=weight, count=int(count)) if count else None
            for weight, count in zip(frame[f"{group}_weight"], frame[f"{group}_count"], strict=True)
        ]
        for group in GROUPS
    }
    publish.old_table(
        f"{PREFIX}.by_domain",
        frame.assign(**cells),
        title=phrase(f"{PREFIX}.by_domain.title"),
        columns={"domain": ("Domain", "text")}
        | {
            group: (phrase(f"{PREFIX}.{group}", instrument=NEW if group.startswith("new") else OLD), "text")
            for group in GROUPS
        },
        note=phrase(f"{PREFIX}.by_domain.note"),
    )
    publish.values(PREFIX, result.values)


def definitions(result: Result) -> None:
    """What else could be called new, and what it changed."""
    defined = result.definitions
    publish.old_table(
        f"{PREFIX}.definitions",
        defined.assign(label=[phrase(f"{PREFIX}.definition.{name}") for name in defined["definition"]]),
        title=phrase(f"{PREFIX}.definitions.title"),
        columns={
            "label": ("Counted as new", "text"),
            "indicators": ("Indicators", "int"),
            "weight": ("Weight", ".1%"),
            MAIN: (phrase(f"{PREFIX}.short.{MAIN}", year=result.facts[MAIN]["year"]), "+.2f"),
            DOUBTFUL: (phrase(f"{PREFIX}.short.{DOUBTFUL}", year=result.facts[DOUBTFUL]["year"]), "+.2f"),
        },
        note=phrase(f"{PREFIX}.definitions.note"),
    )


def levels(result: Result) -> None:
    """The effect of the whole change where levels of indicators are known: sentences, figure and two tables."""
    main, doubtful = result.facts[MAIN], result.facts[DOUBTFUL]
    names = ("name", "year", "stated", "count", "new_average", "other_average", "new_low", "reweighted_low")
    official = result.new_definition == "official"
    publish.sentence(f"{PREFIX}.levels.{'known' if official else 'known_other'}", "identified", **only(main, *names))
    names = ("floor", "dropped_low", "dropped_high", "total_low", "total_high", "index_low", "effect_low")
    publish.sentence(f"{PREFIX}.levels.whole", "bounded", sign=_sign(main), **only(main, *names))
    names = ("harder_low", "harder_high", "easier_low", "easier_high")
    if pd.isna(main["turning"]):
        publish.sentence(f"{PREFIX}.levels.wording", **only(main, *names))
    else:
        turning = phrase(f"{PREFIX}.{'harder' if main['turning'] < 0 else 'easier'}", shift=abs(main["turning"]))
        publish.sentence(f"{PREFIX}.levels.wording_turning", turning=turning, **only(main, *names))
    pieces = figure_data(result)
    listed = "; ".join(f"{part} {_span(low, high)}" for part, _, low, high in pieces.itertuples(index=False))
    about = only(main, "name", "year")
    publish.old_figure(
        f"{PREFIX}.pieces",
        pieces_figure(result),
        pieces,
        title=phrase(f"{PREFIX}.pieces.caption", **about),
        alt=phrase(f"{PREFIX}.pieces.alt", listed=listed, **about),
    )
    names = ("name", "year", "first", "second", "differing", "domains", "index_low")
    terms = ("new_low", "reweighted_low", "total_low", "total_high")
    # No decision word: sources that contradict each other decide nothing.
    publish.sentence(f"{PREFIX}.levels.{DOUBTFUL}", **only(doubtful, *names, *terms))
    names = ("name", "year", "stated", "sets", "new_low", "new_high", "total_low", "total_high")
    publish.sentence(f"{PREFIX}.levels.{UNSTATED}", "bounded", **only(result.facts[UNSTATED], *names))
    names = ("name", "year", "stated", "index_low", "index_new_low", "index_new_high", "dropped_low")
    publish.sentence(f"{PREFIX}.levels.{FORWARDS}", "bounded", **only(result.facts[FORWARDS], *names))
    _levels_table(result)
    _wording_table(result)


def figure_data(result: Result) -> pd.DataFrame:
    """The terms of the main evaluation: part, value (missing where only a set is known), low, high."""
    facts = result.facts[MAIN]
    drawn = (*PIECES[1:], PIECES[0])
    ends = [(facts[f"{piece}_low"], facts[f"{piece}_high"]) for piece in drawn]
    known = [abs(high - low) < 1e-9 for low, high in ends]
    return pd.DataFrame(
        {
            "part": [phrase(f"{PREFIX}.piece.{_named(piece, result)}") for piece in drawn],
            "value": [low if point else None for (low, _), point in zip(ends, known, strict=True)],
            "low": [low for low, _ in ends],
            "high": [high for _, high in ends],
        }
    ).astype({"value": float})


def pieces_figure(result: Result) -> Figure:
    """The terms of the main evaluation as points and sets."""
    facts, data = result.facts[MAIN], figure_data(result)
    known = data["value"].notna()
    return compare.intervals(
        data.assign(low=data["low"].mask(known), high=data["high"].mask(known)),
        label="part",
        value="value",
        low="low",
        high="high",
        title=phrase(f"{PREFIX}.pieces.title", **only(facts, "new_low", "total_low", "total_high")),
        subtitle=phrase(f"{PREFIX}.pieces.subtitle", **only(facts, "name", "year", "floor")),
        source=phrase(f"{PREFIX}.pieces.source"),
        reference=(0, phrase(f"{PREFIX}.no_effect")),
    )


def domain_means(result: Result) -> None:
    """What domain means alone leave open: a sentence on the nation, and a table by year."""
    facts = result.facts["domain_means"]
    names = ("year", "low", "high", "effect", "inside_low", "inside_high")
    sign = _sign({"total_low": facts["low"], "total_high": facts["high"]})
    publish.sentence(f"{PREFIX}.domain_means", "bounded", sign=sign, **only(facts, *names))
    frame = result.domain_means
    publish.old_table(
        f"{PREFIX}.domain_means",
        frame.assign(label=[phrase(f"{PREFIX}.{'nation' if x == NATION else x}") for x in frame["unit"]]),
        title=phrase(f"{PREFIX}.domain_means.title"),
        columns={
            "label": ("Index", "text"),
            "year": ("Year", "year"),
            "n": ("Institutions", "int"),
            "effect": ("Management, weights", "+.2f"),
            ("alike_low", "alike_high"): ("One average a domain", "+.2f"),
            ("low", "high"): ("Any levels", "+.2f"),
        },
        note=phrase(f"{PREFIX}.domain_means.note", floor=result.old_floor),
    )


def orders(result: Result) -> None:
    """Real change and the instrument's, at the later profile and at the earlier one."""
    facts = result.facts["orders"]
    names = ("before_year", "year", "change", "real_old", "instrument_new")
    publish.sentence(f"{PREFIX}.orders.later", "identified", **only(facts, *names))
    ends = [f"{name}_{end}" for name in ("instrument_old", "real_new") for end in ("low", "high")]
    both = [f"{end}{suffix}" for end in ends for suffix in ("", "_capped")]
    publish.sentence(f"{PREFIX}.orders.earlier", "bounded", **only(facts, "before_year", *both))
    frame = result.orders
    label = [
        phrase(f"{PREFIX}.between", name=name or phrase(f"{PREFIX}.nation"), start=start, end=end)
        for name, start, end in zip(frame["name"], frame["before_year"], frame["year"], strict=True)
    ]
    publish.old_table(
        f"{PREFIX}.orders",
        frame.assign(label=label),
        title=phrase(f"{PREFIX}.orders.title"),
        columns={
            "label": ("Index", "text"),
            "change": ("Change", "+.2f"),
            "real_old": ("Real, later", "+.2f"),
            "instrument_new": ("Instrument, later", "+.2f"),
            ("instrument_old_low", "instrument_old_high"): ("Instrument, earlier", "+.2f"),
            ("instrument_old_low_capped", "instrument_old_high_capped"): ("Same, if not ahead", "+.2f"),
        },
        note=phrase(f"{PREFIX}.orders.note"),
    )


def random(result: Result) -> None:
    """The official list of new indicators beside random ones: reported, not tested."""
    facts = result.facts["random"]
    whole, within = facts["any"], facts["domain"]
    publish.sentence(
        f"{PREFIX}.random",
        **only(facts, "draws", "count"),
        **only(whole, "name", "year", "official", "low", "high"),
        place=phrase(f"{PREFIX}.inside.{whole['inside']}"),
        within_low=within["low"],
        within_high=within["high"],
        within_place=phrase(f"{PREFIX}.inside.{within['inside']}"),
    )
    frame = result.random
    publish.old_table(
        f"{PREFIX}.random",
        frame.assign(
            label=[_label(row) for row in frame.to_dict("records")],
            drawn=[phrase(f"{PREFIX}.random.{kind}") for kind in frame["kind"]],
            place=[phrase(f"{PREFIX}.inside.{inside}") for inside in frame["inside"]],
        ),
        title=phrase(f"{PREFIX}.random.title", **only(facts, "draws", "count")),
        columns={
            "label": ("Evaluation", "text"),
            "drawn": ("Drawn", "text"),
            "official": ("The real list", "+.2f"),
            ("low", "high"): ("Middle 95%", "+.2f"),
            "share": ("As low or lower", ".1%"),
            "place": ("The real list lies", "text"),
        },
        note=phrase(f"{PREFIX}.random.note"),
    )


def _levels_table(result: Result) -> None:
    frame = result.levels
    ends = {name: zip(frame[f"{name}_low"], frame[f"{name}_high"], strict=True) for name in (*PIECES, "index")}
    spans = {name: [_span(*pair, ".2f" if name == "index" else "+.2f") for pair in ends[name]] for name in ends}
    publish.old_table(
        f"{PREFIX}.levels",
        frame.assign(label=[_label(row) for row in frame.to_dict("records")], **spans),
        title=phrase(f"{PREFIX}.levels.title"),
        columns={"label": ("Evaluation", "text")}
        | {name: (phrase(f"{PREFIX}.head.{_named(name, result)}"), "text") for name in PIECES},
        note=phrase(f"{PREFIX}.levels.note", floor=result.old_floor),
    )


def _wording_table(result: Result) -> None:
    frame = result.wording
    publish.old_table(
        f"{PREFIX}.wording",
        frame.assign(label=[_label(row) for row in frame.to_dict("records")]),
        title=phrase(f"{PREFIX}.wording.title"),
        columns={
            "label": ("Evaluation", "text"),
            ("harder_low", "harder_high"): ("Half a level harder", "+.2f"),
            ("as_scored_low", "as_scored_high"): ("As hard", "+.2f"),
            ("easier_low", "easier_high"): ("Half a level easier", "+.2f"),
            "turning": ("Sign opens at", "+.2f"),
        },
        note=phrase(f"{PREFIX}.wording.note"),
    )


def _named(piece: str, result: Result) -> str:
    """The second term is re-weighting only where "new" is the ministry's list; otherwise it is all the rest."""
    return "rest" if piece == "reweighted" and result.new_definition != "official" else piece


def _label(facts: Mapping[str, object]) -> str:
    return phrase(f"{PREFIX}.evaluation", **only(facts, "name", "year"))


def _sign(facts: Mapping[str, object]) -> str:
    """What a set of totals says about the direction."""
    kind = "below" if facts["total_high"] < 0 else "above" if facts["total_low"] > 0 else "open"
    return phrase(f"{PREFIX}.sign.{kind}")


def _span(low: float, high: float, form: str = "+.2f") -> str | None:
    """A number, or from low to high where the two differ as they are written; None where missing."""
    if pd.isna(low):
        return None
    return style.between(low, high, form).replace(" ", "\u00a0")  # no line break inside an interval
