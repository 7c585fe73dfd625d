from dataclasses import replace

from analysis.present.claims import sets
from analysis.studies.claims import best


def test_sentence_figure_and_table_of_the_sets(shown, blora):
    result = best.study(blora)
    sets.shown(result)
    assert list(shown.sentences) == ["claims.sets.fit"]
    rows = shown.table("claims.sets")["cells"]
    assert len(rows) == result.facts["tried"]
    assert [row[-1] for row in rows].count("yes") == result.facts["fits"] == 1
    (figure,) = shown.about("figure")
    assert figure["key"] == "claims.sets.strip"
    assert "3.27" in figure["alt"]


def test_where_no_set_fits_that_is_said(shown, blora):
    result = best.study(blora)
    sets.shown(replace(result, facts=result.facts | {"fits": 0}))
    assert list(shown.sentences) == ["claims.sets.none"]


def test_of_other_statements_a_line_says_that_none_is_shown(shown):
    sets.shown(None)
    assert shown.sentences == {}
    assert len(shown.bundles) == 1
