"""What did the change of instrument do, in a dozen plain sentences? One page for a reader with one minute.

Each sentence repeats a result of a study with its decision word; nothing is computed but differences of what the
studies found. A finding whose study has nothing to say in a run (no pairs of a type) is left out.
"""

from __future__ import annotations

from analysis.present import publish
from analysis.present.phrases import bodies, only
from analysis.studies.instrument_change import (
    comparable_series,
    effects,
    indicators,
    other_explanations,
    totals_before_after,
)
from analysis.studies.instrument_checks import multiverse
from analysis.studies.shared.lists import GLOSS

KEY = "instrument.findings"


def claim(effect: effects.Result, fall: totals_before_after.Result, concordance: indicators.Result) -> None:
    """The sentence of the press as a rule for all: what speaks for it and what against."""
    if not fall.facts["fell"]:
        return
    facts = {"listed": effect.facts["n"], "mean_effect": abs(effect.facts["mean_effect"])}
    facts |= only(effect.facts, "negative") | only(fall.facts, "n", "rose", "fell", "refuted_management")
    facts |= only(concordance.facts["domain_means"], "year", "low", "high")
    # As a rule it would have to hold for those that rose, and for the falls that are too large for it.
    against = fall.facts["rose"] + fall.facts["refuted_management"]
    word = "not supported" if against else "associated only"
    publish.finding(f"{KEY}.claim", word, net=concordance.facts["concordance"]["net"], **facts)


def arithmetic(series: comparable_series.Result, effect: effects.Result, concordance: indicators.Result) -> None:
    """What is certain: the weights' effect on every institution and on the nation, and what the net count hides."""
    names, kind = ("shown_year", "n", "negative", "mean_effect"), GLOSS.get(effect.institution_type, "institutions")
    publish.finding(f"{KEY}.institutions", "identified", kind=kind, **only(effect.facts, *names))
    facts = only(series.facts, "before_year", "change_year", "over_change", "published_over_change")
    publish.finding(f"{KEY}.nation", "bounded", **facts)
    counts = only(
        concordance.facts["concordance"],
        "net", "unchanged", "new_added_count", "new_added_weight", "old_dropped_count", "old_dropped_weight",
        "old_continuing_count", "new_continuing_count",
    )  # fmt: skip
    publish.finding(f"{KEY}.counts", "arithmetic fact", **counts)


def unknown(effect: effects.Result, concordance: indicators.Result) -> None:
    """What new, dropped and reworded indicators inside the old domains leave open, on average over the list."""
    rows = concordance.domain_means.set_index(["unit", "year"])
    row = rows.loc[("listed", effect.shown_year)]
    publish.finding(f"{KEY}.rewording", "bounded", harder=abs(effect.facts["turns_at"]), **only(row, "low", "high"))


def bounds(fall: totals_before_after.Result) -> None:
    """What two totals allow, for all known falls and for one institution."""
    facts = fall.facts
    if facts["fell"]:
        names = ["fell", "refuted_management"]
        if fall.new_definition == "official":  # levels that may stand anywhere are bounded for the official list
            publish.finding(
                f"{KEY}.falls", "bounded", **only(facts, *names, "new", "refuted_new", "refuted_all_levels")
            )
        else:
            publish.finding(f"{KEY}.falls_management", "bounded", **only(facts, *names))
    one = fall.one
    if one["fall"] > 0:
        named = only(one, "name", "before", "before_year", "after", "after_year")
        word = one["verdict"]
        publish.finding(
            f"{KEY}.one_{word}",
            totals_before_after.DECISIONS[word],
            largest=one["largest_fall"],
            fall=one["fall"],
            **named,
        )
    if facts["known_fell"]:
        names = ("known_fell", "known_turned", "known_at_once", "first_year")
        publish.finding(f"{KEY}.known", "identified", **only(facts, *names))


def others(rival: other_explanations.Result, choices: multiverse.Result) -> None:
    """What else could have made scores fall, and what other analysts would have found."""
    if rival.facts["fallen"]:
        names = ("first", "second", "lost", "fallen", "within_measured")
        kind = bodies(rival.institution_type)
        publish.finding(f"{KEY}.regression", "associated only", kind=kind, **only(rival.facts, *names))
    names = ("early_first", "early_last", "difference_low", "difference_high")
    publish.finding(f"{KEY}.selection", "arithmetic fact", **only(rival.facts, *names))
    names = ("n_as_strict", "low_as_strict", "high_as_strict", "low", "high", "shift")
    publish.finding(f"{KEY}.choices", "bounded", **only(choices.facts["effects"], *names))
