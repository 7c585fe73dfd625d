"""Through which domains did the mean index grow? Exact, at the fixed domain weights of the 47 indicators.

The index is the weighted sum of four domain values, and a mean of indices the weighted sum of mean domain values. So
the change of a mean index is the sum over domains of weight times change of the mean: an identity, no estimate. The
means are those that the ministry's reports print; between 2023 and 2024 the same is computed from the complete lists,
and for the institutions in both lists alone. The reports class other state bodies otherwise from 2023 on: their
change is taken from the lists, and none is taken across.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.methods.ordering import highest, lowest
from analysis.studies.growth.panel import DOMAINS, FIRST, SECOND, panel
from analysis.studies.shared import institutions, instruments, published_means
from analysis.studies.shared.decisions import ARITHMETIC_FACT, CANNOT_BE_DECIDED
from analysis.studies.shared.lists import COMPLETE, HIGHEST, TYPES

START = 2021  # first year of the instrument with 47 indicators
DECISIONS = {"parts": ARITHMETIC_FACT, "real": CANNOT_BE_DECIDED}
UNITS = {
    institutions.ALL: "nasional",
    "kementerian": "mean-kementerian",
    "lembaga": "mean-lpnk",
    "provinsi": "mean-provinsi",
    "kabupaten": "mean-kabupaten",
    "kota": "mean-kota",
}  # whose printed means are of the same kind of body in every year
OTHERS, OTHERS_EARLY = "lainnya", "mean-lembaga-lain"
PUBLISHED, RESTATED, LISTED, SAME = "published", "restated", "listed", "same"


@dataclass(frozen=True)
class Result:
    """steps: a row a step of years and domain (points, part); by_type: a row a type and period;
    ways: a row a period and choice of means; facts; values.
    """

    institution_type: str
    steps: pd.DataFrame
    by_type: pd.DataFrame
    ways: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def weights() -> pd.Series:
    """Weight of each domain under the 47 indicators."""
    new, _, _ = instruments.weights()
    return pd.Series({instruments.DOMAINS[part]: float(weight) for part, weight in new.items()})[DOMAINS]


def means(institution_type: str) -> pd.DataFrame:
    """Mean domain values by year, as printed; of other state bodies, from the lists in the years that have them."""
    if institution_type == OTHERS:
        early = published_means.rescored(OTHERS_EARLY)[DOMAINS].astype(float)
        return pd.concat([early, _of_lists(institution_type)])
    frame = published_means.rescored(UNITS[institution_type])[DOMAINS].astype(float)
    return frame[frame.index >= START]


def parts(change: pd.Series) -> pd.Series:
    """What each domain gives to the change of the index, in index points; `change` of the mean values, by domain."""
    return change[DOMAINS] * weights()


def periods(institution_type: str) -> list[tuple[int, int]]:
    """Steps from year to year, without the one across which other state bodies are classed otherwise."""
    years = means(institution_type).index
    every = pairwise(int(year) for year in years)
    return [step for step in every if institution_type != OTHERS or step[1] != FIRST]


def span(institution_type: str) -> tuple[int, int]:
    """First and last year of the longest change that the means of a type allow."""
    return (FIRST if institution_type == OTHERS else START), SECOND


def steps(institution_type: str) -> pd.DataFrame:
    """A row a step and domain: year_from, year_to, domain, points (of the domain's scale), part (of the index)."""
    frame, rows = means(institution_type), []
    for first, last in periods(institution_type):
        change = frame.loc[last] - frame.loc[first]
        given = parts(change)
        rows += [
            {"year_from": first, "year_to": last, "domain": name, "points": change[name], "part": given[name]}
            for name in DOMAINS
        ]
    return pd.DataFrame(rows)


def by_type() -> pd.DataFrame:
    """A row a type and period (2021-2023, 2023-2024): year_from, year_to, type, contributions, change of the index."""
    rows = []
    for first, last in ((START, FIRST), (FIRST, SECOND)):
        for name in (institutions.ALL, *TYPES):
            if first >= span(name)[0]:
                frame = means(name)
                given = parts(frame.loc[last] - frame.loc[first])
                rows.append({"year_from": first, "year_to": last, "type": name, **given, "change": given.sum()})
    return pd.DataFrame(rows)


def ways(institution_type: str) -> pd.DataFrame:
    """The same by other means: year_from, year_to, way, n (of the same institutions), contributions, change.

    published: as the report of each year prints them; restated: the means of 2023 as the report of 2024 prints them
    (the nation's alone); listed: means of each year's list; same: means over the institutions in both lists.
    """
    both, printed, lists = panel(institution_type).domains, means(institution_type), _of_lists(institution_type)
    changes = []
    if institution_type != OTHERS:
        restated = _restated() if institution_type == institutions.ALL else None
        for first, last in ((START, FIRST), (FIRST, SECOND)):
            changes.append((first, last, PUBLISHED, printed.loc[last] - printed.loc[first]))
            if restated is not None:
                again = printed.copy()
                again.loc[FIRST] = restated
                changes.append((first, last, RESTATED, again.loc[last] - again.loc[first]))
    changes += [
        (FIRST, SECOND, LISTED, lists.loc[SECOND] - lists.loc[FIRST]),
        (FIRST, SECOND, SAME, pd.Series({name: both[f"{name}_change"].mean() for name in DOMAINS})),
    ]
    rows = []
    for first, last, way, change in changes:
        given, n = parts(change), len(both) if way == SAME else pd.NA
        rows.append({"year_from": first, "year_to": last, "way": way, "n": n, **given, "change": given.sum()})
    return pd.DataFrame(rows).astype({"n": pd.Int64Dtype()})


def study(institution_type: str) -> Result:
    """Everything that the page says about domains. Raises InputError for an unknown type."""
    if institution_type not in (institutions.ALL, *TYPES):
        raise InputError(f"institution_type {institution_type}: choose all or one of {', '.join(TYPES)}")
    frame, (first, last), other = means(institution_type), span(institution_type), ways(institution_type)
    return Result(
        institution_type=institution_type,
        steps=steps(institution_type),
        by_type=by_type(),
        ways=other,
        facts=_facts(institution_type, frame, first, last) | _other_means(other),
        values=_values(institution_type, frame),
    )


def _of_lists(institution_type: str) -> pd.DataFrame:
    """Means of the domain values over each complete list, without a value below the scale."""
    rows = institutions.of_type(institutions.rescored(), institution_type)
    rows = rows[rows["year"].isin(COMPLETE) & ~rows["below_floor"]]
    return rows.groupby("year")[DOMAINS].mean()


def _restated() -> pd.Series:
    """The nation's means of 2023 as the report of the year after prints them."""
    rows = tables.load("spbe_parts")
    rows = rows[(rows["unit"] == "nasional") & (rows["level"] == "domain") & (rows["year"] == FIRST)]
    return rows[~rows["preferred"]].set_index("part_id")["value"].rename(instruments.DOMAINS)[DOMAINS]


def _facts(institution_type: str, frame: pd.DataFrame, first: int, last: int) -> dict[str, object]:
    change, weight = frame.loc[last] - frame.loc[first], weights()
    given, room = parts(change), parts(HIGHEST - frame.loc[last])
    top, riser, wide = (DOMAINS[highest(of)] for of in (given, change, room))
    counts = tables.load("population").set_index("year")["institutions"]
    total = {step: float(parts(frame.loc[step[1]] - frame.loc[step[0]]).sum()) for step in periods(institution_type)}
    most, least = (list(total)[of(list(total.values()))] for of in (highest, lowest))
    return {
        "start": first,
        "end": last,
        "from_year": START,
        "change": float(given.sum()),
        "before": float((frame.loc[first] * weight).sum()),
        "after": float((frame.loc[last] * weight).sum()),
        "top": top,
        "top_share": given[top] / given.sum(),
        "top_weight": weight[top],
        "riser": riser,
        "riser_points": change[riser],
        "top_points": change[top],
        "room": float(room.sum()),
        "room_top": wide,
        "room_part": room[wide],
        "most_from": most[0], "most_to": most[1], "most": total[most],
        "least_from": least[0], "least_to": least[1], "least": total[least],
        "steps": len(total),
        "start_n": int(counts[START]),
        "end_n": int(counts[SECOND]),
    }  # fmt: skip


def _other_means(other: pd.DataFrame) -> dict[str, object]:
    """The change between the two lists by all choices of means, and the share of services in it: lowest and highest."""
    rows = other[other["year_to"] == SECOND]
    share = rows["services"] / rows["change"]
    return {
        "first": FIRST,
        "second": SECOND,
        "same_n": int(rows.loc[rows["way"] == SAME, "n"].item()),
        "same": float(rows.loc[rows["way"] == SAME, "change"].item()),
        "other_low": float(rows["change"].min()),
        "other_high": float(rows["change"].max()),
        "services_low": float(share.min()),
        "services_high": float(share.max()),
    }


def _values(institution_type: str, frame: pd.DataFrame) -> dict[str, object]:
    """`<from>_<to>.<domain>`: contributions of every step and of the longer periods, with their sum `index`."""
    first, last = span(institution_type)
    found = {}
    for start, end in dict.fromkeys([*periods(institution_type), (first, FIRST), (first, last)]):
        if start != end:
            given = parts(frame.loc[end] - frame.loc[start])
            found[f"{start}_{end}"] = {**given.to_dict(), "index": float(given.sum())}
    return found
