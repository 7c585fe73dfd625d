"""Is the plan kept: constants of the studies are the plan's, and no sentence carries a word that it does not allow?"""

import nbformat
import pytest

from analysis.data.plan import plan
from analysis.studies import effects, indicator_levels, linking, multiverse, power
from tests.tree import ROOT

SENTENCE = "application/vnd.spbe.sentence+json"


@pytest.mark.parametrize(
    ("rule", "constant"),
    [
        ("linking_invariance_points", linking.FLAG),
        ("few_clusters", effects.few_clusters()),
        ("criteria_shift_assumed", effects.SHIFT),
        ("random_concordances", indicator_levels.DRAWS),
        ("fewest_falls", multiverse.FEWEST),
        ("power_wanted", power.WANTED),
    ],
)
def test_constants_are_the_plan_s(rule, constant):
    assert plan()["rules"][rule] == constant


def decided():
    """Every stored sentence of the study of the instrument that carries a decision word."""
    nb = nbformat.read(ROOT / "notebooks" / "20_instrument_change.ipynb", as_version=4)
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            about = output.get("data", {}).get(SENTENCE)
            if about and about["decision"]:
                yield about["key"], about["decision"]


def test_every_decision_word_is_one_that_its_question_allows():
    questions = plan()["questions"].values()
    found = dict(decided())
    assert len(found) > 30
    for key, word in found.items():
        of = [question for question in questions if any(key.startswith(begin) for begin in question["keys"])]
        assert len(of) == 1, key
        assert word in of[0]["words"], (key, word)
