"""How it is told what errors of the scores would leave of a change of place, and how large they may be."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.present import publish
from analysis.present.charts import style
from analysis.present.charts.widening import widening
from analysis.present.phrases import capital, editions, named, phrase
from analysis.studies.un_movement.rank_change import SUPPOSED, Result as Change
from analysis.studies.un_movement.rank_confidence import DECISION as SETS, Result
from analysis.studies.un_movement.transient_noise import DECISION as NOISE


def answer(result: Result) -> None:
    """The findings: up to which error each change stands out, and whether errors are known to be smaller."""
    change, *span = result.changes
    if change.facts["status"] == "kept":
        publish.finding("un.certainty.change_kept", change.decision, _told(change))
    else:
        size = f"{_means(change)} {phrase('un.certainty.change.noise', change.facts)}"
        publish.finding("un.certainty.change_moved", change.decision, _told(change), noise=size, **_parts(change))
    for other in span:
        if other.facts["status"] == "kept":
            publish.finding("un.certainty.change_span_kept", other.decision, _told(other))
        else:
            parts = _parts(other, "_span")
            if change.facts["status"] == "kept":
                parts["verdict"] = f"{_means(other)} {parts['verdict']}"
            elif change.facts["status"] == other.facts["status"]:
                parts["verdict"] = phrase("un.certainty.change.verdict_too", verdict=_verdict(other, "_span"))
            publish.finding("un.certainty.change_span", other.decision, _told(other), **parts)


def sizes(result: Result) -> None:
    """What one error would leave of the change, the table for every error, and the picture."""
    change = result.changes[0]
    publish.sentence("un.certainty.change_sizes", SETS, _told(change))
    rows = pd.concat([_rows(each) for each in result.changes], ignore_index=True)
    columns = {
        "name": "text", ("low", "high"): "+d", ("least", "most"): "+d", "passed": "int", "passed_by": "int",
    }  # fmt: skip
    publish.table("un.certainty.changes", rows, columns, _told(change), group="span")
    curves = pd.concat([each.curve.assign(span=_span(each)) for each in result.changes], ignore_index=True)
    facts = _told(change)
    publish.figure(
        "un.certainty.change_errors",
        widening,
        curves,
        facts | {"listed": "; ".join(_read_out(each) for each in result.changes)},
        texts={"title": f"un.certainty.change_errors.title.{facts['status']}"},
        panel="span",
        x="sigma",
        low="low",
        high="high",
        notes={_span(each): phrase("un.certainty.change_errors.gain", each.facts) for each in result.changes},
        known=(facts["noise_low"], facts["noise_high"]),
        words={name: phrase(f"un.certainty.change_errors.{name}") for name in ("range", "known", "nought")},
        axis=phrase("un.certainty.change_errors.axis"),
    )


def noise(result: Result) -> None:
    """How large the errors are by the ups and downs of all states, and what that supposes."""
    found = result.noise
    publish.sentence("un.certainty.noise", NOISE, found.facts)
    rows = found.rows.assign(
        window=[
            phrase("un.certainty.noise.window", editions=editions(*row[:2]), states=row[2])
            for row in found.rows[["first", "last", "states"]].itertuples(index=False)
        ],
        true_changes=[phrase(f"un.certainty.noise.pace.{pace}") for pace in found.rows["pace"]],
        taken_over=[phrase(f"un.certainty.noise.over.{over}") for over in found.rows["over"]],
    )
    columns = {"true_changes": "text", "taken_over": "text", "sd": ".3f", ("low", "high"): ".3f"}
    publish.table("un.certainty.noise", rows, columns, found.facts, group="window")


def _told(change: Change) -> dict[str, object]:
    """The facts, with the country and the two ranges of places for the middle error in words."""
    facts = named(change.facts)
    return facts | {"simulated": _places(facts, "low", "high"), "certain": _places(facts, "least", "most")}


def _places(row: Mapping[str, object], fewest: str, most: str) -> str:
    return style.between(row[fewest], row[most], "+d")


def _parts(change: Change, apart: str = "") -> dict[str, str]:
    """What moved, up to which error it stands out, and how that lies to the size of the errors, in words.

    `apart`: `_span` where the words say from what that size is known, because no sentence before them does.
    """
    facts = _told(change)
    return {
        "moved": phrase(f"un.certainty.change.moved.{facts['direction']}", facts),
        "stands": phrase(f"un.certainty.change.{'some' if facts['limit'] > 0 else 'none'}", facts),
        "verdict": capital(_verdict(change, apart)),
    }


def _verdict(change: Change, apart: str) -> str:
    word = f"{change.facts['status']}{apart}"
    return phrase(f"un.certainty.change.verdict.{word}", change.facts)


def _means(change: Change) -> str:
    """The scale of the errors, and what it means to stand out."""
    return phrase("un.certainty.change.means", only=phrase(f"un.certainty.change.only.{change.facts['direction']}"))


def _rows(change: Change) -> pd.DataFrame:
    """The rows of one change for the table, with their errors and the span in words."""
    words = [
        phrase("un.certainty.confidence.scenario" if kind == SUPPOSED else f"un.certainty.changes.{kind}", sigma=sigma)
        for kind, sigma in change.rows[["kind", "sigma"]].itertuples(index=False)
    ]
    about = {"edition_from": change.facts["edition_from"], "edition_to": change.facts["edition_to"]}
    return change.rows.assign(**about, name=[capital(word) for word in words], span=_span(change))


def _span(change: Change) -> str:
    return editions(change.facts["edition_from"], change.facts["edition_to"])


def _read_out(change: Change) -> str:
    """The simulated changes of one move under every supposed error, in words."""
    supposed = change.rows[change.rows["kind"] == SUPPOSED].to_dict("records")
    told = "un.certainty.change_errors.alt_range"
    ends = ", ".join(phrase(told, row, simulated=_places(row, "low", "high")) for row in supposed)
    return phrase("un.certainty.change_errors.alt_part", span=_span(change), ends=ends)
