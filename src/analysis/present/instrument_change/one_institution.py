"""How is it told what one institution's fall can owe to the change of instrument: two claims, and a bound diagram?"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from analysis.present import publish
from analysis.present.charts import bound_diagram, style
from analysis.present.phrases import only, phrase
from analysis.studies.instrument_change.totals_before_after import DECISIONS, MANAGEMENT, Result

KEY = "instrument.falls"


def limits_data(result: Result) -> pd.DataFrame:
    """What the two causes can do to the total of one institution: reach, and what it leaves of the fall."""
    one, facts = result.one, result.facts
    words = key(one["verdict_new"])
    needed = {} if words == "not_needed" else {"needed": one["needed_level"], "lowest": facts["lowest"]}
    new = phrase(
        f"{KEY}.reach.new_{words}",
        new=facts["new"],
        weight=facts["new_weight"],
        reach=one["largest_fall_new"],
        **needed,
    )
    management = phrase(f"{KEY}.reach.management", weight=facts["management_weight"], reach=one["largest_fall"])
    rests = [one["rest"], one["rest_new"]]
    frame = pd.DataFrame(
        {
            "cause": [management, new],
            "largest_fall": [one["largest_fall"], one["largest_fall_new"]],
            "rest": rests,
            "rest_label": [phrase(f"{KEY}.reach.rest", rest=rest) for rest in rests],
        }
    )
    return frame.head(1) if result.new_definition == MANAGEMENT else frame  # one cause, not two


def limits_figure(result: Result) -> Figure:
    """The bound diagram of one institution."""
    one, facts = result.one, result.facts
    years = only(one, "name", "before_year", "after_year")
    return bound_diagram.reach(
        limits_data(result),
        label="cause",
        value="largest_fall",
        rest="rest",
        rest_label="rest_label",
        start=one["before"],
        end=one["after"],
        start_label=total(one, "before"),
        end_label=total(one, "after"),
        observed=phrase(f"{KEY}.reach.{_moved(one)}", change=abs(one["fall"])),
        title=phrase(f"{KEY}.limits.{key(one['verdict'])}", **_limits_facts(one)),
        subtitle=phrase(f"{KEY}.limits.subtitle", **years, **only(facts, "lowest", "top")),
        source=phrase(f"{KEY}.source"),
        scale=(facts["lowest"], facts["top"]),
    )


def one_institution(result: Result) -> None:
    """Both claims for one institution: sentences with their decision, and the bound diagram."""
    one, facts = result.one, result.facts
    totals = only(one, "name", "before", "before_year", "after", "after_year")
    word = key(one["verdict"])
    more = {"fall": one["fall"]} if one["fall"] > 0 else {}
    if word == "refuted":
        more |= {"share": one["largest_share"], "rest": one["rest"], "decline": facts["least_decline"]}
        more |= {"flat": one["needed_level_flat"], "lowest": facts["lowest"]}
    publish.sentence(
        f"{KEY}.institution.{word}", DECISIONS[one["verdict"]], largest=one["largest_fall"], **totals, **more
    )
    if one["rounding_decides"]:
        publish.sentence(f"{KEY}.rounding", name=one["name"])
    if one["fall"] > 0 and result.new_definition != MANAGEMENT:
        publish.sentence(
            f"{KEY}.needed.{key(one['verdict_new'])}",
            "bounded",  # on the assumption that what continues kept its average
            needed=one["needed_level"],
            before=one["before"],
            weight=facts["new_weight"],
            **only(facts, "continuing", "new", "lowest"),
        )
    publish.sentence(f"{KEY}.third", "bounded", low=one["third_low"], high=one["third_high"], before=one["before"])
    if pd.notna(one["effect"]):
        publish.sentence(f"{KEY}.point", "identified", **only(one, "name", "after_year", "effect", "real_change"))
    data = limits_data(result)
    publish.old_figure(
        f"{KEY}.limits",
        limits_figure(result),
        data.drop(columns="rest_label"),
        title=phrase(f"{KEY}.limits.caption", name=one["name"]),
        alt=phrase(f"{KEY}.limits.alt", **totals, listed="; ".join(data["cause"])),
    )


def assumptions(result: Result) -> None:
    """What each assumption adds to the bounds of one institution."""
    named = result.assumptions["assumption"].map(lambda name: phrase(f"{KEY}.assumption.{name}"))
    publish.old_table(
        f"{KEY}.assumptions",
        result.assumptions.assign(what=named),
        title=phrase(f"{KEY}.assumptions.title", name=result.one["name"]),
        columns={
            "what": ("Assumption", "text"),
            ("old_low", "old_high"): ("Old profile", "+.3f"),
            ("new_low", "new_high"): ("New profile", "+.3f"),
        },
        note=phrase(f"{KEY}.assumptions.note"),
    )


def _limits_facts(one: pd.Series) -> dict[str, object]:
    """What the title of the bound diagram states, by verdict."""
    if one["verdict"] == "not needed":
        return {"largest": one["largest_fall"]}
    return {"largest": one["largest_fall"], "fall": one["fall"]}


def _moved(one: pd.Series) -> str:
    return "fell" if one["fall"] > 0 else "rose"


def key(verdict: str) -> str:
    """A verdict as part of a key."""
    return verdict.replace(" ", "_")


def total(row: Mapping, when: str) -> str:
    """A total with its year: 2.50 (2019)."""
    return f"{style.written(row[when], '.2f')} ({row[f'{when}_year']})"
