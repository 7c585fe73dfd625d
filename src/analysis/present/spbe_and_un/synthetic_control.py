"""How it is told whether Indonesia left its peers: the gap, its place among other states, and how blunt the tool is."""

from __future__ import annotations

import pandas as pd

from analysis.methods.errors import InputError
from analysis.present import publish, tables
from analysis.present.charts import over_time, style
from analysis.present.charts.gap_panels import gap_panels
from analysis.present.phrases import listed, only, phrase
from analysis.studies.shared.survey import COMPONENTS, COUNTRY, SHORT
from analysis.studies.spbe_and_un.synthetic_control import SHOWN, Result

NAMES = {
    "osi": "Online Service Index (OSI)",
    "tii": "Telecommunication Infrastructure Index (TII)",
    "hci": "Human Capital Index (HCI)",
    "egdi": "E-Government Development Index (EGDI)",
}
KEY = "relation.synthetic_control"
SCALE = 0.5  # of the figure; index points
GAPS = tables.MOST_COLUMNS - 4  # latest editions in the table of results; the CSV has all
LONGEST = 30  # rows of the table of weights that are shown


def answer(result: Result) -> None:
    """The finding: gap to the synthetic control, its place among the other states, the rule, what could be found."""
    facts = result.facts
    names = ("country", "treatment", "programme", "first", "last", "mean", "placebos")
    publish.finding(
        f"{KEY}.{'answer' if facts['treatment'] == facts['programme'] else 'earlier_date'}",
        facts["decision"],
        reason=_reason(facts),
        quality=phrase(f"{KEY}.{'poor' if facts['poor_fit'] else 'usual'}_fit", **only(facts, "better_fit")),
        blunt=_blunt(facts),
        p=_p(facts["p"]),
        **only(facts, *names, "as_large", "as_far", "p_mean"),
    )
    publish.values("relation", result.values)


def results(result: Result) -> None:
    """What a synthetic control is, and the table of gaps and p values of each outcome."""
    facts = result.facts
    names = ("states", "editions_before", "treatment", "weighted")
    donors = phrase(f"{KEY}.donors_{facts['donors']}", n=facts["n_donors"])
    publish.sentence(f"{KEY}.method", donors=donors, **only(facts, *names))
    gaps = [name for name in result.results.columns if name.startswith("gap_")]
    gaps = gaps[max(0, len(gaps) - GAPS) :]
    publish.old_table(
        f"{KEY}.results",
        result.results.assign(name=[NAMES[name] for name in result.results["outcome"]]),
        title=phrase(f"{KEY}.results.title", **only(facts, "country", "treatment")),
        columns={
            "name": ("Outcome", "text"),
            **{name: (f"Gap {name[4:]}", "+.3f") for name in gaps},
            "fit": ("Fit before", ".3f"),
            "p": ("p of the ratio", ".3f"),
            "p_mean": ("p of mean gap", ".3f"),
        },
        note=phrase(f"{KEY}.results.note", **only(facts, "placebos", "bound", "treatment")),
    )


def gaps(result: Result) -> None:
    """Figure of the gaps of the three components side by side, Indonesia's in colour and all others' in grey."""
    facts, table = result.facts, result.results.set_index("outcome")
    frame = result.gaps[result.gaps["outcome"].isin(COMPONENTS)]
    frame = frame.assign(component=frame["outcome"].map(SHORT))
    notes = {SHORT[name]: phrase(f"{KEY}.gaps.note", p=_p(table.loc[name, "p"])) for name in COMPONENTS}
    shared = only(facts, "country", "treatment")
    figure = gap_panels(
        frame,
        panel="component",
        x="edition",
        y="gap",
        unit="iso3",
        subject=COUNTRY,
        notes=notes,
        date=facts["treatment"],
        limits=(-SCALE, SCALE),
        title=phrase(f"{KEY}.gaps.title", **only(facts, "mean", "as_large", "placebos"), **shared),
        subtitle=phrase(f"{KEY}.gaps.subtitle", placebos=facts["placebos"], **shared),
        source=phrase(f"{KEY}.beyond", source=phrase("un.source"), n=int((frame["gap"].abs() > SCALE).sum())),
    )
    own = frame[frame["iso3"] == COUNTRY]
    last = own.groupby("component", sort=False).last()[["edition", "gap"]]
    told = "; ".join(f"{name} {style.written(gap, '+.2f')} ({edition})" for name, edition, gap in last.itertuples())
    publish.old_figure(
        f"{KEY}.gaps",
        figure,
        frame[["component", "iso3", "edition", "gap"]],
        title=phrase(f"{KEY}.gaps.caption", **shared),
        alt=phrase(f"{KEY}.gaps.alt", listed=told, placebos=facts["placebos"], **shared),
    )


