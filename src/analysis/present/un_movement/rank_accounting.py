"""How it is told through which component the places were gained: by pairs, for all states at once.

All in places gained, plus is up, as the study counts them.
"""

from __future__ import annotations

import pandas as pd

from analysis.present import cards, publish
from analysis.present.charts import scatter, waterfall
from analysis.present.phrases import country, editions, heading, in_a_row, listed, named, phrase
from analysis.present.un_movement.places_in_words import component, whole, written, written_short
from analysis.studies.shared.survey import COMPONENTS, SHORT
from analysis.studies.un_movement.rank_accounting import BOTH, DECISION, PAIRS, Result


def answer(result: Result) -> None:
    """The finding: the move, and the places through each component for all states at once; all values."""
    facts = named(result.facts)
    went = phrase("un.accounting.went" if facts["gained"] else "un.accounting.stayed", facts)
    osi, tii, hci = (facts[pair] for pair in PAIRS)
    counted = phrase("un.accounting.counted", osi=written(osi), tii=written_short(tii), hci=written_short(hci))
    if result.redefined:
        counted += " " + phrase("un.accounting.caution", components=redefined(result))
    key = "un.accounting.answer_recomputed" if facts["recomputed"] else "un.accounting.answer"
    publish.finding(key, DECISION, facts, went=went, counted=counted)
    in_short = phrase("un.card.went" if facts["gained"] else "un.accounting.stayed", facts)  # the card tells the years
    told = facts | {"went": in_short, "osi": written(osi), "tii": written_short(tii), "hci": written_short(hci)}
    texts = {"verdict": "un.card.verdict_recomputed"} if facts["recomputed"] else {}
    if result.redefined:
        told["components"] = redefined(result)
        texts["why"] = "un.card.why_redefined"
    cards.publish("un.card", DECISION, told, **texts)
    publish.values("un", {**result.values, **result.split.values})


def steps_between(result: Result) -> None:
    """Figure: the waterfall from one rank to the other, by component for all states at once."""
    facts, data = named(result.facts), _waterfall(result)
    ranks = phrase("un.accounting.waterfall.moved" if facts["gained"] else "un.accounting.waterfall.stayed", facts)
    title = "un.accounting.waterfall.title_recomputed" if facts["recomputed"] else "un.accounting.waterfall.title"
    alt = "un.accounting.waterfall.alt" if facts["gained"] else "un.accounting.waterfall.alt_stayed"
    told = {"ranks": ranks, "osi": written(facts["paired_osi"]), "told": _below(result)}
    publish.figure(
        "un.accounting.waterfall",
        waterfall.rank_steps,
        data,
        facts | told | {"steps": in_a_row("un.accounting.waterfall.step", data.to_dict("records"))},
        csv=data[["component", "gained"]],
        texts={"title": title, "alt": alt},
        label="label",
        gained="gained",
        text="text",
        side="whose",
        start=(phrase("un.accounting.waterfall.end", edition=facts["edition_from"]), facts["rank_from"]),
        end=(phrase("un.accounting.waterfall.end", edition=facts["edition_to"]), facts["rank_to"]),
        axis=phrase("un.accounting.waterfall.rank"),
    )


def parts(result: Result) -> None:
    """Table of the components by pairs, what the order of exchange does, and what a common scale does."""
    facts = named(result.facts)
    frame = result.players[result.players["side"] == BOTH].rename(columns={"shapley": "average"})
    frame = frame.assign(name=frame["component"].map(component))
    columns = {"name": "text", "average": "+.1f", "first_in": "+d", "last_in": "+d"}
    publish.table("un.accounting.players", frame[["component", "name", *list(columns)[1:]]], columns, facts)
    ends = (facts["paired_osi_first"], facts["paired_osi_last"])
    first, last = whole(ends[0]), whole(ends[1])
    publish.sentence("un.accounting.order", DECISION, facts, first=first, last=last)
    scaled = named(result.split.facts)
    same = written(scaled["paired_osi_scale_low"]) == written(scaled["paired_osi_scale_high"])
    publish.sentence("un.accounting.scale_same" if same else "un.accounting.scale", DECISION, scaled)


def steps(result: Result) -> None:
    """Table of the same for every step that the national SPBE index spans."""
    spans = [editions(*span) for span in result.steps[["edition_from", "edition_to"]].itertuples(index=False)]
    columns = {"editions": "text", ("rank_from", "rank_to"): "int", **dict.fromkeys(PAIRS, "+.1f"), "gained": "+d"}
    heads = dict(zip(PAIRS, (SHORT[name] for name in COMPONENTS), strict=True))
    publish.table("un.accounting.steps", result.steps.assign(editions=spans), columns, named(result.facts), heads=heads)


def measures(result: Result) -> None:
    """What a change of the UN's method, or of the states ranked, may have to do with it."""
    facts = named(result.facts)
    if result.redefined:
        publish.sentence("un.accounting.redefined", None, facts, components=redefined(result))
    if facts["edition_from"] < facts["recorded_from"]:
        publish.sentence("un.accounting.unrecorded", None, facts)
    if facts["edition_to"] > facts["recorded_to"]:
        publish.sentence("un.accounting.unrecorded_later", None, facts)
    if facts["came_or_left"]:
        publish.sentence("un.accounting.came_or_left", None, facts)


def cloud(result: Result) -> None:
    """Sentence and figure: the country among all states, by the places through online services."""
    facts, frame = named(result.facts), result.cloud
    facts |= {"osi": written(facts["paired_osi"]), "change": whole(facts["gained"]), "n": len(frame)}
    publish.sentence("un.accounting.cloud", DECISION, facts)
    own = result.move.country
    label = frame["iso3"].map(lambda iso3: country(iso3, plain=True) if iso3 == own else "")
    data = pd.DataFrame({"osi": frame["paired_osi"], "all": frame["gained"], "named": label})
    low, high = data[["osi", "all"]].min().max(), data[["osi", "all"]].max().min()
    publish.figure(
        "un.accounting.cloud",
        scatter.crowd,
        data,
        facts,
        csv=frame,
        x="osi",
        y="all",
        label="named",
        axes=(phrase("un.accounting.cloud.x"), phrase("un.accounting.cloud.y")),
        line=((low, low), (high, high), ""),  # what the line is stands in the subtitle
        forms=("d", "d"),
    )


def redefined(result: Result) -> str:
    """The components that the UN measured in another way, listed."""
    return listed([component(name) for name in result.redefined])


def _waterfall(result: Result) -> pd.DataFrame:
    """The three steps with their words."""
    gained = [result.facts[pair] for pair in PAIRS]
    return pd.DataFrame({"component": COMPONENTS, "gained": gained}).assign(
        label=[phrase(f"un.accounting.waterfall.component.{name}") for name in COMPONENTS],
        text=[written_short(step) for step in gained],
        whose=heading("un.accounting.side.both", named(result.facts)),
    )


def _below(result: Result) -> str:
    """What stands below the title of the waterfall: how it counts, and what to be careful about."""
    told = [phrase("un.accounting.waterfall.counted")]
    if result.facts["recomputed"]:
        told.append(phrase("un.accounting.waterfall.recomputed", result.facts))
    if result.redefined:
        told.append(phrase("un.accounting.waterfall.redefined", components=redefined(result)))
    return " ".join(told)
