"""What was forecast, by which rule and when? The section `forecasts` of the plan, and its fingerprint.

The numbers of the declared country stand in the plan, so that nothing that is added to the tables later alters them; a
test computes them anew from the editions and lists that the plan names.
"""

from __future__ import annotations

import hashlib
import json

import pandas as pd

from analysis.data.plan import forecasts
from analysis.methods.inference.forecasts import NAMES

MEASURES = ("rank", "egdi", "osi")
WITHOUT, WITH = "without_link", "with_link"
VARIANTS = (WITHOUT, WITH)


def section() -> dict:
    """The section `forecasts` of the plan, as it is written."""
    return forecasts()


def fingerprint() -> str:
    """The sha256 of the section, hexadecimal: keys in the order of the alphabet, as JSON without spaces."""
    text = json.dumps(section(), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def written() -> pd.DataFrame:
    """The forecasts of the declared country: variant, measure, and the five limits; a row a variant and measure."""
    un = section()["un"]
    rows = [
        {"variant": variant, "measure": measure, **un[variant][measure]} for variant in VARIANTS for measure in MEASURES
    ]
    return pd.DataFrame(rows)[["variant", "measure", *NAMES]]
