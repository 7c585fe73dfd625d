"""How the two national series, SPBE and EGDI, are told: no correlation without its share of countries beside it."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from analysis.present import publish
from analysis.present.charts import panels, style
from analysis.present.phrases import only, phrase
from analysis.studies.shared.instruments import NEW, OLD
from analysis.studies.shared.survey import LITERACY
from analysis.studies.spbe_and_un.timing import LAGS, OUTCOMES, Result

KEY = "relation.timing"
BREAK = 2020.5


def answer(result: Result) -> None:
    """The finding: both pairings of the EGDI, with their shares of countries, the changes, and what n allows."""
    word = result.facts["published_decision"]
    facts = {**_both(result, "egdi", "changes_agree", "changes"), **_n(result)}
    publish.finding(f"{KEY}.answer", word, verdict=_verdict(result, word), **facts)
    publish.values("relation", result.values)


def series(result: Result) -> None:
    """Figure of the two series above each other, and table of the points of both pairings."""
    data = result.years.assign(
        panel=[phrase(f"{KEY}.panel.{name}") for name in result.years["panel"]],
        series=[phrase(f"{KEY}.series.{name}") for name in result.years["series"]],
    )
    listed = "; ".join(f"{row.series} {row.year}: {style.written(row.value, '.2f')}" for row in data.itertuples())
    publish.old_figure(
        f"{KEY}.paths",
        paths_figure(result, data),
        data,
        title=phrase(f"{KEY}.paths.caption"),
        alt=phrase(f"{KEY}.paths.alt", listed=listed),
    )
    publish.old_table(
        f"{KEY}.pairs",
        result.pairs.assign(group=_headings(result, result.pairs)),
        title=phrase(f"{KEY}.pairs.title"),
        columns={
            "edition": ("Survey", "year"),
            "egdi": ("EGDI", ".4f"),
            "rank": ("Rank", "int"),
            "spbe_year": ("SPBE year", "year"),
            "published": ("SPBE", ".2f"),
            "old_basis": ("Old weights", ".2f"),
            "instrument": ("Indicators", "int"),
        },
        group="group",
        note=phrase(f"{KEY}.pairs.note"),
    )


def paths_figure(result: Result, data: pd.DataFrame) -> Figure:
    """SPBE with the break of instrument as a gap, above the EGDI; `data` as in the study, with words for readers."""
    facts = result.facts
    steps = {"agree": facts["same_year_egdi_changes_agree"], "changes": facts["same_year_egdi_changes"]}
    spbe, egdi = dict.fromkeys(data["panel"])
    return panels.series(
        data,
        x="year",
        y="value",
        panel="panel",
        line="series",
        limits={spbe: (1, 5), egdi: (0, 1)},
        breaks={spbe: {BREAK: phrase(f"{KEY}.break", old=OLD, new=NEW)}},
        title=phrase(f"{KEY}.paths.title", **steps),
        subtitle=phrase(f"{KEY}.paths.subtitle"),
        source=phrase(f"{KEY}.source"),
    )


def correlations(result: Result) -> None:
    """All five outcomes in both pairings, what so few points allow, and that a common rise says nothing."""
    facts, least = result.facts, result.facts["smallest"]
    publish.sentence(
        f"{KEY}.outcomes",
        **only(facts, "small_shares", "shares", "bound"),
        **only(least, "r", "placebo_share"),
        outcome=phrase(f"{KEY}.outcome.{least['outcome']}"),
        pairing=phrase(f"{KEY}.pairing.{least['pairing']}"),
    )
    limits = {f"{pairing}_{name}": facts[f"{pairing}_{name}"] for pairing in LAGS for name in ("p", "needed")}
    before = _row(result, "same_year", "hci_before")
    publish.sentence(
        f"{KEY}.small_n",
        "arithmetic fact",
        **_n(result),
        **limits,
        **only(facts, "reached", "shares"),
        **{f"before_{name}": before[name] for name in ("r", "placebo_share")},
        before_n=int(before["n"]),
        literacy=LITERACY,
    )
    rises = {
        f"{pairing}_{name}": facts[f"{pairing}_{name}"] for pairing in LAGS for name in ("rising", "rises", "steps")
    }
    publish.sentence(f"{KEY}.rising", "arithmetic fact", **rises, **only(facts, "states"))
    frame = _published(result)
    publish.old_table(
        f"{KEY}.correlations",
        frame.assign(steps=[_steps(row) for row in frame.to_dict("records")]),
        title=phrase(f"{KEY}.correlations.title"),
        columns={
            "name": ("Outcome", "text"),
            "r": ("r", ".3f"),
            "placebo_share": ("Share of countries", ".0%"),
            "spearman": ("Spearman", ".2f"),
            "p_one_sided": ("p, one side", ".3f"),
            "p_two_sided": ("p, two sides", ".3f"),
            "steps": ("Changes agree", "text"),
        },
        group="group",
        note=phrase(f"{KEY}.correlations.note", **limits, **_n(result), **only(facts, "states")),
    )


def controls(result: Result) -> None:
    """OSI, which SPBE is assumed to reach, beside TII, which it does not score; and the changes of OSI."""
    facts = {**_both(result, "osi"), **_both(result, "tii")}
    closer = {facts[f"{pairing}_tii_r"] > facts[f"{pairing}_osi_r"] for pairing in LAGS}
    which = "mixed" if len(closer) > 1 else "control" if closer.pop() else "reached"
    publish.sentence(f"{KEY}.controls", "arithmetic fact", closer=phrase(f"{KEY}.closer.{which}"), **facts)
    row = _row(result, "same_year", "osi")
    publish.sentence(
        f"{KEY}.changes", "arithmetic fact", r=row["change_r"], share=row["change_share"], n=int(row["changes"])
    )


def placebo(result: Result) -> None:
    """The distribution of r over all countries for every outcome, and what shares noise would have given."""
    data = result.countries.assign(
        name=[phrase(f"{KEY}.outcome.{name}") for name in result.countries["outcome"]],
        group=_headings(result, result.countries),
    )
    shares = "; ".join(
        f"{row['group']}, {row['name']}: {_note(row, ', ')}"
        for row in _published(result).to_dict("records")
        if row["outcome"] in OUTCOMES
    )
    publish.old_figure(
        f"{KEY}.placebo",
        placebo_figure(result, data),
        result.countries,
        title=phrase(f"{KEY}.placebo.caption", **only(result.facts, "states")),
        alt=phrase(f"{KEY}.placebo.alt", shares=shares, **only(result.facts, "states")),
    )
    facts = {f"{pairing}_{name}": result.facts[f"rising_{pairing}_{name}"]
             for pairing in LAGS for name in ("egdi", "rank")}  # fmt: skip
    publish.sentence(f"{KEY}.noise", **facts, **only(result.facts, "bound", "draws"))
    noise = result.noise.pivot(index=["pairing", "outcome"], columns="kind")
    noise.columns = [f"{kind}_{what}" for what, kind in noise.columns]
    noise = noise.reindex([(pairing, name) for pairing in LAGS for name in OUTCOMES]).reset_index()
    publish.old_table(
        f"{KEY}.noise",
        noise.assign(
            group=_headings(result, noise), name=[phrase(f"{KEY}.outcome.{name}") for name in noise["outcome"]]
        ),
        title=phrase(f"{KEY}.noise.title"),
        columns={
            "name": ("Outcome", "text"),
            ("noise_low", "noise_high"): ("If noise", ".0%"),
            "noise_at_most": (phrase(f"{KEY}.at_most", **only(result.facts, "bound")), ".0%"),
            ("rising_low", "rising_high"): ("If rising noise", ".0%"),
            "rising_at_most": (phrase(f"{KEY}.at_most", **only(result.facts, "bound")), ".0%"),
        },
        group="group",
        note=phrase(f"{KEY}.noise.note", **only(result.facts, "draws", "bound")),
    )


def placebo_figure(result: Result, data: pd.DataFrame) -> Figure:
    """Histograms of r over countries, a row an outcome, a column a pairing; the study's pairing in full colour."""
    rows = [row for row in _published(result).to_dict("records") if row["outcome"] in OUTCOMES]
    heading = {row["pairing"]: row["group"] for row in rows}[result.pairing]
    share = result.facts[f"{result.pairing}_egdi_placebo_share"]
    return panels.histograms(
        data,
        value="r",
        row="name",
        column="group",
        marks={(row["name"], row["group"]): row["r"] for row in rows},
        notes={(row["name"], row["group"]): _note(row, "\n") for row in rows},
        stressed=heading,
        title=phrase(f"{KEY}.placebo.title", share=share),
        subtitle=phrase(f"{KEY}.placebo.subtitle", **only(result.facts, "states")),
        source=phrase(f"{KEY}.source"),
        mark_word=phrase(f"{KEY}.mark"),
    )


