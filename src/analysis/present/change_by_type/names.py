"""What the types of bodies and the nation are called on the page about the change by type."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.present.phrases import capital, listed, phrase, type_word
from analysis.studies.change_by_type.type_means import NATION


def group_word(group: str) -> str:
    """A type within a sentence, or the nation."""
    return phrase("types.nation") if group == NATION else type_word(group)


def groups(names: Sequence[str]) -> str:
    """Types as a sentence lists them."""
    return listed([group_word(name) for name in names])


def labelled(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame with its groups in words, as they stand alone in a cell."""
    return frame.assign(label=[capital(group_word(name)) for name in frame["group"]])