def path(result: Result, outcome: str) -> None:
    """Figure of one outcome: Indonesia beside its synthetic control."""
    facts, own = result.facts, result.facts["country"]
    data = result.path[result.path["outcome"] == outcome]
    if data.empty:
        raise InputError(f"outcome {outcome!r}: no such outcome; choose among {', '.join(result.results['outcome'])}")
    control = phrase(f"{KEY}.path.control")
    long = data.rename(columns={"own": own, "control": control}).melt("edition", [own, control], "unit", "score")
    shared = {"name": NAMES[outcome], **only(facts, "country", "treatment")}
    row = result.results.set_index("outcome").loc[outcome]
    last = data.iloc[-1]
    figure = over_time.path_lines(
        long,
        x="edition",
        y="score",
        unit="unit",
        subjects=[own, control],
        ranks=False,
        values=False,
        form=".1f",
        limits=(0, 1),
        title=phrase(
            f"{KEY}.path.title",
            short=SHORT[outcome],
            mean=row["mean"],
            as_large=int(row["as_large"]),
            placebos=int(row["placebos"]),
            **only(facts, "country", "treatment"),
        ),
        subtitle=phrase(f"{KEY}.path.subtitle", **only(shared, "name", "treatment")),
        source=phrase("un.source"),
    )
    publish.old_figure(
        f"{KEY}.path",
        figure,
        data,
        title=phrase(f"{KEY}.path.caption", **shared),
        alt=phrase(f"{KEY}.path.alt", edition=int(last["edition"]), own=last["own"], control=last["control"], **shared),
    )


def checks(result: Result) -> None:
    """The negative controls, other donors and positions, and other looks at the gap."""
    facts, variants = result.facts, result.variants
    p = {f"p_{name}": _p(value) for name, value in facts["controls"].items()}
    needed = only(facts, "needed_backdated")
    publish.sentence(
        f"{KEY}.controls",
        broken=len(facts["broken"]),
        n=len(p),
        p_tii_inexact=_p(facts["p_tii_inexact"]),
        earlier=phrase(f"{KEY}.earlier_none") if None in needed.values() else phrase(f"{KEY}.earlier", **needed),
        **p,
        **only(facts, "backdated", "bound", "mean_backdated", "exact_tii"),
    )
    names = ("p_mean_up", "exact", "weighted", "last", "low_without_one", "high_without_one", "country")
    counts = ("variants", "variants_not_supported", "osi_passes", "tii_breaks", "tii_exact")
    others = {name: _p(facts[name]) for name in ("egdi_p", "p_inexact")}
    publish.sentence(f"{KEY}.other_looks", **others, **only(facts, *names, *counts))
    scale = variants["positions"].map({False: phrase(f"{KEY}.scale_values"), True: phrase(f"{KEY}.scale_positions")})
    publish.old_table(
        f"{KEY}.variants",
        variants.assign(rule=[phrase(f"{KEY}.rule_{name}") for name in variants["donors"]], scale=scale),
        title=phrase(f"{KEY}.variants.title", **only(facts, "treatment")),
        columns={
            "rule": ("Donors", "text"),
            "scale": ("Measured in", "text"),
            "p_osi": ("p OSI", ".3f"),
            "p_tii": ("p TII", ".3f"),
            "p_hci": ("p HCI", ".3f"),
            "p_backdated": (f"p OSI {facts['backdated']}", ".3f"),
            "verdict": ("By the rule", "text"),
        },
        note=phrase(f"{KEY}.variants.note", **only(facts, "bound", "backdated")),
    )
    publish.old_table(
        f"{KEY}.looks",
        result.looks.assign(name=[phrase(f"{KEY}.look_{name}") for name in result.looks["look"]]),
        title=phrase(f"{KEY}.looks.title", **only(facts, "country", "treatment")),
        columns={"name": ("Comparison", "text"), **{name: (SHORT[name], "+.3f") for name in result.looks.columns[1:]}},
        note=phrase(f"{KEY}.looks.note", **only(facts, "treatment")),
    )


