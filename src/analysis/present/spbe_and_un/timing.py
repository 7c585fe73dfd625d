"""How the two national series, SPBE and EGDI, are told: no correlation without its share of countries and its size."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.present import publish
from analysis.present.charts import panels
from analysis.present.phrases import phrase
from analysis.studies.shared.decisions import ASSOCIATED_ONLY
from analysis.studies.shared.instruments import NEW, OLD
from analysis.studies.spbe_and_un.timing import COUNTED, LAGS, OUTCOMES, Result

BREAK = 2020.5


def answer(result: Result) -> None:
    """The finding: how far the EGDI rose beside other countries, and whether further where SPBE can reach."""
    facts, word = result.facts, result.facts["published_decision"]
    verdict = word.replace(" ", "_") if word == ASSOCIATED_ONLY else facts["ahead"]
    publish.finding("relation.timing.answer", word, facts, verdict=phrase(f"relation.timing.verdict.{verdict}", facts))
    publish.sentence("relation.timing.beside", word, facts)
    publish.values("relation", result.values)


def sizes(result: Result) -> None:
    """Table of gain and slope with their places, and the correlation with its share, of the published index."""
    found = _published(result)[["pairing", "outcome", "r", "placebo_share"]]
    frame = result.sizes[result.sizes["basis"] == "published"].merge(found, on=["pairing", "outcome"])
    frame = _worded(result, frame)
    windows = [
        phrase("relation.timing.window", heading=row["group"], first=row["edition_from"], last=row["edition_to"])
        for row in frame.to_dict("records")
    ]
    columns = {"gain": "+.3f", "gain_place": "int", "slope": "+.3f", "slope_place": "int"}
    publish.table(
        "relation.timing.sizes",
        frame.assign(group=windows),
        {"name": "text", **columns, "r": ".3f", "placebo_share": ".0%"},
        result.facts,
        group="group",
        heads=_shares("placebo_share"),
    )


def series(result: Result) -> None:
    """Figure of the two series above each other, and table of the points of both pairings."""
    data = result.years.assign(
        panel=[phrase(f"relation.timing.panel.{name}") for name in result.years["panel"]],
        series=[phrase(f"relation.timing.series.{name}") for name in result.years["series"]],
    )
    spbe, egdi = dict.fromkeys(data["panel"])
    facts = result.facts
    both_rise = facts["same_year_rises"] == facts["same_year_steps"] == facts["same_year_egdi_changes_agree"]
    title = "relation.timing.paths.title_rising" if both_rise else "relation.timing.paths.title"
    publish.figure(
        "relation.timing.paths",
        panels.series,
        data,
        {**facts, "listed": _each("relation.timing.paths.item", data)},
        texts={"title": title},
        x="year",
        y="value",
        panel="panel",
        line="series",
        limits={spbe: (1, 5), egdi: (0, 1)},
        breaks={spbe: {BREAK: phrase("relation.timing.paths.break", old=OLD, new=NEW)}},
    )
    publish.table(
        "relation.timing.pairs",
        result.pairs.assign(group=_headings(result, result.pairs)),
        {
            "edition": "year",
            "egdi": ".4f",
            "rank": "int",
            "spbe_year": "year",
            "published": ".2f",
            "old_basis": ".2f",
            "instrument": "int",
        },
        group="group",
    )


def correlations(result: Result) -> None:
    """All five outcomes in both pairings, what so few points allow, and that a common rise says nothing."""
    facts = result.facts
    outcome = phrase(f"relation.timing.outcome.{facts['smallest_outcome']}")
    pairing = phrase(f"relation.timing.pairing.{facts['smallest_pairing']}")
    publish.sentence("relation.timing.outcomes", None, facts, outcome=outcome, pairing=pairing)
    publish.sentence("relation.timing.small_n", COUNTED, facts)
    publish.sentence("relation.timing.rising", COUNTED, facts)
    frame = _published(result)
    publish.table(
        "relation.timing.correlations",
        frame.assign(steps=[phrase("relation.timing.steps", row) for row in frame.to_dict("records")]),
        {
            "name": "text",
            "r": ".3f",
            "placebo_share": ".0%",
            "spearman": ".2f",
            "p_one_sided": ".3f",
            "p_two_sided": ".3f",
            "steps": "text",
        },
        facts,
        group="group",
        heads=_shares("placebo_share"),
    )


def controls(result: Result) -> None:
    """OSI, which SPBE is assumed to reach, beside TII, which it does not score; and the changes of OSI."""
    facts = result.facts
    closer = phrase(f"relation.timing.closer.{facts['closer']}")
    rarer = phrase(f"relation.timing.rarer.{_rarer(facts)}")
    publish.sentence("relation.timing.controls", COUNTED, facts, rarer=rarer, closer=closer)
    publish.sentence("relation.timing.changes", COUNTED, facts)


def placebo(result: Result) -> None:
    """The distribution of r over all countries for every outcome, and what shares noise would have given."""
    facts, found = result.facts, _published(result)
    found = found[found["outcome"].isin(OUTCOMES)]
    rows = {(row["name"], row["group"]): row for row in found.to_dict("records")}
    stressed = found[found["pairing"] == result.pairing]["group"].iloc[0]
    publish.figure(
        "relation.timing.placebo",
        panels.histograms,
        _worded(result, result.countries),
        {
            **facts,
            "listed": _each("relation.timing.placebo.item", found),
            "share": facts[f"{result.pairing}_egdi_placebo_share"],
        },
        csv=result.countries,
        value="r",
        row="name",
        column="group",
        marks={place: row["r"] for place, row in rows.items()},
        notes={place: phrase("relation.timing.placebo.mark_note", row) for place, row in rows.items()},
        stressed=stressed,
        mark_word=phrase("relation.timing.placebo.mark"),
    )
    publish.sentence("relation.timing.noise", None, facts)
    noise = result.noise.pivot(index=["pairing", "outcome"], columns="kind")
    noise.columns = [f"{kind}_{what}" for what, kind in noise.columns]
    noise = noise.reindex([(pairing, name) for pairing in LAGS for name in OUTCOMES]).reset_index()
    at_most = phrase("relation.timing.noise.at_most", facts)
    publish.table(
        "relation.timing.noise",
        _worded(result, noise),
        {
            "name": "text",
            ("noise_low", "noise_high"): ".0%",
            "noise_at_most": ".0%",
            ("rising_low", "rising_high"): ".0%",
            "rising_at_most": ".0%",
        },
        facts,
        group="group",
        heads={"noise_at_most": at_most, "rising_at_most": at_most},
    )


def variants(result: Result) -> None:
    """The same with the years from the change on at the old domain weights, and the correlation of the changes."""
    facts, word = result.facts, result.facts["old_weights_decision"]
    verdict = phrase(f"relation.timing.old_weights.{word.replace(' ', '_')}")
    publish.sentence("relation.timing.old_weights", word, facts, verdict=verdict)
    old = result.correlations[result.correlations["basis"] == "old_weights"]
    frame = _published(result).merge(
        old[["pairing", "outcome", "r", "placebo_share"]], on=["pairing", "outcome"], suffixes=("", "_old")
    )
    kept = ["pairing", "outcome", "group", "name"]
    columns = {"r": ".3f", "placebo_share": ".0%", "r_old": ".3f", "placebo_share_old": ".0%"}
    columns |= {"change_r": ".3f", "change_share": ".0%"}
    publish.table(
        "relation.timing.variants",
        frame[[*kept, *columns]],
        {"name": "text", **columns},
        group="group",
        heads=_shares("placebo_share", "placebo_share_old", "change_share"),
    )


def _rarer(facts: Mapping[str, object]) -> str:
    """Which of OSI and TII has the smaller share of countries in both pairings; mixed where neither has."""
    shares = [[facts[f"{pairing}_{name}_placebo_share"] for name in ("osi", "tii")] for pairing in LAGS]
    return "osi" if all(a < b for a, b in shares) else "tii" if all(a > b for a, b in shares) else "mixed"


def _published(result: Result) -> pd.DataFrame:
    """The rows of the published index with the words of their outcome and pairing."""
    return _worded(result, result.correlations[result.correlations["basis"] == "published"])


def _worded(result: Result, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its outcomes as `name` and its pairings as `group`, in words."""
    names = [phrase(f"relation.timing.outcome.{row['outcome']}", row) for row in frame.to_dict("records")]
    return frame.assign(name=names, group=_headings(result, frame))


def _headings(result: Result, frame: pd.DataFrame) -> list[str]:
    words = {name: phrase(f"relation.timing.heading.{name}", n=result.facts[f"{name}_n"]) for name in LAGS}
    return [words[pairing] for pairing in frame["pairing"]]


def _each(key: str, rows: pd.DataFrame) -> str:
    """The text `key` of every row, in one line."""
    return "; ".join(phrase(key, row) for row in rows.to_dict("records"))


def _shares(*columns: str) -> dict[str, str]:
    """The head of columns with the share of countries of the correlation before them."""
    return dict.fromkeys(columns, phrase("relation.timing.share"))
