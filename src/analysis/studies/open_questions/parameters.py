"""What may the parameters of the page about open questions be?"""

from __future__ import annotations

import pandas as pd

from analysis.studies.open_questions import declared
from analysis.studies.shared import survey
from analysis.studies.shared.choices import refusal, refuse


def choices() -> dict[str, list]:
    """Parameter -> all that it may be: the states that were ranked in the edition that the forecasts start from."""
    return {"country": sorted(_ranked()["iso3"])}


def check(*, country: str) -> None:
    """Raises InputError for a country that is none of the choices, with what may be meant."""
    rows = _ranked()
    names = dict(zip(rows["country"], rows["iso3"], strict=True))
    start = declared.section()["un_from"]
    refuse(
        [refusal("country", country, choices()["country"], names, why=f"no state of this code has a rank in {start}")]
    )


def _ranked() -> pd.DataFrame:
    """The states that were ranked then, with code and name."""
    rows = survey.edition(declared.section()["un_from"]).reset_index()
    return rows[rows["rank"].notna()]
