"""Do the national SPBE index and the EGDI move together, and would another country's EGDI have done as well?

Two pairings, always both, because either can be argued for: the survey of year T with the SPBE index of the same
year, and with that of the year before, since the survey looks at portals in the months up to it. They give four and
three points. Beside every correlation stands the placebo share: in how many of all countries, which have no SPBE, the
same outcome goes with Indonesia's SPBE index at least as closely; and, because r ignores size, the place of the size of
the rise among all countries (`rise_size`). Telecommunication and human capital are controls:
SPBE scores neither, though human capital contains e-government literacy from the survey of 2024 on.

The SPBE index of 2021 and later is on another instrument and of other institutions than before; the same is computed
with those years re-scored at the old domain weights, which covers the management domain and the domain weights only.
What a placebo share is worth is shown by putting noise in the place of the SPBE index: an assumption, not data.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.data.plan import plan
from analysis.methods.errors import InputError
from analysis.methods.inference import small_n
from analysis.methods.ordering import lowest, settled
from analysis.studies.shared import instruments, published_means, seeds, survey
from analysis.studies.shared.decisions import ARITHMETIC_FACT
from analysis.studies.shared.survey import COUNTRY, LITERACY
from analysis.studies.spbe_and_un import rise_size
from analysis.studies.spbe_and_un.points import BASES, CONTROLS, LAGS, OUTCOMES, outcome, pairs

NOISES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "noise": lambda drawn: drawn,
    "rising": lambda drawn: np.sort(drawn, axis=-1),
}
DRAWS = 10_000
COUNTED = ARITHMETIC_FACT  # correlations, orders and steps of the printed figures, without a claim
QUANTILES = {"low": 0.05, "median": 0.5, "high": 0.95}


@dataclass(frozen=True)
class Result:
    """Frames, facts and values of both pairings; `pairing` is the one that a figure stresses.

    pairs: a row a pairing and point; correlations: a row a pairing, basis of the SPBE index and outcome; countries: r
    of every country; sizes: the size of the rise and its place; noise: Indonesia's placebo shares with noise for SPBE;
    years: the series as they are drawn.
    """

    pairing: str
    pairs: pd.DataFrame
    correlations: pd.DataFrame
    countries: pd.DataFrame
    sizes: pd.DataFrame
    noise: pd.DataFrame
    years: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def bound() -> float:
    """The largest share of countries with which the plan lets a correlation stand."""
    return plan()["rules"]["placebo_share"]


def relation(x: np.ndarray, Y: np.ndarray, focal: int) -> dict[str, float]:
    """All that is said of one series x (n,) with that of the focal row of Y (units, n).

    Keys: n, r, placebo_share, without_r (units whose series is constant or incomplete), spearman with its share, exact
    p of both, changes_agree and changes, and, where there are at least three changes, change_r and change_share.
    """
    r, ranked = small_n.correlations(x, Y), small_n.rank_correlations(x, Y)
    pearson, spearman = small_n.exact(x, Y[focal]), small_n.exact(x, Y[focal], ranked=True)
    agree, changes = small_n.agreeing_changes(x, Y[focal])
    row = {
        "n": len(x),
        "r": pearson.r,
        "placebo_share": small_n.placebo_share(r, focal),
        "without_r": int(np.isnan(r).sum()),
        "spearman": spearman.r,
        "spearman_share": small_n.placebo_share(ranked, focal),
        "p_one_sided": pearson.one_sided,
        "p_two_sided": pearson.two_sided,
        "spearman_p_one_sided": spearman.one_sided,
        "spearman_p_two_sided": spearman.two_sided,
        "changes_agree": agree,
        "changes": changes,
        "change_r": np.nan,
        "change_share": np.nan,
    }
    if changes >= small_n.FEWEST_POINTS:
        moved = small_n.correlations(np.diff(x), np.diff(Y, axis=-1))
        row |= {"change_r": float(moved[focal]), "change_share": small_n.placebo_share(moved, focal)}
    return row


def correlations(points: pd.DataFrame) -> pd.DataFrame:
    """`relation` of every pairing, basis and outcome: pairing, basis, outcome, control, and its keys as columns.

    Human capital is given a second time without the surveys from 2024 on, where three points remain (`hci_before`).
    """
    rows = []
    for pairing, part in points.groupby("pairing", sort=False):
        editions, before = list(part["edition"]), part[part["edition"] < LITERACY]
        cases = [(name, name, editions, part) for name in OUTCOMES]
        if len(before) >= small_n.FEWEST_POINTS:
            cases.append(("hci_before", "hci", list(before["edition"]), before))
        for basis, column in BASES.items():
            for label, name, of, used in cases:
                Y = outcome(name, of)
                found = relation(used[column].to_numpy(), Y.to_numpy(), Y.index.get_loc(COUNTRY))
                about = {"pairing": pairing, "basis": basis, "outcome": label, "control": name in CONTROLS}
                rows.append(about | found)
    return pd.DataFrame(rows)


def countries(points: pd.DataFrame) -> pd.DataFrame:
    """r of every country's outcome with the published SPBE index: pairing, outcome, iso3, country, r (may miss)."""
    names = survey.edition(survey.spbe_editions()[-1])["country"]
    frames = []
    for pairing, part in points.groupby("pairing", sort=False):
        for name in OUTCOMES:
            Y = outcome(name, list(part["edition"]))
            r = small_n.correlations(part["published"].to_numpy(), Y.to_numpy())
            about = {"pairing": pairing, "outcome": name, "iso3": Y.index, "country": names.reindex(Y.index)}
            frames.append(pd.DataFrame(about | {"r": r}).reset_index(drop=True))
    return pd.concat(frames, ignore_index=True)


