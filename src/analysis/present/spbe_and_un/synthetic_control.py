"""How it is told whether Indonesia left its peers: the gap, its place among other states, and how blunt the tool is."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.methods.errors import InputError
from analysis.present import publish, tables
from analysis.present.charts import over_time, style
from analysis.present.charts.gap_panels import gap_panels
from analysis.present.phrases import country, listed, phrase
from analysis.studies.shared.survey import COMPONENTS, COUNTRY, LITERACY, SHORT
from analysis.studies.spbe_and_un.synthetic_control import SHOWN, Result

SCALE = 0.5  # of the figure; index points
GAPS = tables.MOST_COLUMNS - 4  # latest editions in the table of results; the CSV has all
LONGEST = 30  # rows of the table of weights that are shown
RATIOS = ("p", "p_inexact", "egdi_p", "p_tii", "p_hci", "p_backdated", "p_tii_inexact")  # shares that may be missing


def answer(result: Result) -> None:
    """The finding: gap to the synthetic control, its place among states under every design, what could be found."""
    facts = _worded(result.facts)
    dated = facts["treatment"] == facts["programme"]
    fit = "relation.synthetic_control.poor_fit" if facts["poor_fit"] else "relation.synthetic_control.usual_fit"
    publish.finding(
        "relation.synthetic_control.answer" if dated else "relation.synthetic_control.earlier_date",
        facts["decision"],
        facts,
        reason=_reason(facts),
        quality=phrase(fit, facts),
        blunt=phrase("relation.synthetic_control.found", facts),
    )
    publish.values("relation", result.values)


def results(result: Result) -> None:
    """What a synthetic control is, and the table of gaps and shares of states of each outcome."""
    facts = result.facts
    donors = phrase(f"relation.synthetic_control.donors.{facts['donors']}", facts)
    publish.sentence("relation.synthetic_control.method", None, facts, donors=donors)
    gaps = [name for name in result.results.columns if name.startswith("gap_")]
    gaps = gaps[max(0, len(gaps) - GAPS) :]
    publish.table(
        "relation.synthetic_control.results",
        result.results.assign(
            name=[phrase(f"relation.synthetic_control.outcome.{name}") for name in result.results["outcome"]]
        ),
        {"name": "text", **dict.fromkeys(gaps, "+.3f"), "fit": ".3f", "p": ".1%", "p_mean": ".1%"},
        facts,
        heads={name: phrase("relation.synthetic_control.results.gap", edition=name[4:]) for name in gaps},
    )


def gaps(result: Result) -> None:
    """Figure of the gaps of the three components side by side, Indonesia's in colour and all others' in grey."""
    p = result.results.set_index("outcome")["p"]
    frame = result.gaps[result.gaps["outcome"].isin(COMPONENTS)]
    frame = frame.assign(component=frame["outcome"].map(SHORT))
    own = frame[frame["iso3"] == COUNTRY].groupby("component", sort=False).tail(1)
    items = [phrase("relation.synthetic_control.gaps.item", row) for row in own.to_dict("records")]
    beyond = int((frame["gap"].abs() > SCALE).sum())
    publish.figure(
        "relation.synthetic_control.gaps",
        gap_panels,
        frame,
        {**result.facts, "listed": "; ".join(items), "beyond": beyond},
        csv=frame[["component", "iso3", "edition", "gap"]],
        panel="component",
        x="edition",
        y="gap",
        unit="iso3",
        subject=COUNTRY,
        notes={SHORT[name]: _as_far(p[name]) for name in COMPONENTS},
        date=result.treatment,
        limits=(-SCALE, SCALE),
        texts={"source": "relation.synthetic_control.gaps.source"},
    )


def path(result: Result, outcome: str) -> None:
    """Figure of one outcome: Indonesia beside its synthetic control. Raises InputError for an unknown outcome."""
    data = result.path[result.path["outcome"] == outcome]
    if data.empty:
        raise InputError(f"outcome {outcome!r}: no such outcome; choose among {', '.join(result.results['outcome'])}")
    own, control = result.facts["country"], phrase("relation.synthetic_control.path.control")
    words = {"short": SHORT[outcome], "name": phrase(f"relation.synthetic_control.outcome.{outcome}")}
    row = result.results[result.results["outcome"] == outcome].to_dict("records")[0]
    publish.figure(
        "relation.synthetic_control.path",
        over_time.path_lines,
        data.rename(columns={"own": own, "control": control}).melt("edition", [own, control], "unit", "score"),
        {**result.facts, **row, **data.to_dict("records")[-1], **words},
        csv=data,
        x="edition",
        y="score",
        unit="unit",
        subjects=[own, control],
        ranks=False,
        values=False,
        form=".1f",
        limits=(0, 1),
        texts={"source": "un.source"},
    )


def checks(result: Result) -> None:
    """The negative controls, other donors and positions, and other looks at the gap."""
    facts, variants, looks = _worded(result.facts), result.variants, result.looks
    could = facts["needed_backdated"] is not None
    earlier = "relation.synthetic_control.needed_backdated"
    publish.sentence(
        "relation.synthetic_control.controls",
        None,
        facts,
        literacy=LITERACY,
        counted=phrase(f"relation.synthetic_control.counted.{_counted(result.facts)}", facts),
        earlier=phrase(earlier if could else "relation.synthetic_control.needed_backdated_none", facts),
    )
    publish.sentence("relation.synthetic_control.other_looks", None, facts)
    scale = variants["positions"].map({False: "values", True: "positions"})
    publish.table(
        "relation.synthetic_control.variants",
        variants.assign(
            rule=[phrase(f"relation.synthetic_control.rule.{name}") for name in variants["donors"]],
            scale=[phrase(f"relation.synthetic_control.scale.{name}") for name in scale],
        ),
        {
            **dict.fromkeys(("rule", "scale"), "text"),
            **dict.fromkeys(("p_osi", "p_tii", "p_hci", "p_backdated"), ".1%"),
        },
        facts,
    )
    publish.table(
        "relation.synthetic_control.looks",
        looks.assign(name=[phrase(f"relation.synthetic_control.look.{name}") for name in looks["look"]]),
        {"name": "text", **dict.fromkeys(looks.columns[1:], "+.3f")},
        facts,
        heads=SHORT,
    )


def weights(result: Result) -> None:
    """The donors that make up the synthetic control of each outcome; only the CSV where they are many."""
    columns = {"country": "text", **{name: ".3f" for name in result.weights.columns if name in SHORT}}
    publish.table(
        "relation.synthetic_control.weights",
        result.weights.assign(country=[country(iso3, plain=True) for iso3 in result.weights["iso3"]]),
        columns if len(result.weights) <= LONGEST else None,
        result.facts,
        heads=SHORT,
    )


def power(result: Result) -> None:
    """How large a true move would have to be: a sentence and a table of planted effects."""
    facts = result.facts
    would = "relation.synthetic_control.needed_none" if facts["needed"] is None else "relation.synthetic_control.needed"
    publish.sentence(
        "relation.synthetic_control.blunt",
        None,
        facts,
        blunt=_detectable(facts, "ratio"),
        by_mean=_detectable(facts, "mean"),
        needed=phrase(would, facts),
    )
    shown = pd.concat([result.power[(result.power["effect"] - effect).abs() < 1e-9] for effect in SHOWN])
    columns = {"effect": "+.2f", "ratio": ".1%", "mean": ".1%"}
    publish.table("relation.synthetic_control.power", shown, columns, facts)


def _counted(facts: Mapping[str, object]) -> str:
    """Whether telecommunication is on the same side of the bound without the states whose control fits exactly."""
    shares = facts["p_tii"], facts["p_tii_inexact"]
    crossed = not any(map(pd.isna, shares)) and len({share <= facts["bound"] for share in shares}) > 1
    return "other" if crossed else "same"


def _p(value: float) -> str:
    """A share of states by the ratio in words; a missing one says why."""
    return phrase("relation.synthetic_control.undefined") if pd.isna(value) else style.written(value, ".1%")


def _as_far(share: float) -> str:
    """The share of states, as it stands above a panel; where the control fits exactly there is none."""
    if pd.isna(share):
        return phrase("relation.synthetic_control.gaps.exact")
    return phrase("relation.synthetic_control.gaps.note", p=style.written(share, ".1%"))


def _worded(facts: Mapping[str, object]) -> dict[str, object]:
    """The facts with the shares by ratios as `_p` writes them."""
    return {**facts, **{name: _p(facts[name]) for name in RATIOS}}


def _reason(facts: Mapping[str, object]) -> str:
    """Why the rule decides as it does, in words."""
    names = [phrase(f"relation.synthetic_control.control.{name}", facts) for name in facts["broken"]]
    words = {"names": listed(names)} if facts["reason"] == "control" else {}
    return phrase(f"relation.synthetic_control.reason.{facts['reason']}", facts, **words)


def _detectable(facts: Mapping[str, object], by: str) -> str:
    """The smallest effect that is found often enough, by the ratio or by the mean gap, in words."""
    if facts[f"detectable_{by}"] is None:
        return phrase(f"relation.synthetic_control.undetectable.{by}", facts)
    return phrase(f"relation.synthetic_control.detectable.{by}", facts)
