"""How the comparable national series, and who is behind it, is told: sentences, the main figure and tables."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from matplotlib.figure import Figure

from analysis.present import publish
from analysis.present.charts import over_time
from analysis.present.phrases import editions, in_a_row, phrase, type_word
from analysis.studies.instrument_change.comparable_series import DECISIONS, OLD_BASIS, PUBLISHED, Result
from analysis.studies.shared.instruments import NEW, OLD

SERIES = {
    "year": "year",
    "assessed": "int",
    "published": ".2f",
    "old_basis": ".2f",
    "effect": "+.3f",
    ("low", "high"): ".2f",
}
NEW_BASIS = {
    "year": "year",
    "published": ".2f",
    ("low", "high"): ".2f",
    ("low_named", "high_named"): ".2f",
    "level_needed": ".2f",
}
COMPOSITION = {
    "name": "text",
    "first": "int",
    "second": "int",
    "difference": "+.3f",
    "stayers": "+.3f",
    "entrants": "+.3f",
    "leavers": "+.3f",
}
PANEL = {
    "years": "text",
    "n": "int",
    "panel_first": ".2f",
    "panel_second": ".2f",
    "panel_change": "+.2f",
    "published_change": "+.2f",
    "above_second": "+.2f",
}


def national(result: Result) -> None:
    """Whether the index rises every year on the old weights, as sentence and figure."""
    facts, data = result.facts, _named(result.lines)
    publish.sentence("instrument.comparable.old_basis", DECISIONS["old_basis"], facts)
    publish.values("instrument.comparable", result.values)
    listed = in_a_row("instrument.national_series.item", data.to_dict("records"))
    sets = in_a_row("instrument.national_series.set", data.dropna(subset="low").to_dict("records"))
    publish.figure(
        "instrument.national_series",
        over_time.line_with_break,
        data,
        {**facts, "listed": listed, "sets": sets},
        csv=result.lines,
        texts={"source": "instrument.comparable.source"},
        **_options(result),
    )


def table(result: Result) -> None:
    """The figures behind the national series."""
    frame = result.series
    # From the change on the set is the published index itself.
    same = frame["low"] == frame["high"]
    publish.table("instrument.series", frame.assign(low=frame["low"].mask(same), high=frame["high"].mask(same)), SERIES)


def national_figure(result: Result) -> tuple[Figure, tuple[str, str, str]]:
    """The main figure as it is published, with its title, subtitle and source, for the README's picture."""
    title, subtitle = (phrase(f"instrument.national_series.{part}", result.facts) for part in ("title", "subtitle"))
    drawn = over_time.line_with_break(_named(result.lines), **_options(result))
    return drawn, (title, subtitle, phrase("instrument.comparable.source"))


def new_basis(result: Result) -> None:
    """What the years before the change could have been on the new weights, and the short formula as a check."""
    facts = result.facts
    publish.sentence("instrument.comparable.new_basis", DECISIONS["new_basis"], facts)
    publish.table("instrument.comparable.new_basis", result.new_basis, NEW_BASIS, facts)
    publish.sentence("instrument.comparable.near_identity", DECISIONS["near_identity"], facts)


def composition(result: Result) -> None:
    """The change between the complete lists in stayers, entrants and leavers."""
    facts = result.facts
    publish.sentence("instrument.comparable.composition", DECISIONS["composition"], facts)
    frame = result.composition.assign(name=result.composition["type"].map(type_word))
    years = {side: str(facts[f"list_{side}"]) for side in ("first", "second")}
    publish.table("instrument.comparable.composition", frame, COMPOSITION, facts, heads=years)


def panel(result: Result) -> None:
    """The institutions known in both of two consecutive years beside the published national index."""
    publish.sentence("instrument.comparable.panel", DECISIONS["panel"], result.facts)
    pairs = zip(result.panel["first"], result.panel["second"], strict=True)
    years = [editions(*pair).replace(" ", "\u00a0") for pair in pairs]  # on one line
    publish.table("instrument.comparable.panel", result.panel.assign(years=years), PANEL)


def _named(lines: pd.DataFrame) -> pd.DataFrame:
    words = {PUBLISHED: phrase("instrument.published"), OLD_BASIS: phrase("instrument.old_basis")}
    return lines.assign(series=lines["series"].map(words))


def _options(result: Result) -> dict[str, object]:
    """Published and re-scored lines with a gap at the change, and the set before it."""
    return {
        "x": "year",
        "y": "value",
        "series": "series",
        "segment": "segment",
        "bars": ("low", "high", phrase("instrument.comparable.bars")),
        "below": dict(_assessed(result.series)),
        "breaks": {result.facts["change_year"] - 0.5: phrase("instrument.comparable.break", old=OLD, new=NEW)},
        "height": 3.7,
    }


def _assessed(series: pd.DataFrame) -> Iterator[tuple[int, str]]:
    """How many institutions were assessed, to stand under each year."""
    for row in series.itertuples():
        unknown = pd.isna(row.assessed)
        yield int(row.year), phrase("instrument.comparable.not_published") if unknown else str(int(row.assessed))
