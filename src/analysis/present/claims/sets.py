"""How it is told which sets of regencies would make a statement about the best true; a figure and a sentence."""

from __future__ import annotations

from analysis.present import plain, publish
from analysis.present.charts import style
from analysis.present.charts.narrow import strip
from analysis.present.phrases import phrase, yes_or_no
from analysis.studies.claims.best import Result
from analysis.studies.shared.decisions import ARITHMETIC_FACT


def shown(result: Result | None) -> None:
    """Nothing where no statement on the best is among the chosen ones; else sentence, figure and table of the sets."""
    if result is None:
        plain.paragraphs("claims.sets.not_chosen", phrase("claims.sets.not_chosen"))
        return
    fits = "claims.sets.fit" if result.facts["fits"] else "claims.sets.none"
    publish.sentence(fits, ARITHMETIC_FACT, result.facts)
    own = result.facts["index"]
    publish.drawing(
        "claims.sets.strip",
        _strip,
        result.regencies,
        result.facts,
        own=own,
        label=style.written(own, ".2f"),
        bands=[(1.0, ""), (result.facts["cut"], phrase("claims.sets.first", result.facts))],
    )
    frame = result.sets.assign(
        set=[phrase(f"claims.set.{name}") for name in result.sets["definition"]],
        fits_word=[yes_or_no(fits) for fits in result.sets["fits"]],
    )
    columns = {"set": "text", ("best", "worst"): "int", ("province_low", "province_high"): "int",
               "fits_word": "text"}  # fmt: skip
    heads = {name: phrase(f"claims.head.{name}") for name in ("set", "best", "province_low", "fits_word")}
    publish.table("claims.sets", frame, columns, result.facts, heads=heads)


def _strip(frame: object, *, own: float, label: str, bands: list[tuple[float, str]]) -> object:
    return strip.strip(frame["index"], own=own, reach=0.0, bands=bands, labels={"own": label})
