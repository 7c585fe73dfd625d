"""The page of Kabupaten Merangin on the UN survey of 2022: ranks, their field, and whose merit the rise is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from analysis.methods.ordering import settled
from analysis.studies.claims.verdicts import (
    CANNOT_BE_DECIDED,
    FALSE,
    Claim,
    Figure,
    Reading,
    most,
    of_decision,
    plain,
)  # fmt: skip
from analysis.studies.shared import published_means, survey
from analysis.studies.shared.decisions import NOT_SUPPORTED
from analysis.studies.shared.survey import COUNTRY
from analysis.studies.spbe_and_un import osi_ceiling, osi_places, spbe_un_answer, synthetic_control, timing
from analysis.studies.un_movement import own_and_others

EDITION = 2022  # of the survey that the article is about
NATION = "nasional"
PRINTED = 1e-4  # an EGDI is printed with four decimals
NONE: Mapping[str, object] = MappingProxyType({})
OPEN = ("portals", "assessed_ministries")  # what would tell whether SPBE moved online services


def rank(claim: Claim) -> list[Reading]:
    """The ranks that the UN printed."""
    (before, after), figures = _ranks()
    holds = (before, after) == claim.quantities
    return [Reading("published", plain(holds), _step() | {"rank_from": before, "rank_to": after}, figures)]


def gain(claim: Claim) -> list[Reading]:
    """The difference of the printed ranks, plus is up."""
    (before, after), figures = _ranks()
    gained = before - after
    told = _step() | {"gained": gained, "rank_from": before, "rank_to": after}
    return [Reading("published", plain(gained == claim.quantities[0]), told, figures)]


def field(claim: Claim) -> list[Reading]:
    """How many states the UN ranked in the edition."""
    ranked = int(survey.edition(EDITION)["rank"].notna().sum())
    found = Figure("states", "ranked", EDITION, ranked, _source(EDITION))
    facts = {"ranked": ranked, "stated": int(claim.quantities[0]), "edition_to": EDITION}
    return [Reading("ranked", plain(ranked == claim.quantities[0]), facts, (found,))]


def implementation(claim: Claim) -> list[Reading]:
    """Did the index rise every year on one basis, and does the rank show it?"""
    del claim
    return [_one_basis(), _channel("rank_shows")]


def local(claim: Claim) -> list[Reading]:
    """Do scores of regions enter the UN's index, and does the UN look at what regions do?"""
    del claim
    gap = osi_ceiling.largest_gap()
    made = Figure("states", "egdi_gap", EDITION, gap, _source(EDITION))
    nothing_else = FALSE if gap <= PRINTED else CANNOT_BE_DECIDED
    sectors = osi_ceiling.ASSESSED.values()
    first_hand = [body for body, _, says in sectors if says not in (osi_ceiling.UN_2008, osi_ceiling.SECOND_HAND)]
    regional = [body for body in first_hand if body.startswith(("provinsi-", "kabupaten-", "kota-"))]
    settled = len(first_hand) == len(sectors) and not regional
    seen = NOT_SUPPORTED if settled else CANNOT_BE_DECIDED
    counts = {"bodies": len(sectors), "first_hand": len(first_hand)}
    assessed = Figure("assessed", "first_hand", EDITION, len(first_hand), "")
    return [
        Reading("score_enters", nothing_else, {"gap": gap, "printed": PRINTED}, (made,)),
        Reading("seen", seen, counts, (assessed,), () if settled else OPEN[:1]),
    ]


def teams(claim: Claim) -> list[Reading]:
    """How much of the rise ran through online services, and is SPBE known to have moved these?"""
    del claim
    split = own_and_others.study(COUNTRY, *_editions()).facts
    moved = osi_places.places(COUNTRY, *_editions())["moved"]
    by_places = split["paired_osi_scale_low"], split["paired_osi_scale_high"]
    of_places = [x / moved for x in by_places] if moved > 0 else []
    of_score = settled(osi_places.shares_of_gain(COUNTRY, *_editions()))
    by_score = (of_score.min(), of_score.max()) if of_score.size else ()
    return [
        _by_most("online_places", of_places, "osi_places", by_places, {"moved": moved}),
        _by_most("online_score", by_score, "osi_share", by_score),
        _channel("channel"),
    ]


def _by_most(
    reading: str, shares: Sequence[float], measure: str, ends: Sequence[float], more: Mapping[str, object] = NONE
) -> Reading:
    """Whether a share, from its least to its most, is most of the whole; not decided where there was no gain.

    ends: what is told of the least and the most, as `measure` names it.
    """
    verdict = most(*shares) if len(shares) else CANNOT_BE_DECIDED
    lacking = ("still",) if verdict == CANNOT_BE_DECIDED else ()
    told = dict(zip(("low", "high"), ends, strict=True)) if len(shares) else {}
    figures = tuple(Figure(COUNTRY, f"{measure}_{end}", EDITION, float(x), _source(EDITION)) for end, x in told.items())
    return Reading(reading, verdict, _step() | told | more if told else {}, figures, lacking)


def _one_basis() -> Reading:
    """The national index of the years between the editions, on the domain weights of instrument 35."""
    series = published_means.series().set_index("year")
    first, last = _editions()
    span = series.reindex(range(first, last + 1))
    figures = tuple(Figure(NATION, "old_basis", int(year), float(row["old_basis"]), row["source_id"])
                    for year, row in span.dropna(subset="old_basis").iterrows())  # fmt: skip
    if len(figures) < len(span):
        return Reading("one_basis", CANNOT_BE_DECIDED, _step(), figures, ("domain_means",))
    values = [found.value for found in figures]
    rose = all(later > earlier for earlier, later in pairwise(values))
    return Reading("one_basis", plain(rose), _step() | {"before": values[0], "after": values[-1]}, figures)


def _channel(reading: str) -> Reading:
    """What the study of SPBE and the UN survey finds of the link."""
    word, facts = _answer()
    verdict = of_decision(word)
    lacking = OPEN if verdict == CANNOT_BE_DECIDED else ()
    places = {name: facts[f"{name}_place"] for name in ("osi", "tii")}
    figures = tuple(Figure(COUNTRY, f"{name}_gain_place", survey.spbe_editions()[-1], x, "")
                    for name, x in places.items())  # fmt: skip
    return Reading(reading, verdict, places | {"states": facts["states"], "word": word}, figures, lacking)


@lru_cache(maxsize=1)
def _answer() -> tuple[str, dict[str, object]]:
    """The decision word of the declared study, and its facts: made once a process."""
    declared = spbe_un_answer.study(timing.study(), synthetic_control.study(), osi_ceiling.study())
    return declared.word, declared.facts


def _editions() -> tuple[int, int]:
    """The edition before, and the one that the article is about."""
    return max(edition for edition in survey.editions() if edition < EDITION), EDITION


def _step() -> dict[str, object]:
    return dict(zip(("edition_from", "edition_to"), _editions(), strict=True))


def _ranks() -> tuple[tuple[int, int], tuple[Figure, ...]]:
    found = tuple(int(survey.edition(edition).loc[COUNTRY, "rank"]) for edition in _editions())
    return found, tuple(Figure(COUNTRY, "rank", edition, rank, _source(edition))
                        for edition, rank in zip(_editions(), found, strict=True))  # fmt: skip


def _source(edition: int) -> str:
    return str(survey.edition(edition)["source_id"].iloc[0])


RULES = {
    "merangin-rank": rank,
    "merangin-gain": gain,
    "merangin-field": field,
    "merangin-implementation": implementation,
    "merangin-local": local,
    "merangin-teams": teams,
}
