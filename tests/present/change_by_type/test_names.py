"""Types and the nation have a name within a sentence and one that stands alone."""

from __future__ import annotations

import pandas as pd

from analysis.present.change_by_type.names import group_word, groups, labelled
from analysis.present.phrases import phrase, type_word
from analysis.studies.change_by_type.type_means import GROUPS, NATION


def test_every_group_has_a_name_of_its_own():
    words = [group_word(group) for group in GROUPS]
    assert len(set(words)) == len(words)
    assert group_word(NATION) == phrase("types.nation")
    assert group_word("kota") == type_word("kota")


def test_a_list_names_all():
    assert all(group_word(name) in groups(["kota", "kabupaten", "provinsi"]) for name in ("kota", "kabupaten"))


def test_a_label_begins_with_a_capital_and_the_frame_stays():
    frame = labelled(pd.DataFrame({"group": list(GROUPS), "x": range(len(GROUPS))}))
    assert all(label[0].isupper() for label in frame["label"])
    assert frame["x"].tolist() == list(range(len(GROUPS)))