def weights(result: Result) -> None:
    """The donors that make up the synthetic control of each outcome; only the CSV where they are many."""
    table, outcomes = result.weights, [name for name in result.weights.columns if name in SHORT]
    publish.old_table(
        f"{KEY}.weights",
        table,
        title=phrase(f"{KEY}.weights.title", **only(result.facts, "country", "treatment")),
        columns={"country": ("Donor", "text"), **{name: (SHORT[name], ".3f") for name in outcomes}},
        note=phrase(f"{KEY}.weights.note"),
        show=len(table) <= LONGEST,
    )


def power(result: Result) -> None:
    """How large a true move would have to be: a sentence and a table of planted effects."""
    facts = result.facts
    names = ("small", "power_small", "middle", "power_middle", "size", "controls_clear")
    if facts["needed"] is None:
        needed = phrase(f"{KEY}.needed_none", **only(facts, "country"))
    else:
        needed = phrase(f"{KEY}.needed", **only(facts, "country", "needed", "moved"))
    words = {"blunt": _blunt(facts), "by_mean": _blunt(facts, "_mean"), "needed": needed}
    publish.sentence(f"{KEY}.blunt", **words, **only(facts, *names))
    shown = pd.concat([result.power[(result.power["effect"] - effect).abs() < 1e-9] for effect in SHOWN])
    publish.old_table(
        f"{KEY}.power",
        shown,
        title=phrase(f"{KEY}.power.title"),
        columns={
            "effect": ("Planted effect", "+.2f"),
            "ratio": ("Found by the ratio", ".1%"),
            "mean": ("Found by the mean gap", ".1%"),
        },
        note=phrase(f"{KEY}.power.note", **only(facts, "bound", "placebos", "treatment")),
    )


def _p(value: float) -> str:
    """A p of the ratio in words; a missing one says why."""
    return phrase(f"{KEY}.undefined") if pd.isna(value) else style.written(value, ".3f")


def _reason(facts: dict) -> str:
    """Why the rule decides as it does, in words."""
    if facts["treatment"] != facts["programme"]:
        return phrase(f"{KEY}.earlier_{'nothing' if facts['osi_breaks'] else 'something'}", bound=facts["bound"])
    dated = {"backdated": only(facts, "backdated")}
    names = [phrase(f"{KEY}.control_{name}", **dated.get(name, {})) for name in facts["broken"]]
    key = {(True, False): "osi", (False, True): "control", (True, True): "both", (False, False): "none"}
    named = {"names": listed(names)} if names else {}
    return phrase(f"{KEY}.reason_{key[facts['osi_breaks'], bool(names)]}", bound=facts["bound"], **named)


def _blunt(facts: dict, by: str = "") -> str:
    """The smallest effect that is found often enough, by the ratio or by the mean gap, in words."""
    smallest = facts[f"detectable{by}"]
    if smallest is None:
        return phrase(f"{KEY}.detectable_none{by}", wanted=facts["wanted"])
    return phrase(f"{KEY}.detectable{by}", smallest=smallest, wanted=facts["wanted"])
