from analysis.present.claims import referee


def test_five_questions_whichever_statements_are_shown(shown, blora):
    referee.asked(blora)
    assert len(shown.sentences) == 5
    assert "21 statements" in shown.sentences["claims.referee.speaker"]
    assert all(shown.decisions.values())
