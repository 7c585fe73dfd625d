"""How the uncertainty of a rank and of a move is told: over other ways to build the index, and by choice."""

from __future__ import annotations

import matplotlib
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.present import publish
from analysis.present.charts import style
from analysis.present.phrases import only, phrase
from analysis.studies.un_movement.rank_uncertainty import Result

KEY = "un.certainty"
SHARES = ("gained_share", "same_share", "lost_share")
WITHIN = "#7fa6cb"  # the middle 90 %: the colour of a set


def uncertainty(result: Result) -> None:
    """The sentence on both ranks and the move, the histogram of the ranks, and the table of all three."""
    facts, direction = result.facts, result.facts["direction"]
    editions = only(facts, "country", "edition_from", "edition_to")
    moved = direction != "kept"
    shares = {name: _share(facts[name]) for name in (*SHARES, *["as_large_share"] * moved)}
    counts = only(facts, "draws", "min_weight", *["places"] * moved)
    publish.sentence(
        f"{KEY}.uncertainty_{direction}", "arithmetic fact", **editions, **counts, **shares, **_ranges(result)
    )
    publish.values("un", result.values)
    rows = result.summary.set_index("answer")
    publish.old_figure(
        f"{KEY}.distribution",
        distribution_figure(result),
        result.distribution,
        title=phrase(f"{KEY}.distribution.caption", **editions),
        alt=phrase(
            f"{KEY}.distribution.alt",
            **only(facts, "edition_from", "edition_to"),
            **only(_ranges(result), "range_from", "range_to"),
            rank_from=int(rows.loc[str(result.edition_from), "published"]),
            rank_to=int(rows.loc[str(result.edition_to), "published"]),
        ),
    )
    publish.old_table(
        f"{KEY}.uncertainty",
        result.summary.assign(name=_answers(result)),
        title=phrase(f"{KEY}.uncertainty.title", **editions),
        columns={
            "name": ("Answer", "text"),
            "published": ("Published", "int"),
            "median": ("Median", "int"),
            ("low", "high"): ("Middle 90%", "int"),
            ("lowest", "highest"): ("All ways", "int"),
        },
        note=phrase(f"{KEY}.uncertainty.note", **only(facts, "draws", "min_weight", "floor", "edition_from")),
    )


@matplotlib.rc_context(style.RC)
def distribution_figure(result: Result) -> Figure:
    """Histogram of the rank in both editions on one axis of ranks: middle 90 % in colour, published rank as a line."""
    facts, frame = result.facts, result.distribution
    fig, ax = style.canvas(
        phrase(
            f"{KEY}.distribution.title",
            **only(facts, "country", "edition_from", "edition_to"),
            **only(_ranges(result), "range_from", "range_to"),
        ),
        phrase(f"{KEY}.distribution.subtitle", **only(facts, "draws", "min_weight")),
        phrase("un.source"),
        height=2.7,
    )
    for at, (_, rows) in enumerate(frame.groupby("edition")):
        colours = [WITHIN if within else style.CROWD for within in rows["within"]]
        heights = -0.7 * rows["share"] / frame["share"].max()
        ax.bar(rows["rank"], heights, bottom=at, width=0.9, color=colours, linewidth=0, zorder=2)
        ax.axhline(at, color=style.MUTED, linewidth=0.8, zorder=2.5)
        published = rows["published"].iloc[0]
        line = {"color": style.INK, "linewidth": 2, "solid_capstyle": "butt", "zorder": 3}
        ax.plot([published] * 2, [at, at - 0.72], **line)
        word = phrase(f"{KEY}.distribution.published", rank=int(published))
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
    ax.set_yticks([-0.25, 0.75], [str(result.edition_from), str(result.edition_to)], fontweight="bold")
    ax.set_xlabel(phrase(f"{KEY}.distribution.axis"))
    ax.spines["bottom"].set_visible(False)
    return fig


def choices(result: Result) -> None:
    """Which choice moves the move most, in a sentence, and the shares of all choices in a table."""
    facts = result.facts
    if "most" not in facts:
        publish.sentence(f"{KEY}.uncertainty_choice_none", "bounded", **only(facts, "draws", "country"))
    else:
        words = {name: _choice(facts[name]) for name in ("most", "next")}
        key = f"{KEY}.uncertainty_choice" if facts["apart"] else f"{KEY}.uncertainty_choice_close"
        names = ("most_first", "most_total", "next_total") if facts["apart"] else ("most_total", "next_total")
        publish.sentence(key, "bounded", **words, **{name: _part(facts[name]) for name in names})
    if result.sobol.empty:
        return
    answers = dict(zip(result.summary["answer"], _answers(result), strict=True))
    publish.old_table(
        f"{KEY}.sobol",
        result.sobol.assign(name=result.sobol["choice"].map(_choice), of=result.sobol["answer"].map(answers)),
        title=phrase(f"{KEY}.sobol.title"),
        columns={
            "name": ("Choice", "text"),
            "first": ("Alone", ".0%"),
            ("first_low", "first_high"): ("Alone, 95%", ".0%"),
            "total": ("With others", ".0%"),
            ("total_low", "total_high"): ("With others, 95%", ".0%"),
        },
        group="of",
        note=phrase(
            f"{KEY}.sobol.note",
            **only(facts, "draws", "edition_to", *(f"implied_{name}" for name in ("osi", "tii", "hci"))),
        ),
    )


def _choice(name: object) -> str:
    return phrase(f"{KEY}.choice.{name}")


def _answers(result: Result) -> list[str]:
    """The names of the three answers, in the order of the summary."""
    ranks = [phrase(f"{KEY}.answer.rank", edition=year) for year in (result.edition_from, result.edition_to)]
    return [*ranks, phrase(f"{KEY}.answer.move")]


def _ranges(result: Result) -> dict[str, str]:
    """The middle 90 % of each answer in words; one number where both ends agree."""
    rows = result.summary.set_index("answer")
    answers = {"range_from": str(result.edition_from), "range_to": str(result.edition_to), "range_move": "move"}
    return {
        name: style.between(*rows.loc[answer, ["low", "high"]], "+d" if answer == "move" else "d")
        for name, answer in answers.items()
    }


def _share(x: float) -> str:
    """A share of the ways in words: all and none are kept for what holds without exception."""
    exact = {1.0: "all", 0.0: "none"}.get(x)
    word = exact or ("nearly_all" if x >= 0.995 else "hardly_any" if x < 0.005 else None)
    return phrase(f"{KEY}.share.{word}") if word else style.written(x, ".0%")


def _part(x: float) -> str:
    """An estimated share of how much the move varies, in words: the estimate itself may pass nought or one."""
    if x >= 0.995:
        return phrase(f"{KEY}.share.about_all")
    return phrase(f"{KEY}.share.about_none") if x < 0.005 else style.written(x, ".0%")