def variants(result: Result) -> None:
    """The same with the years from the change on at the old domain weights, and the correlation of the changes."""
    word = result.facts["old_weights_decision"]
    old = result.correlations[result.correlations["basis"] == "old_weights"]
    five = old[old["outcome"].isin(OUTCOMES)]
    points = result.pairs.assign(new=result.pairs["instrument"] == NEW).groupby("pairing")["new"].sum()
    publish.sentence(
        f"{KEY}.old_weights",
        word,
        verdict=_verdict(result, word),
        new=NEW,
        **{f"{pairing}_new": int(points[pairing]) for pairing in LAGS},
        **_n(result),
        **_both(result, "egdi", start="old_weights_"),
        **only(result.facts, "bound"),
        shares=len(five),
        small=int((five["placebo_share"] <= result.facts["bound"]).sum()),
    )
    frame = _published(result).merge(
        old[["pairing", "outcome", "r", "placebo_share"]], on=["pairing", "outcome"], suffixes=("", "_old")
    )
    publish.old_table(
        f"{KEY}.variants",
        frame[["pairing", "outcome", "group", "name", "r", "placebo_share", "r_old", "placebo_share_old",
               "change_r", "change_share"]],
        title=phrase(f"{KEY}.variants.title"),
        columns={
            "name": ("Outcome", "text"),
            "r": ("r", ".3f"),
            "placebo_share": ("Share of countries", ".0%"),
            "r_old": ("r, old", ".3f"),
            "placebo_share_old": ("Share of countries", ".0%"),
            "change_r": ("r, changes", ".3f"),
            "change_share": ("Share of countries", ".0%"),
        },
        group="group",
        note=phrase(f"{KEY}.variants.note"),
    )  # fmt: skip


