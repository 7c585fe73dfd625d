"""How is it told what follows where only the totals before and after are known: sentences, figures and tables?"""

from __future__ import annotations

import numpy as np

from analysis.methods.ordering import ordered
from analysis.present import publish
from analysis.present.charts import compare
from analysis.present.instrument_change.one_institution import KEY, key, total
from analysis.present.phrases import only, phrase
from analysis.studies.instrument_change.totals_before_after import ALL_NEW, MANAGEMENT, Result, decision
from analysis.studies.shared.lists import GLOSS


def observed(result: Result) -> None:
    """How many fell and rose, and every value of the study under its key."""
    who = GLOSS.get(result.institution_type) or phrase(f"{KEY}.all_types")
    publish.values("instrument", result.values)
    if result.pairs.empty:
        publish.sentence(f"{KEY}.none", who=who)
        return
    facts = only(result.facts, "n", "fell", "rose", "with_2021", "first_year")
    publish.sentence(f"{KEY}.observed", "arithmetic fact", who=who, **facts)


def claims(result: Result) -> None:
    """Both claims over all pairs: a sentence with its decision each, and the shares by claim and variant."""
    if result.pairs.empty:
        return
    facts = result.facts
    if not facts["fell"]:
        publish.sentence(f"{KEY}.claims.no_fall", "arithmetic fact", n=facts["n"])
    else:
        _claim_sentences(result)
    rows = result.shares
    if result.new_definition == MANAGEMENT:  # one claim, not two
        rows = rows[rows["claim"] == MANAGEMENT]
    shown = rows.assign(
        what=[
            phrase(f"{KEY}.claim.all_new", new=facts["new"], weight=facts["new_weight"])
            if row.claim == ALL_NEW
            else phrase(f"{KEY}.claim.management", floor=int(row.floor), weight=facts["management_weight"])
            for row in rows.itertuples()
        ],
        which=[phrase(f"{KEY}.variant.{name}") for name in rows["variant"]],
        refuted_of_falls=rows["refuted_n"] / (rows["n"] - rows["not_needed_n"]),
    )
    publish.old_table(
        f"{KEY}.claims",
        shown,
        title=phrase(f"{KEY}.claims.title"),
        columns={
            "which": ("Pairs of totals", "text"),
            "n": ("Pairs", "int"),
            "refuted_n": ("Refuted", "int"),
            "feasible_n": ("Feasible", "int"),
            "not_needed_n": ("Not needed", "int"),
            "refuted_of_falls": ("Refuted, of falls", ".0%"),
        },
        note=phrase(f"{KEY}.claims.note"),
        group="what",
    )


def _claim_sentences(result: Result) -> None:
    facts, every = result.facts, result.shares[result.shares["variant"] == "all"]
    counts = {(row["claim"], row["floor"]): row for row in every.fillna({"floor": -1}).to_dict("records")}
    other = 1 - result.old_floor
    at, elsewhere, new = counts[MANAGEMENT, result.old_floor], counts[MANAGEMENT, other], counts[ALL_NEW, -1]
    publish.sentence(
        f"{KEY}.claims.management",
        decision(result.pairs["verdict"]),
        fell=facts["fell"],
        refuted=at["refuted_n"],
        feasible=at["feasible_n"],
        floor=result.old_floor,
        other_floor=other,
        other_refuted=elsewhere["refuted_n"],
    )
    if result.new_definition == MANAGEMENT:
        return
    # On the assumption that what continues kept its average: a bound, whatever the verdicts on it.
    publish.sentence(
        f"{KEY}.claims.all_new",
        "bounded",
        refuted=new["refuted_n"],
        feasible=new["feasible_n"],
        weight=facts["new_weight"],
        **only(facts, "fell", "new", "lowest", "continuing"),
    )
    names = ("fell", "refuted_all_levels", "refuted_whole")
    publish.sentence(f"{KEY}.claims.all_levels", "bounded", **only(facts, *names))


