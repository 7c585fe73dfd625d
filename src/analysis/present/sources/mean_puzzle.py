"""How the puzzle of the published national index is shown: weightings, types, and what unlisted bodies would need."""

from __future__ import annotations

import pandas as pd

from analysis.methods.ordering import ordered
from analysis.present import publish
from analysis.present.phrases import phrase
from analysis.studies.shared.lists import COMPLETE


def weightings(frame: pd.DataFrame, published: dict[int, float]) -> None:
    """The finding that no natural weighting fits both years, and the table of all that were tried."""
    plain = frame.iloc[0]
    first, second = COMPLETE
    publish.sentence(
        "national.answer",
        "refuted",
        first=first,
        second=second,
        published_first=published[first],
        published_second=published[second],
        listed_first=plain["mean_2023"],
        listed_second=plain["mean_2024"],
        tried=len(frame),
        fitting=int(frame["fits"].str.contains(",").sum()),
    )
    publish.values("national", {f"published.{year}": published[year] for year in COMPLETE})
    publish.values("national.listed_mean", {str(first): plain["mean_2023"], str(second): plain["mean_2024"]})
    publish.old_table(
        "national.weightings",
        frame.assign(fits=frame["fits"].replace("", phrase("national.neither"))),
        title=phrase("national.weightings.title"),
        columns={
            "weighting": ("Weighting", "text"),
            "mean_2023": (f"Mean {first}", ".4f"),
            "gap_2023": (f"Off {first}", "+.4f"),
            "mean_2024": (f"Mean {second}", ".4f"),
            "gap_2024": (f"Off {second}", "+.4f"),
            "fits": ("Fits", "text"),
        },
        note=phrase("national.weightings.note"),
    )


def groups(frames: list[pd.DataFrame], weighted: dict[int, float], published: dict[int, float]) -> None:
    """Published type means beside the means of the listed institutions."""
    frame = pd.concat(frames, ignore_index=True)
    for part in frames:
        year, low = int(part["year"].iloc[0]), ordered(part, "gap", "group").iloc[:2]
        first, second = low.iloc[0], low.iloc[1]
        facts = {"low_name": first["group"], "low": first["gap"], "next_name": second["group"], "next": second["gap"]}
        facts |= {"rest": part["gap"].drop(low.index).abs().max(), "weighted": weighted[year], "year": year}
        publish.sentence(f"national.groups_{year}", "arithmetic fact", published=published[year], **facts)
    publish.old_table(
        "national.groups",
        frame,
        title=phrase("national.groups.title"),
        columns={
            "group": ("Type", "text"),
            "n": ("Listed", "int"),
            "published": ("Published mean", ".2f"),
            "listed": ("Mean of the listed", ".3f"),
            "gap": ("Difference", "+.3f"),
        },
        group="year",
        note=phrase("national.groups.note"),
    )


def unlisted(frames: list[pd.DataFrame]) -> None:
    """What stated numbers of unlisted bodies would have to average."""
    frame = pd.concat(frames, ignore_index=True)
    words = {True: phrase("national.possible"), False: phrase("national.impossible")}
    publish.old_table(
        "national.unlisted",
        frame.assign(verdict=frame["possible"].map(words)).drop(columns="possible"),
        title=phrase("national.unlisted.title"),
        columns={
            "unlisted": ("Unlisted bodies", "int"),
            ("low", "high"): ("Would average", ".2f"),
            "verdict": ("On the scale", "text"),
        },
        group="year",
        note=phrase("national.unlisted.note"),
    )


def floor_bodies(outcomes: list[tuple[pd.DataFrame, list[int]]], widest: list[tuple[pd.DataFrame, list[int]]]) -> None:
    """Whether bodies at level 1 everywhere would explain the index and all four domain means, by two rounding rules."""
    frame = pd.concat([table for table, _ in outcomes], ignore_index=True)
    allowed = [", ".join(map(str, n)) or phrase("national.no_number") for _, n in [*outcomes, *widest]]
    facts = dict(zip(("first", "second"), COMPLETE, strict=True))
    facts |= dict(zip(("one", "two", "wide_one", "wide_two"), allowed, strict=True))
    fits = all(numbers for _, numbers in outcomes)
    publish.sentence("national.floor_bodies", "bounded" if fits else "not supported", **facts)
    publish.old_table(
        "national.floor",
        frame,
        title=phrase("national.floor.title"),
        columns={
            "mean": ("Published mean of", "text"),
            "listed": ("Mean of the listed", ".3f"),
            "published": ("Published", ".2f"),
            ("low", "high"): ("Bodies at level 1", ".2f"),
        },
        group="year",
        note=phrase("national.floor.note"),
    )


def use(frame: pd.DataFrame) -> None:
    """What the puzzle means for every later use of the national figure."""
    largest = float(frame.iloc[0][["gap_2023", "gap_2024"]].abs().max())
    publish.sentence("national.use", largest=largest)
    publish.value("national.largest_gap", largest)