def noise(points: pd.DataFrame, largest: float, draws: int = DRAWS) -> pd.DataFrame:
    """Indonesia's placebo share if the SPBE index were noise: independent normal draws, as drawn or sorted to rise.

    Columns: pairing, outcome, kind, low, median, high (5, 50, 95 % of draws), at_most (share of draws with a placebo
    share of at most `largest`).
    """
    rows = []
    for pairing, part in points.groupby("pairing", sort=False):
        drawn = seeds.stream(f"noise for SPBE, {pairing}").standard_normal((draws, len(part)))
        for name in OUTCOMES:
            Y = outcome(name, list(part["edition"]))
            for kind, shaped in NOISES.items():
                r = small_n.correlations(shaped(drawn), Y.to_numpy())
                shares = small_n.placebo_share(r, Y.index.get_loc(COUNTRY))
                rows.append({
                    "pairing": pairing, "outcome": name, "kind": kind,
                    **{word: float(np.quantile(shares, q)) for word, q in QUANTILES.items()},
                    "at_most": float(np.mean(shares <= largest)),
                })  # fmt: skip
    return pd.DataFrame(rows)


def years() -> pd.DataFrame:
    """The series as drawn, years with both bases: panel (spbe, egdi), series (published, old_weights, egdi), value."""
    spbe = published_means.series().dropna(subset="old_basis")
    old = spbe[spbe["instrument"] == instruments.NEW]
    parts = [
        spbe.assign(panel="spbe", series="published", value=spbe["published"]),
        old.assign(panel="spbe", series="old_weights", value=old["old_basis"]),
    ]
    own = {edition: survey.edition(edition).loc[COUNTRY, "egdi"] for edition in survey.spbe_editions()}
    parts.append(pd.DataFrame({"panel": "egdi", "series": "egdi", "year": list(own), "value": list(own.values())}))
    return pd.concat([part[["panel", "series", "year", "value"]] for part in parts], ignore_index=True)


def rising(points: pd.DataFrame) -> dict[str, object]:
    """In how many countries the EGDI rose at every step of a pairing, as share of all, and at how many SPBE did."""
    facts = {}
    for pairing, part in points.groupby("pairing", sort=False):
        rose = small_n.rises_throughout(outcome("egdi", list(part["edition"])).to_numpy())
        steps = np.diff(part["published"])
        facts |= {
            f"{pairing}_rising": float(rose.mean()),
            f"{pairing}_rises": int((steps > 0).sum()),
            f"{pairing}_steps": len(steps),
        }
    return facts


def study(pairing: str = "same_year") -> Result:
    """Both pairings; `pairing`, same_year or lag, is the one that the figure stresses.

    Raises InputError for another pairing.
    """
    if pairing not in LAGS:
        raise InputError(f"pairing {pairing!r}: choose {' or '.join(LAGS)}")
    points, largest = pairs(), bound()
    found, drawn, sizes = correlations(points), noise(points, largest), rise_size.table(points)
    facts = _facts(found, drawn, points, largest) | rise_size.facts(found, sizes, largest)
    values = _values(found, facts) | rise_size.values(sizes)
    return Result(pairing, points, found, countries(points), sizes, drawn, years(), facts, values)


