"""How it is told what the weights of the components leave open: rank sets, and moves under common weights."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.charts import style
from analysis.present.charts.nested_ranges import nested_ranges
from analysis.present.charts.weight_triangle import weight_triangle
from analysis.present.phrases import listed, named, phrase
from analysis.studies.shared.survey import COMPONENTS, MINIMUMS, SHORT
from analysis.studies.un_movement.rank_sets import DECISION, STEPS, Result

MOVES = {
    "unchanged": "un.certainty.move_unchanged",
    "gained": "un.certainty.move_gained",
    "lost": "un.certainty.move_lost",
    "not_gained": "un.certainty.move_not_gained",
    "not_lost": "un.certainty.move_not_lost",
    "open": "un.certainty.move_open",
}
SCORES = {
    "rose": "un.certainty.score_rose",
    "fell": "un.certainty.score_fell",
    "open": "un.certainty.score_open",
}
ALL_ALIKE = {"rose": "un.certainty.score_rose_all", "fell": "un.certainty.score_fell_all"}  # where every component did


def intervals(result: Result) -> None:
    """Which ranks the weights allow, edition by edition: a sentence, the figure, and what to be careful about."""
    facts, chosen = _told(result), result.chosen(result.sets)
    meet = phrase(f"un.certainty.meet.{facts['meet']}")
    publish.sentence("un.certainty.sets", DECISION, facts, meet=meet)
    publish.values("un", result.values)
    ranges = [
        phrase("un.certainty.intervals.alt_part", edition=edition, ranks=style.between(best, worst, "d"))
        for edition, best, worst in chosen[["edition", "best", "worst"]].itertuples(index=False)
    ]
    publish.figure(
        "un.certainty.intervals",
        nested_ranges,
        result.sets,
        facts | {"ranked": int(chosen["ranked"].max()), "ranges": ", ".join(ranges)},
        x="edition",
        low="best",
        high="worst",
        level="minimum",
        value="rank",
        levels={minimum: _at_least(minimum) for minimum in MINIMUMS},
        chosen=result.min_weight,
        value_word=phrase("un.certainty.published"),
    )
    if weighted := result.move.other_weights:
        publish.sentence("un.certainty.cautions", years=listed([str(year) for year in weighted]))


def move(result: Result) -> None:
    """The finding on the move under common weights, what it makes of the score, and the ranges for every minimum."""
    facts = _told(result)
    kept = facts["rank_from"] == facts["rank_to"]
    went = phrase("un.certainty.stayed" if kept else "un.certainty.went", facts)
    ranges = {f"range_{limit}": style.between(facts[f"least_{limit}"], facts[f"most_{limit}"], "+d")
              for limit in ("any", "tightest")}  # fmt: skip
    every = phrase("un.certainty.move_every", facts | ranges)
    publish.finding(MOVES[facts["move"]], DECISION, facts | {"went": went, "places": _places(result)}, every=every)
    alike = facts["score"] in ALL_ALIKE and len(COMPONENTS) in (facts["rising"], facts["falling"])
    publish.sentence((ALL_ALIKE if alike else SCORES)[facts["score"]], DECISION, facts)
    columns = {
        "minimum": ".0%",
        ("from_best", "from_worst"): "int",
        ("to_best", "to_worst"): "int",
        ("least", "most"): "+d",
        **dict.fromkeys(("gained", "unchanged", "lost"), ".1%"),
    }
    publish.table("un.certainty.moves", result.moves, columns, facts)


def weight_map(result: Result) -> None:
    """Figure of the places gained over all weights."""
    facts, over_all = _told(result), result.moves.set_index("minimum").loc[0.0]
    publish.figure(
        "un.certainty.move",
        weight_triangle,
        result.map,
        facts | over_all[["gained", "unchanged", "lost"]].to_dict(),
        texts={"title": f"un.certainty.move.title.{facts['widest']}"},
        weights=COMPONENTS,
        value="places",
        steps=STEPS,
        corners=[phrase("un.certainty.move.alone", component=SHORT[name]) for name in COMPONENTS],
        centre=phrase("un.certainty.move.centre"),
        minimum=(result.min_weight, _at_least(result.min_weight)) if result.min_weight else None,
        sides=(phrase("un.certainty.move.up"), phrase("un.certainty.move.down")),
    )


def world(result: Result) -> None:
    """How many countries' moves hold for all weights."""
    facts = _told(result)
    publish.sentence("un.certainty.world", DECISION, facts)
    publish.table("un.certainty.world", result.world, None, facts)


def _told(result: Result) -> dict[str, object]:
    """The facts, with the country, the weights and the ranges of ranks in words."""
    facts = named(result.facts)
    least = "un.certainty.weights_least" if result.min_weight else "un.certainty.weights_any"
    return facts | {
        "weights": phrase(least, facts),
        "equal": phrase(f"un.certainty.un_weights.{facts['un_weights']}"),
        **{f"{end}_ranks": style.between(facts[f"{end}_best"], facts[f"{end}_worst"], "d") for end in ("from", "to")},
    }


def _at_least(minimum: float) -> str:
    return phrase("un.certainty.at_least", minimum=minimum) if minimum else phrase("un.certainty.any")


def _places(result: Result) -> str:
    """How many places the weights move the country, in words; the most, where some do not move it."""
    least, most = sorted(abs(result.facts[name]) for name in ("least", "most"))
    least = least or most
    if most == 1:
        return phrase("un.certainty.place")
    return phrase("un.certainty.places", places=style.between(least, most, "d"))
