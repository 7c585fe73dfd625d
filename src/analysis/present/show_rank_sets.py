"""How it is told what the weights of the components leave open: rank sets, and moves under common weights."""

from __future__ import annotations

from analysis.present import publish, style
from analysis.present.nested_ranges import nested_ranges
from analysis.present.weight_triangle import weight_triangle
from analysis.present.words import only, phrase
from analysis.studies.rank_sets import MINIMUMS, STEPS, Result
from analysis.studies.survey import COMPONENTS, SHORT

KEY = "un.certainty"
STEP = ("country", "edition_from", "edition_to")


def intervals(result: Result) -> None:
    """The finding and the figure: which ranks the weights allow, edition by edition."""
    facts = result.facts
    ranks = {side: _range(facts[f"{side}_best"], facts[f"{side}_worst"]) for side in ("from", "to")}
    publish.finding(
        f"{KEY}.sets",
        "bounded",
        **only(facts, *STEP, "rank_from", "rank_to"),
        from_ranks=ranks["from"],
        to_ranks=ranks["to"],
        weights=_weights(result),
        overlap=phrase(f"{KEY}.{'overlap' if facts['overlap'] else 'apart'}"),
    )
    publish.values("un", result.values)
    chosen = result.chosen(result.sets)
    by_edition = ", ".join(
        f"{e}: {_range(low, high)}" for e, low, high in chosen[["edition", "best", "worst"]].to_numpy()
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
    publish.figure(
        f"{KEY}.intervals",
        figure,
        result.sets,
        title=phrase(f"{KEY}.intervals.caption", country=result.name),
        alt=phrase(f"{KEY}.intervals.alt", country=result.name, weights=_weights(result), ranges=by_edition),
    )


def move(result: Result) -> None:
    """The finding on the move under common weights, its map over the weights, and the ranges for every minimum."""
    facts = result.facts
    kind, names = _kind(facts)
    publish.finding(
        f"{KEY}.move_{kind}", "bounded", **only(facts, *STEP, "rank_from", "rank_to"), **names, weights=_weights(result)
    )
    scores = "rose" if facts["score_rises"] else "fell" if facts["score_falls"] else "open"
    publish.sentence(
        f"{KEY}.score_{scores}", "bounded", **only(facts, *STEP, "rising", "falling"), weights=_weights(result)
    )
    publish.table(
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
    way = "lost" if row["lost"] > row["gained"] else "gained"
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
        title=phrase(f"{KEY}.map.title_{way}", **only(facts, *STEP), share=row[way]),
        subtitle=phrase(f"{KEY}.map.subtitle"),
        source=phrase("un.source"),
    )
    publish.figure(
        f"{KEY}.move",
        figure,
        result.map,
        title=phrase(f"{KEY}.map.caption", **only(facts, *STEP)),
        alt=phrase(f"{KEY}.map.alt", country=result.name, gained=row["gained"], lost=row["lost"]),
    )


def world(result: Result) -> None:
    """How many countries' moves hold for all weights."""
    row = result.chosen(result.world).iloc[0]
    counts = {name: int(row[name]) for name in result.world.columns if name not in ("minimum", "countries")}
    publish.sentence(
        f"{KEY}.world", "bounded", **only(result.facts, "edition_from", "edition_to"), weights=_weights(result),
        **{name: n for name, n in counts.items() if not name.startswith("fell")},
    )  # fmt: skip
    publish.table(
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
    )
    for number, warning in enumerate(result.warnings, start=1):
        publish.sentence(f"{KEY}.warning_{number}", warning=warning)


def _weights(result: Result) -> str:
    """The weights that a sentence speaks of, in words."""
    if result.min_weight:
        return phrase(f"{KEY}.weights_least", minimum=result.min_weight)
    return phrase(f"{KEY}.weights_any")


def _kind(facts: dict) -> tuple[str, dict[str, object]]:
    """Which sentence a move gets, and the facts that only this one takes."""
    most, least = facts["most"], facts["least"]
    if most == least == 0:
        return "unchanged", {}
    if least > 0:
        return "gained", {"places": _places(least, most)}
    if most < 0:
        return "lost", {"places": _places(-most, -least)}
    return "open", only(facts, "gained", "unchanged", "lost", "most", "least")


def _places(fewest: int, most: int) -> str:
    return phrase(f"{KEY}.place") if most == 1 else phrase(f"{KEY}.places", places=_range(fewest, most))


def _range(low: int, high: int) -> str:
    return style.written(high, "d") if low == high else style.between(low, high, "d")
