"""Does the rise in the UN survey have to do with SPBE? The answer in one paragraph, from what bears on it."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.words import only, phrase
from analysis.studies import channel, synthetic_control, timing

KEY = "relation.answer"


def answer(series: timing.Result, control: synthetic_control.Result, ceiling: channel.Result) -> None:
    """The answer of the page. Its word is the weaker of the two studies': both must hold for an association."""
    words = {series.facts["published_decision"], control.facts["decision"]}
    word = "associated only" if words == {"associated only"} else "not supported"
    found = control.facts["detectable"]
    publish.finding(
        KEY,
        word,
        answer=phrase(f"{KEY}.{'associated' if word == 'associated only' else 'no'}"),
        r=series.facts["same_year_egdi_r"],
        n=series.facts["same_year_n"],
        placebo_share=series.facts["same_year_egdi_placebo_share"],
        blunt=phrase(f"{KEY}.blind") if found is None else phrase(f"{KEY}.blunt", detectable=found),
        **only(control.facts, "treatment", "mean", "as_large", "placebos", "p", "bound"),
        **only(ceiling.facts, "rank_from", "rank_to", "edition_from", "edition_to"),
    )
