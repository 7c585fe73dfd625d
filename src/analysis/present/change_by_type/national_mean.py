"""How it is told why the national mean hardly moved: sentences and two tables."""

from __future__ import annotations

from analysis.present import lists, publish
from analysis.present.change_by_type.names import group_word, labelled
from analysis.present.phrases import capital, phrase
from analysis.studies.change_by_type.national_mean import DECISIONS, IMPLIED, Result

CONTRIBUTIONS = {"label": "text", "n": "int", "share": ".0%", "across": "+.3f", "old_weights": "+.3f"}
WEIGHTINGS = {
    "label": "text",
    "n": "int",
    "share": ".0%",
    "before": ".2f",
    "after": ".2f",
    "falls": "+.3f",
    "rises": "+.3f",
}


def hidden(result: Result) -> None:
    """What the types add to the change of the national mean, for the page of findings; every value of the study."""
    facts = result.facts | {"most": group_word(str(result.facts["most"]))}
    key = "types.hidden" if result.facts["falls"] < 0 else "types.hidden_rose"
    publish.finding(key, DECISIONS["hidden"], facts)
    publish.values("types.national", result.values)


def split(result: Result) -> None:
    """The parts by type, the other weightings, and why an exact split cannot be had."""
    facts = result.facts | {"most": group_word(str(result.facts["most"]))}
    publish.sentence("types.hidden_old", DECISIONS["old_weights"], facts)
    publish.table("types.contributions", labelled(result.contributions), CONTRIBUTIONS, facts)
    publish.sentence("types.hidden_range", DECISIONS["range"], facts)
    apart = facts["mean_fits"] and not facts["share_fits"]
    publish.sentence("types.hidden_exact" if apart else "types.hidden_open", DECISIONS["exact"], facts)
    label = [capital(_weighting(name)) for name in result.weightings["weighting"]]
    publish.table("types.weightings", result.weightings.assign(label=label), WEIGHTINGS, facts)
    lists.left_out()


def _weighting(name: str) -> str:
    """Where the numbers of bodies come from."""
    if name == IMPLIED:
        return phrase("types.weighting.implied")
    return phrase("types.weighting.list", year=name.removeprefix("list_"))
