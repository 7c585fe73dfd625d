"""How the move of a country between two editions of the UN survey is told: sentences, figures and tables."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.charts import compare, over_time
from analysis.present.phrases import only, phrase
from analysis.studies.shared.survey import COMPONENTS, SHORT
from analysis.studies.un_movement.movement import Movement


def answer(result: Movement) -> None:
    """The change of the score and what each component added to it; the values of the move."""
    parts = dict(zip(COMPONENTS, result.score["own"], strict=False))
    names = ("country", "edition_from", "edition_to", "score_change")
    publish.sentence("un.answer", "arithmetic fact", **only(result.facts, *names), **parts)
    publish.values("un", result.values)


def rank_path(result: Movement) -> None:
    """Figure of the rank in every edition against all other states."""
    names = result.field.dropna(subset=["rank"])[["iso3", "edition", "rank"]].astype({"rank": float, "edition": int})
    frame = names.assign(unit=names["iso3"].where(names["iso3"] != result.country, result.name))
    figure = over_time.path_lines(
        frame,
        x="edition",
        y="rank",
        unit="unit",
        subjects=[result.name],
        title=phrase(
            "un.rank_path.title", **only(result.facts, "country", "rank_from", "edition_from", "rank_to", "edition_to")
        ),
        subtitle=phrase("un.rank_path.subtitle", ranked=result.facts["ranked"]),
        source=phrase("un.source"),
    )
    path = result.path[["edition", "rank"]].dropna()
    ranks = ", ".join(f"{e}: {r}" for e, r in path.itertuples(index=False))
    publish.old_figure(
        "un.rank_path",
        figure,
        names.astype({"rank": int}),
        title=phrase("un.rank_path.caption", country=result.name),
        alt=phrase("un.rank_path.alt", country=result.name, ranks=ranks),
    )


def path_table(result: Movement) -> None:
    """Table of rank and scores in every edition; the CSV has the positions too."""
    scores = {name: (SHORT[name], ".4f") for name in COMPONENTS}
    publish.old_table(
        "un.path",
        result.path,
        title=phrase("un.path.title", country=result.name),
        columns={
            "edition": ("Edition", "year"),
            "rank": ("Rank", "int"),
            "ranked": ("States ranked", "int"),
            "egdi": ("EGDI", ".4f"),
            **scores,
        },
        note=phrase("un.path.note"),
    )


def positions(result: Movement) -> None:
    """Figure of the position of each component among all states."""
    columns = {f"{name}_position": SHORT[name] for name in COMPONENTS}
    data = result.path.melt("edition", list(columns), var_name="component", value_name="position")
    data["component"] = data["component"].map(columns)
    data = data.dropna()
    figure = over_time.path_lines(
        data,
        x="edition",
        y="position",
        unit="component",
        subjects=["OSI"],
        title=phrase("un.positions.title", country=result.name),
        subtitle=phrase("un.positions.subtitle"),
        source=phrase("un.source"),
        name_crowd=True,
    )
    last = data[data["edition"] == data["edition"].max()]
    listed = ", ".join(f"{c} {p:.0f}" for c, p in last[["component", "position"]].itertuples(index=False))
    publish.old_figure(
        "un.positions",
        figure,
        data,
        title=phrase("un.positions.caption", country=result.name),
        alt=phrase("un.positions.alt", country=result.name, positions=listed),
    )


def contributions(result: Movement) -> None:
    """Figure and table of what each component added to the change of the score."""
    total = result.score["component"].iloc[-1]
    facts = only(result.facts, "country", "edition_from", "edition_to")
    figure = compare.contributions(
        result.score,
        label="component",
        value="own",
        title=phrase("un.contributions.title", score_change=result.facts["score_change"], **facts),
        subtitle=phrase("un.contributions.subtitle"),
        source=phrase("un.source"),
        form="+.4f",
        total=total,
    )
    listed = "; ".join(f"{c} {v:+.4f}" for c, v in result.score[["component", "own"]].itertuples(index=False))
    publish.old_figure(
        "un.contributions",
        figure,
        result.score,
        title=phrase("un.contributions.caption", **facts),
        alt=phrase("un.contributions.alt", contributions=listed, **facts),
    )
    publish.old_table(
        "un.score_change",
        result.score,
        title=phrase("un.score_change.title", **facts),
        columns={"component": ("Component", "text"), "own": (result.name, "+.4f"), "world": ("World mean", "+.4f")},
        note=phrase("un.score_change.note"),
    )


def counterfactuals(result: Movement) -> None:
    """The ranks with only one side moved, in a sentence and a table."""
    names = ("country", "edition_from", "edition_to", "own_only", "others_only")
    publish.sentence("un.counterfactual", "arithmetic fact", **only(result.facts, *names))
    publish.old_table(
        "un.counterfactual",
        result.counterfactual,
        title=phrase("un.counterfactual.title", **only(result.facts, "country", "edition_from", "edition_to")),
        columns={
            "case": ("Who moves", "text"),
            "rank": ("Rank", "int"),
            "gained": (phrase("un.counterfactual.gained"), "+d"),
        },
        note=phrase("un.counterfactual.note"),
    )


def limits(result: Movement) -> None:
    """What the recomputed ranks deviate from, and which editions need a warning."""
    shown = result.deviations.assign(names=lambda x: x["country"])
    listed = ", ".join(f"{n} ({e})" for n, e in shown[["names", "edition"]].itertuples(index=False)) or "none"
    own = result.country in set(result.deviations["iso3"])
    publish.sentence(
        "un.deviations_own" if own else "un.deviations",
        country=result.name,
        n=len(shown),
        listed=listed if len(shown) <= 8 else "see the table behind this page",
    )
    if len(shown):
        publish.old_table("un.deviations", result.deviations, title=phrase("un.deviations.title"), show=False)
    for number, warning in enumerate(result.warnings, start=1):
        publish.sentence(f"un.warning_{number}", warning=warning)
