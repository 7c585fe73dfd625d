"""What would a referee ask of the accounting? Each sentence is a question and its answer."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.phrases import named
from analysis.present.un_movement.rank_accounting import redefined
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED
from analysis.studies.un_movement.own_and_others import decide
from analysis.studies.un_movement.rank_accounting import Result


def asked(result: Result) -> None:
    """Own work, a new measure, other weights, and the cause."""
    facts = named({**result.facts, **result.split.facts})
    publish.sentence("un.accounting.asked.own", decide(facts["own_low"], facts["own_high"]), facts)
    if result.redefined:
        publish.sentence("un.accounting.asked.measure", CANNOT_BE_DECIDED, facts, components=redefined(result))
    elif facts["recorded_from"] <= facts["edition_from"] and facts["edition_to"] <= facts["recorded_to"]:
        publish.sentence("un.accounting.asked.measure_none", None, facts)
    else:
        publish.sentence("un.accounting.asked.measure_unknown", CANNOT_BE_DECIDED, facts)
    word = decide(facts["paired_osi_weight_low"], facts["paired_osi_weight_high"])
    publish.sentence("un.accounting.asked.weights", word, facts)
    publish.sentence("un.accounting.asked.cause", CANNOT_BE_DECIDED, facts)