def _published(result: Result) -> pd.DataFrame:
    """The rows of the published index with the words of their outcome and pairing."""
    rows = result.correlations[result.correlations["basis"] == "published"]
    names = [
        phrase(f"{KEY}.outcome.{row.outcome}", **({"n": row.n} if row.outcome == "hci_before" else {}))
        for row in rows.itertuples()
    ]
    return rows.assign(name=names, group=_headings(result, rows))


def _row(result: Result, pairing: str, outcome: str) -> dict[str, object]:
    """The row of one outcome of the published index in one pairing."""
    rows = result.correlations
    chosen = (rows["basis"] == "published") & (rows["pairing"] == pairing) & (rows["outcome"] == outcome)
    return rows[chosen].iloc[0].to_dict()


def _headings(result: Result, frame: pd.DataFrame) -> list[str]:
    words = {name: phrase(f"{KEY}.heading.{name}", n=result.facts[f"{name}_n"]) for name in LAGS}
    return [words[pairing] for pairing in frame["pairing"]]


def _both(result: Result, outcome: str, *more: str, start: str = "") -> dict[str, object]:
    """r and share, and what else is named, of one outcome in both pairings."""
    names = [f"{pairing}_{outcome}_{what}" for pairing in LAGS for what in ("r", "placebo_share", *more)]
    return {name: result.facts[f"{start}{name}"] for name in names}


def _n(result: Result) -> dict[str, object]:
    return only(result.facts, *(f"{pairing}_n" for pairing in LAGS))


def _verdict(result: Result, word: str) -> str:
    return phrase(f"{KEY}.verdict.{word.replace(' ', '_')}", **only(result.facts, "bound"))


def _steps(row: dict[str, object]) -> str:
    return phrase(f"{KEY}.steps", agree=row["changes_agree"], changes=row["changes"])


def _note(row: dict[str, object], between: str) -> str:
    r, share = style.written(row["r"], ".2f"), style.written(row["placebo_share"], ".0%")
    return f"r = {r}{between}{phrase(f'{KEY}.note', share=share)}"
