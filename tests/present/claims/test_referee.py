from analysis.present.claims import referee


def test_five_questions_whichever_statements_are_shown(shown, blora):
    referee.asked(blora)
    assert len(shown.sentences) == 5
    assert "21 statements" in shown.sentences["claims.referee.speaker"]
    without = [key for key, decision in shown.decisions.items() if not decision]
    assert without == ["claims.referee.circular"]  # what a word means is no result