def pairs(result: Result) -> None:
    """Every institution that fell, with both verdicts; all pairs as CSV; and those whose effect is a point."""
    if result.pairs.empty:
        return
    frame = ordered(result.pairs, "fall", "institution_id", falling=["fall"]).reset_index(drop=True)
    publish.old_table(f"{KEY}.pairs", frame, title=phrase(f"{KEY}.pairs.title"), show=False)
    fell = frame[frame["fall"] > 0]
    if len(fell):
        publish.old_table(
            f"{KEY}.fell",
            fell.assign(
                shown_before=[total(row, "before") for row in fell.to_dict("records")],
                shown_after=[total(row, "after") for row in fell.to_dict("records")],
                claim_i=[_verdict(row["verdict"], row["rounding_decides"]) for row in fell.to_dict("records")],
                claim_ii=[_verdict(word, False) for word in fell["verdict_new"]],
            ),
            title=phrase(f"{KEY}.fell.title"),
            columns={
                "name": ("Institution", "text"),
                "shown_before": ("Before", "text"),
                "shown_after": ("After", "text"),
                "fall": ("Fall", ".2f"),
                "largest_fall": ("Management at most", ".2f"),
                "claim_i": ("Management", "text"),
                "claim_ii": ("All new", "text"),
            },
            note=phrase(f"{KEY}.fell.note", floor=result.old_floor, **only(result.facts, "new")),
        )
    if len(result.known):
        _known(result)


def _known(result: Result) -> None:
    known = result.known.assign(change=-result.known["fall"])
    known = ordered(known, "change", "institution_id").reset_index(drop=True)
    facts = {"low": known["effect"].min(), "high": known["effect"].max()}
    facts |= only(result.facts, "known", "known_fell", "known_turned")
    publish.sentence(f"{KEY}.known", "identified", **facts)
    publish.old_table(
        f"{KEY}.known",
        known,
        title=phrase(f"{KEY}.known.title"),
        columns={
            "name": ("Institution", "text"),
            "before_year": ("From", "year"),
            "after_year": ("To", "year"),
            "change": ("Change of totals", "+.2f"),
            "effect": ("Effect", "+.2f"),
            "real_change": ("At old weights", "+.2f"),
        },
        note=phrase(f"{KEY}.known.note"),
    )


def population(result: Result) -> None:
    """The identified set of the mean effect, and the intervals if the institutions had been drawn at random."""
    if result.pairs.empty:
        return
    known = len(result.known)
    frame = result.population.assign(
        what=[phrase(f"{KEY}.profile.{name}", **_known_fact(name, known)) for name in result.population["profile"]],
        point=np.nan,
    )
    sets = frame.set_index("profile")
    ends = {f"{name}_{end}": sets.loc[name, end] for name in ("old", "new") for end in ("low", "high")}
    is_open = all(sets.loc[name, "low"] < 0 < sets.loc[name, "high"] for name in ("old", "new"))
    publish.sentence(f"{KEY}.population.{'open' if is_open else 'signed'}", "bounded", n=result.facts["n"], **ends)
    publish.old_figure(
        f"{KEY}.population_sets",
        compare.intervals(
            frame,
            label="what",
            value="point",
            low="low",
            high="high",
            title=phrase(f"{KEY}.population.figure", low=ends["old_low"], high=ends["old_high"]),
            subtitle=phrase(f"{KEY}.population.subtitle", n=result.facts["n"]),
            source=phrase(f"{KEY}.source"),
            reference=(0, phrase(f"{KEY}.no_effect")),
        ),
        frame.drop(columns="point"),
        title=phrase(f"{KEY}.population.caption"),
        alt=phrase(f"{KEY}.population.alt", n=result.facts["n"], **ends),
    )
    publish.old_table(
        f"{KEY}.population",
        frame.drop(columns="point"),
        title=phrase(f"{KEY}.population.caption"),
        columns={
            "what": ("Effect at the", "text"),
            ("low", "high"): ("Set of the mean", "+.2f"),
            ("imbens_manski_low", "imbens_manski_high"): ("If drawn: Imbens-Manski", "+.2f"),
            ("stoye_low", "stoye_high"): ("If drawn: Stoye", "+.2f"),
        },
        note=phrase(f"{KEY}.population.note", n=result.facts["n"]),
    )


def _known_fact(profile: str, known: int) -> dict[str, int]:
    return {"known": known} if profile == "new_known" else {}


def _verdict(verdict: str, by_rounding: bool) -> str:
    word = phrase(f"{KEY}.verdict.{key(verdict)}")
    return phrase(f"{KEY}.verdict.by_rounding", verdict=word) if by_rounding else word
