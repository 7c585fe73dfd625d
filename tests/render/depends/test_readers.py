from analysis.render.depends.readers import readers


def test_a_page_about_the_survey_reads_its_tables_and_none_of_the_lists():
    survey, lists = set(readers(["egdi"])), set(readers(["spbe_index"]))
    assert "un_movement" in survey - lists
    assert "instrument_change" in lists
    assert readers([]) == []
    assert set(readers(["egdi", "spbe_index"])) == survey | lists