def closer(rows: pd.DataFrame) -> str:
    """What keeps closer step with the index: control (TII), reached (OSI), or mixed where the pairings differ."""
    r = rows.set_index(["outcome", "pairing"])["r"]
    found = {bool(settled(r["tii", pairing]) > settled(r["osi", pairing])) for pairing in LAGS}
    return "mixed" if len(found) > 1 else "control" if found.pop() else "reached"


def _facts(found: pd.DataFrame, drawn: pd.DataFrame, points: pd.DataFrame, largest: float) -> dict[str, object]:
    facts: dict[str, object] = {"bound": largest, "states": len(survey.edition(survey.spbe_editions()[-1]))}
    facts |= {"draws": DRAWS, "literacy": LITERACY, "new": instruments.NEW, **rising(points)}
    for basis, rows in found.groupby("basis", sort=False):
        start = "" if basis == "published" else f"{basis}_"
        facts |= _shares(rows, largest, start)
        for row in rows.to_dict("records"):
            told = _TOLD.get((basis, row["outcome"]), ())
            facts |= {f"{start}{row['pairing']}_{row['outcome']}_{key}": row[key] for key in told}
    published = found[found["basis"] == "published"]
    facts |= {"closer": closer(published), **_extremes(published[published["outcome"].isin(OUTCOMES)])}
    for pairing, part in points.groupby("pairing", sort=False):
        n = len(part)
        facts |= {f"{pairing}_n": n, f"{pairing}_p": small_n.smallest_p(n), f"{pairing}_needed": small_n.critical_r(n)}
        facts[f"{pairing}_new"] = int((part["instrument"] == instruments.NEW).sum())
    rows = drawn[drawn["kind"] == "rising"].set_index(["pairing", "outcome"])["at_most"]
    return facts | {
        f"rising_{pairing}_{name}": float(rows[pairing, name]) for pairing in LAGS for name in ("egdi", "rank")
    }


def _shares(rows: pd.DataFrame, largest: float, start: str) -> dict[str, int]:
    """How many shares of the five outcomes there are, and how many the plan would let stand."""
    five = rows[rows["outcome"].isin(OUTCOMES)]
    return {f"{start}shares": len(five), f"{start}small_shares": int((five["placebo_share"] <= largest).sum())}


def _extremes(five: pd.DataFrame) -> dict[str, object]:
    """How many correlations a t test would call significant, and the one with the smallest share of countries."""
    least = five.iloc[lowest(five["placebo_share"])]
    return {
        "reached": int((settled(five["r"].abs()) >= settled(five["n"].map(small_n.critical_r))).sum()),
        "smallest_pairing": least["pairing"],
        "smallest_outcome": least["outcome"],
        "smallest_r": least["r"],
        "smallest_share": least["placebo_share"],
    }


_SHARE = ("r", "placebo_share")
_TOLD = {
    ("published", "egdi"): (*_SHARE, "changes_agree", "changes"),
    ("published", "osi"): (*_SHARE, "changes", "change_r", "change_share"),
    ("published", "tii"): _SHARE,
    ("published", "hci_before"): ("n", *_SHARE),
    ("old_weights", "egdi"): _SHARE,
}  # of each basis and outcome


def _values(found: pd.DataFrame, facts: dict[str, object]) -> dict[str, object]:
    names = ("r", "placebo_share", "spearman", "p_one_sided", "p_two_sided", "changes_agree", "changes")
    values: dict[str, object] = {}
    for row in found.to_dict("records"):
        start = f"{row['pairing']}.{row['outcome']}"
        if row["basis"] == "published":
            values |= {f"{start}.{name}": row[name] for name in names}
            if not np.isnan(row["change_r"]):
                values |= {f"{start}.change_r": row["change_r"], f"{start}.change_share": row["change_share"]}
        else:
            values |= {f"{row['basis']}.{start}.{name}": row[name] for name in ("r", "placebo_share")}
    of_n = {"n": "n", "smallest_p": "p", "critical_r": "needed", "rising_share": "rising"}
    for pairing in LAGS:
        values |= {f"{pairing}.{name}": facts[f"{pairing}_{fact}"] for name, fact in of_n.items()}
    return values
