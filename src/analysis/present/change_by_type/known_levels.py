"""How the evaluations with known levels are told on both instruments: sentences and a table."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.charts import style
from analysis.present.phrases import phrase
from analysis.studies.change_by_type.known_levels import BACKWARDS, DECISIONS, FORWARDS, Result

LEVELS = {
    "label": "text",
    "instrument": "text",
    "index": ".2f",
    ("other_low", "other_high"): ".2f",
    "continuing": ".0%",
    ("kept_low", "kept_high"): ".2f",
    ("needed_low", "needed_high"): ".2f",
}


def levels(result: Result) -> None:
    """Both directions, a sentence an evaluation and one on what they say together; the table."""
    for key in FORWARDS:
        facts = result.facts[key]
        needed = style.between(facts["needed_low"], facts["needed_high"], ".2f")
        publish.sentence(f"types.levels.{key}", DECISIONS[key], facts, needed=needed)
    publish.sentence(f"types.levels.{BACKWARDS}", DECISIONS[BACKWARDS], result.facts[BACKWARDS])
    together = result.facts["together"]
    one = "open" if together["backwards_open"] else "known"
    backwards = phrase(f"types.backwards.{one if together['backwards'] == 1 else 'several'}", together)
    publish.sentence("types.levels_together", DECISIONS["together"], together, backwards=backwards)
    publish.values("types.levels", result.values)
    label = [phrase("types.evaluation", row) for row in result.levels.to_dict("records")]
    publish.table("types.levels", result.levels.assign(label=label), LEVELS, result.facts["together"])
