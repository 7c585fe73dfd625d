from __future__ import annotations

import dataclasses

from analysis.render.collect import outline
from analysis.render.collect.model import Figure, Markdown, Sentence, Table
from analysis.render.collect.shortened import short
from tests.render.pages import page


def with_blocks(*blocks):
    return dataclasses.replace(page(), blocks=list(blocks))


def test_the_answer_the_first_figure_and_the_findings_stay():
    kept = short(page()).blocks
    assert sum(isinstance(block, Figure) for block in kept) == 1
    assert outline.answer(page()) in kept
    assert all(block in kept for block in page().blocks if isinstance(block, Sentence) and block.finding)
    assert not any(isinstance(block, Table) for block in kept)


def test_what_a_figure_shows_stays_with_it_and_no_other_paragraph():
    figure = next(block for block in page().blocks if isinstance(block, Figure))
    shows, section = Markdown("**What this shows.** A rise."), Markdown("## Another section")
    assert short(with_blocks(Markdown("# Title"), figure, shows, section)).blocks == [figure, shows]
    assert short(with_blocks(figure, section, shows)).blocks == [figure], "the next paragraph opens a section"
    assert short(with_blocks(shows)).blocks == []


def test_what_is_shown_comes_before_the_findings():
    figure, said = (next(b for b in page().blocks if isinstance(b, kind)) for kind in (Figure, Sentence))
    assert short(with_blocks(said, dataclasses.replace(said, key="toy_more"), figure)).blocks[0] == figure


def test_tables_right_under_the_answer_stay_in_place_of_a_figure():
    said, table = (next(b for b in page().blocks if isinstance(b, kind)) for kind in (Sentence, Table))
    figure = next(block for block in page().blocks if isinstance(block, Figure))
    assert short(with_blocks(said, table, Markdown("Then."), table, figure)).blocks == [table, table, said]
