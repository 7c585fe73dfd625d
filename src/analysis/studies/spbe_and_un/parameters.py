"""What may the parameters of the page about SPBE and the UN rank be?"""

from __future__ import annotations

from analysis.data.plan import plan
from analysis.studies.shared.choices import refusal, refuse
from analysis.studies.spbe_and_un import donors as peers
from analysis.studies.spbe_and_un.timing import LAGS


def choices() -> dict[str, list]:
    """Parameter -> all that it may be."""
    rules = plan()["rules"]
    return {
        "pairing": list(LAGS),
        "outcome": list(peers.OUTCOMES),
        "donors": list(peers.RULES),
        "treatment_year": [rules["synthetic_control_backdated"], rules["synthetic_control_treatment"]],
    }


def check(*, pairing: str, outcome: str, donors: str, treatment_year: int) -> None:
    """Raises InputError with every parameter that is none of its choices, and what may be meant."""
    given = {"pairing": pairing, "outcome": outcome, "donors": donors, "treatment_year": treatment_year}
    refuse([refusal(name, value, choices()[name]) for name, value in given.items()])
