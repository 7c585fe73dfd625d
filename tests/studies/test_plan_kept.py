"""Is the plan kept: no sentence carries a word that it does not allow? Words and verdicts are computed, not read."""

import nbformat
import pytest

from analysis.data.plan import plan
from analysis.studies.spbe_and_un import spbe_un_answer
from tests.present.correlations import CORRELATION, alone, table_problems
from tests.studies import once
from tests.sweep.cases import cases
from tests.sweep.pages import page
from tests.tree import ROOT

# Notebooks whose sentences carry decision words, and how many at least.
DECIDED = {
    "10_un_movement": 20,
    "20_instrument_change": 15,
    "21_instrument_checks": 15,
    "22_other_explanations": 5,
    "23_change_by_type": 15,
    "24_growth": 18,
    "30_spbe_and_un": 12,
    "32_second_look": 8,
    "40_claims": 50,
    "50_institution": 8,
    "60_open_questions": 8,
}


def stored(notebook, kind):
    """Every bundle of a kind that is stored in a notebook."""
    nb = nbformat.read(ROOT / "notebooks" / f"{notebook}.ipynb", as_version=4)
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            about = output.get("data", {}).get(f"application/vnd.spbe.{kind}+json")
            if about:
                yield about


@pytest.mark.parametrize(("notebook", "fewest"), DECIDED.items())
def test_every_decision_word_is_one_that_its_question_allows(notebook, fewest):
    questions = plan()["questions"].values()
    found = {said.key: said.decision for said in page(cases(notebook)[0]) if said.decision}
    assert len(found) >= fewest
    for key, word in found.items():
        of = [question for question in questions if any(key.startswith(begin) for begin in question["keys"])]
        assert len(of) == 1, key
        assert word in of[0]["words"], (key, word)


@pytest.mark.parametrize("notebook", DECIDED)
def test_no_correlation_stands_without_its_placebo(notebook):
    texts = [about["text"] for about in stored(notebook, "sentence")]
    texts += [about[field] for about in stored(notebook, "figure") for field in ("title", "alt")]
    texts += [about[field] for about in stored(notebook, "table") for field in ("title", "note")]
    assert [text for text in texts if alone(text)] == []
    assert sum(len(CORRELATION.findall(text)) for text in texts) >= (20 if notebook == "30_spbe_and_un" else 0)
    if notebook == "30_spbe_and_un":
        assert [problem for about in stored(notebook, "table") for problem in table_problems(about)] == []


def test_the_verdict_follows_from_the_computed_shares_by_the_rule():
    values = {f"relation.{name}": value for name, value in once.controlled().values.items()}
    rules, of = plan()["rules"], "relation.synthetic_control"
    bound, low, high = rules["synthetic_control_p"], values[f"{of}.osi.p_range_low"], values[f"{of}.osi.p_range_high"]
    broken = any(values[f"{of}.{control}.p"] <= bound for control in ("tii", "hci", "backdated"))
    word = "associated only" if high <= bound and not broken else "inconclusive"
    if low > bound and values[f"{of}.power"] >= rules["power_wanted"]:
        word = "not supported"
    assert values[f"{of}.verdict"] == word
    answer = spbe_un_answer.study(once.timed(), once.controlled(), once.ceiling())
    assert answer.word == word == "inconclusive", "of the timing and the comparison the weaker word"
