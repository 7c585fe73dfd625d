"""How it is told what the design of the comparison decides: every design in one curve, and what each choice moves."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.charts.specification_curve import specification_curve
from analysis.present.phrases import capital, phrase
from analysis.studies.spbe_and_un.designs import SHARE
from analysis.studies.spbe_and_un.synthetic_control import Result

HEADS = {"choice_name": "text", "low_name": "text", "low": ".1%", "high_name": "text", "high": ".1%", "moves": ".1%"}


def curve(result: Result) -> None:
    """The range in a sentence, the curve of all designs, and the table of what each choice moves."""
    designs = result.designs
    facts = {**result.facts, **designs.facts}
    publish.sentence("relation.synthetic_control.designs", None, facts, choice=_choice(designs.facts["choice"]))
    frame = designs.table
    publish.figure(
        "relation.synthetic_control.designs",
        specification_curve,
        frame,
        facts,
        value=SHARE,
        choices={choice: capital(_choice(choice)) for choice in designs.declared},
        options={
            choice: {option: _option(choice, option) for option in frame[choice].unique()}
            for choice in designs.declared
        },
        form=".0%",
        main=designs.declared,
        reference=(facts["bound"], phrase("relation.synthetic_control.designs.limit")),
        texts={"source": "un.source"},
    )
    moved = designs.influence
    words = {"choice_name": [capital(_choice(choice)) for choice in moved["choice"]]}
    for end in ("low", "high"):
        words[f"{end}_name"] = [_option(*row) for row in zip(moved["choice"], moved[f"{end}_option"], strict=True)]
    publish.table("relation.synthetic_control.choices", moved.assign(**words), HEADS, facts)


def _choice(choice: str) -> str:
    return phrase(f"relation.synthetic_control.choice.{choice}")


def _option(choice: str, option: object) -> str:
    if isinstance(option, str):
        return phrase(f"relation.synthetic_control.option.{option}")
    return phrase(f"relation.synthetic_control.option.{choice}", option=option)
