"""How the uncertainty of a rank and of a move is told: over other ways to build the index, and by choice."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.present import publish
from analysis.present.charts import style
from analysis.present.phrases import named, phrase
from analysis.studies.un_movement.rank_uncertainty import DECISION, DECISION_ON_CHOICES, Result

MOVES = {
    "gained": "un.certainty.uncertainty_gained",
    "lost": "un.certainty.uncertainty_lost",
    "kept": "un.certainty.uncertainty_kept",
}
SHARES = ("gained_share", "same_share", "lost_share", "as_large_share")
WITHIN = "#7fa6cb"  # the middle 90 %: the colour of a set


def uncertainty(result: Result) -> None:
    """The sentence on both ranks and the move, the histogram of the ranks, and the table of all three."""
    facts = named(result.facts) | _ranges(result)
    publish.sentence(MOVES[facts["direction"]], DECISION, facts | {name: _share(facts[name]) for name in SHARES})
    publish.values("un", result.values)
    publish.figure("un.certainty.distribution", histograms, result.distribution, facts)
    columns = {
        "name": "text",
        "published": "int",
        "median": "int",
        ("low", "high"): "int",
        ("lowest", "highest"): "int",
    }
    publish.table("un.certainty.uncertainty", result.summary.assign(name=_answers(result)), columns, facts)


def choices(result: Result) -> None:
    """Which choice moves the move most, in a sentence, and the shares of all choices in a table."""
    facts = named(result.facts)
    if "most" not in facts:
        publish.sentence("un.certainty.uncertainty_choice_none", DECISION_ON_CHOICES, facts)
    else:
        key = "un.certainty.uncertainty_choice" if facts["apart"] else "un.certainty.uncertainty_choice_close"
        words = {name: _choice(facts[name]) for name in ("most", "next")}
        parts = {name: _part(facts[name]) for name in ("most_first", "most_total", "next_total")}
        publish.sentence(key, DECISION_ON_CHOICES, facts | words | parts)
    if result.sobol.empty:
        return
    answers = dict(zip(result.summary["answer"], _answers(result), strict=True))
    frame = result.sobol.assign(name=result.sobol["choice"].map(_choice), of=result.sobol["answer"].map(answers))
    columns = {"name": "text", "first": ".0%", ("first_low", "first_high"): ".0%", "total": ".0%",
               ("total_low", "total_high"): ".0%"}  # fmt: skip
    publish.table("un.certainty.sobol", frame, columns, facts, group="of")


@style.chart
def histograms(frame: pd.DataFrame) -> Figure:
    """The rank in both editions on one axis of ranks: middle 90 % in colour, published rank as a line."""
    fig, ax = style.canvas(height=2.4)
    for at, (_, rows) in enumerate(frame.groupby("edition")):
        colours = [WITHIN if within else style.CROWD for within in rows["within"]]
        heights = -0.7 * rows["share"] / frame["share"].max()
        ax.bar(rows["rank"], heights, bottom=at, width=0.9, color=colours, linewidth=0, zorder=2)
        ax.axhline(at, color=style.MUTED, linewidth=0.8, zorder=2.5)
        published = rows["published"].iloc[0]
        line = {"color": style.INK, "linewidth": 2, "solid_capstyle": "butt", "zorder": 3}
        ax.plot([published] * 2, [at, at - 0.72], **line)
        word = phrase("un.certainty.distribution.published", rank=int(published))
        ax.annotate(
            word, (published, at - 0.72), xytext=(0, 3), textcoords="offset points", ha="center", va="bottom",
            fontweight="bold", annotation_clip=False,
        )  # fmt: skip
    places = [*frame["rank"], *frame["published"]]
    # Room for the words above a line at the edge, and whole ranks even where only one occurs.
    low, high = min(places), max(places)
    edge = max(0.12 * (high - low), 2)
    ax.set_xlim(low - edge, high + edge)
    ax.set_ylim(1.05, -0.98)
    ticks = MaxNLocator(6, integer=True, steps=[1, 2, 5, 10]).tick_values(low - edge, high + edge)
    ax.set_xticks([tick for tick in ticks if max(low - edge, 1) <= tick <= high + edge])
    style.numbers(ax.xaxis, "d")
    ax.set_yticks([-0.25, 0.75], [str(edition) for edition in sorted(frame["edition"].unique())], fontweight="bold")
    ax.set_xlabel(phrase("un.certainty.distribution.axis"))
    ax.spines["bottom"].set_visible(False)
    return fig


def _choice(name: object) -> str:
    return phrase(f"un.certainty.choice.{name}")


def _answers(result: Result) -> list[str]:
    """The names of the three answers, in the order of the summary."""
    ranks = [phrase("un.certainty.answer.rank", edition=edition) for edition in result.move.editions]
    return [*ranks, phrase("un.certainty.answer.move")]


def _ranges(result: Result) -> dict[str, str]:
    """The middle 90 % of each answer in words; one number where both ends agree."""
    ends = result.summary[["low", "high"]].itertuples(index=False)
    answers = {"range_from": "d", "range_to": "d", "range_move": "+d"}
    return {name: style.between(*pair, form) for (name, form), pair in zip(answers.items(), ends, strict=True)}


def _share(x: float) -> str:
    """A share of the ways in words: all and none are kept for what holds without exception."""
    exact = {1.0: "all", 0.0: "none"}.get(x)
    word = exact or ("nearly_all" if x >= 0.995 else "hardly_any" if x < 0.005 else None)
    return phrase(f"un.certainty.share.{word}") if word else style.written(x, ".0%")


def _part(x: float) -> str:
    """An estimated share of how much the move varies, in words: the estimate itself may pass nought or one."""
    if x >= 0.995:
        return phrase("un.certainty.share.about_all")
    return phrase("un.certainty.share.about_none") if x < 0.005 else style.written(x, ".0%")
