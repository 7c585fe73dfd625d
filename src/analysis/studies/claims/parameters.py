"""What may the parameters of the page about statements be?"""

from __future__ import annotations

from analysis.methods.errors import InputError
from analysis.studies.claims.ledger import ALL, claims
from analysis.studies.shared.choices import refusal, refuse


def choices() -> dict[str, list]:
    """Parameter -> all that it may be."""
    known = claims().values()
    return {"article": [ALL, *dict.fromkeys(one.group for one in known)], "claim": [ALL, *(one.id for one in known)]}


def check(*, article: str, claim: str) -> None:
    """Raises InputError with every parameter that is none of its choices, and for a claim of another article."""
    every = choices()
    refuse([refusal("article", article, every["article"]), refusal("claim", claim, every["claim"])])
    if claim != ALL and article not in (ALL, claims()[claim].group):
        raise InputError(f"claim {claim}: not of the article {article}; choose article all or {claims()[claim].group}")
