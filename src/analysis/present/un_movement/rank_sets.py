"""How it is told what the weights of the components leave open: rank sets, and moves under common weights."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.charts import style
from analysis.present.charts.nested_ranges import nested_ranges
from analysis.present.charts.weight_triangle import weight_triangle
from analysis.present.phrases import only, phrase
from analysis.studies.shared.survey import COMPONENTS, MINIMUMS, SHORT
from analysis.studies.un_movement.rank_sets import STEPS, Result

KEY = "un.certainty"
STEP = ("country", "edition_from", "edition_to")


def intervals(result: Result) -> None:
    """Which ranks the weights allow, edition by edition: a sentence, the figure, and what to be careful about."""
    facts = result.facts
    ranks = {side: style.between(facts[f"{side}_best"], facts[f"{side}_worst"], "d") for side in ("from", "to")}
    publish.sentence(
        f"{KEY}.sets",
        "bounded",
        **only(facts, *STEP, "rank_from", "rank_to"),
        from_ranks=ranks["from"],
        to_ranks=ranks["to"],
        weights=_weights(result),
        equal=_equal(result),
        meet=phrase(f"{KEY}.{facts['meet']}"),
    )
    publish.values("un", result.values)
    chosen = result.chosen(result.sets)
    by_edition = ", ".join(
        f"{e}: {style.between(low, high, 'd')}" for e, low, high in chosen[["edition", "best", "worst"]].to_numpy()
    )
    figure = nested_ranges(
        result.sets,
        x="edition",
        low="best",
        high="worst",
        level="minimum",
        value="rank",
        levels={m: phrase(f"{KEY}.at_least", minimum=m) if m else phrase(f"{KEY}.any") for m in MINIMUMS},
        chosen=result.min_weight,
        value_word=phrase(f"{KEY}.published"),
        title=phrase(f"{KEY}.intervals.title", **only(facts, "country", "edition_to"), ranks=ranks["to"]),
        subtitle=phrase(f"{KEY}.intervals.subtitle", weights=_weights(result), ranked=int(chosen["ranked"].max())),
        source=phrase("un.source"),
    )
    publish.old_figure(
        f"{KEY}.intervals",
        figure,
        result.sets,
        title=phrase(f"{KEY}.intervals.caption", country=result.name),
        alt=phrase(f"{KEY}.intervals.alt", country=result.name, weights=_weights(result), ranges=by_edition),
    )
    cautions(result)


def cautions(result: Result) -> None:
    """What a reader must know of the two editions, if there is anything, in one sentence."""
    if result.warnings:
        publish.sentence(f"{KEY}.cautions", warnings="; ".join(result.warnings))


def move(result: Result) -> None:
    """The finding on the move under common weights, its map over the weights, and the ranges for every minimum."""
    facts = result.facts
    kind, names = _kind(result)
    publish.finding(
        f"{KEY}.move_{kind}", "bounded", **only(facts, *STEP, "rank_from", "rank_to"), **names, weights=_weights(result)
    )
    scores = "rose" if facts["score_rises"] else "fell" if facts["score_falls"] else "open"
    publish.sentence(
        f"{KEY}.score_{scores}", "bounded", **only(facts, *STEP, "rising", "falling"), weights=_weights(result)
    )
    publish.old_table(
        f"{KEY}.moves",
        result.moves,
        title=phrase(f"{KEY}.moves.title", **only(facts, *STEP)),
        columns={
            "minimum": ("Each weight at least", ".0%"),
            ("from_best", "from_worst"): (f"Rank {result.edition_from}", "int"),
            ("to_best", "to_worst"): (f"Rank {result.edition_to}", "int"),
            ("least", "most"): ("Places gained", "+d"),
            "gained": ("Weights with a gain", ".1%"),
            "unchanged": ("No change", ".1%"),
            "lost": ("With a loss", ".1%"),
        },
        note=phrase(f"{KEY}.moves.note"),
    )


def weight_map(result: Result) -> None:
    """Figure of the places gained over all weights."""
    facts, row = result.facts, result.moves.set_index("minimum").loc[0.0]
    figure = weight_triangle(
        result.map,
        weights=COMPONENTS,
        value="places",
        steps=STEPS,
        corners=[phrase(f"{KEY}.map.alone", component=SHORT[name]) for name in COMPONENTS],
        centre=phrase(f"{KEY}.map.centre"),
        minimum=(result.min_weight, phrase(f"{KEY}.at_least", minimum=result.min_weight))
        if result.min_weight
        else None,
        sides=(phrase(f"{KEY}.map.gained"), phrase(f"{KEY}.map.lost")),
        title=phrase(f"{KEY}.map.title_{facts['widest']}", **only(facts, *STEP), share=facts["widest_share"]),
        subtitle=phrase(f"{KEY}.map.subtitle"),
        source=phrase("un.source"),
    )
    publish.old_figure(
        f"{KEY}.move",
        figure,
        result.map,
        title=phrase(f"{KEY}.map.caption", **only(facts, *STEP)),
        alt=phrase(f"{KEY}.map.alt", country=result.name, **only(row, "gained", "unchanged", "lost")),
    )


def world(result: Result) -> None:
    """How many countries' moves hold for all weights."""
    row = result.chosen(result.world).iloc[0]
    counts = {name: int(row[name]) for name in result.world.columns if name not in ("minimum", "countries")}
    publish.sentence(
        f"{KEY}.world", "bounded", **only(result.facts, "edition_from", "edition_to"), weights=_weights(result),
        **only(counts, "gained", "gained_for_all"),
    )  # fmt: skip
    publish.old_table(
        f"{KEY}.world",
        result.world,
        title=phrase(f"{KEY}.world.title", **only(result.facts, "edition_from", "edition_to")),
        columns={
            "minimum": ("Each weight at least", ".0%"),
            "gained": ("Gained places", "int"),
            "gained_for_all": ("For all weights", "int"),
            "lost": ("Lost places", "int"),
            "lost_for_all": ("For all weights", "int"),
            "rose": ("Score rose", "int"),
            "rose_for_all": ("For all weights", "int"),
        },
        note=phrase(f"{KEY}.world.note", countries=int(row["countries"])),
        show=False,
    )


def _weights(result: Result) -> str:
    """The weights that a sentence speaks of, in words."""
    if result.min_weight:
        return phrase(f"{KEY}.weights_least", minimum=result.min_weight)
    return phrase(f"{KEY}.weights_any")


def _equal(result: Result) -> str:
    """The UN's own weights in these editions, in words."""
    return phrase(f"{KEY}.{result.facts['un_weights']}")


def _kind(result: Result) -> tuple[str, dict[str, object]]:
    """Which sentence a move gets, and the facts that only this one takes."""
    facts, equal = result.facts, {"equal": _equal(result)}
    most, least = facts["most"], facts["least"]
    if most == least == 0:
        return "unchanged", equal
    if least > 0:
        return "gained", equal | {"places": _places(least, most)}
    if most < 0:
        return "lost", equal | {"places": _places(-most, -least)}
    return "open", only(facts, "gained", "unchanged", "lost", "most", "least")


def _places(fewest: int, most: int) -> str:
    if most == 1:
        return phrase(f"{KEY}.place")
    return phrase(f"{KEY}.places", places=style.between(fewest, most, "d"))
