"""Reports in the layouts of 2020 to 2024 with planted levels, and the ministry's own where they are at hand."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import pytest
import typst

from analysis.data import tables
from analysis.data.read import evaluation_pdf
from analysis.data.read.evaluation_pdf import CHOSEN, SWAPPED, from_words, read
from analysis.data.read.indicator_table import read_indicator_table
from analysis.data.read.pdf_words import Word, read_words
from analysis.methods.errors import InputError
from tests.data.read.reports import Layout, Report, random_levels, shown, values, write
from tests.data.read.words import laid

SAMPLES = Path(__file__).parents[4] / "shared" / "data" / "lhe"
SAMPLE_OF = {
    "kementerian-koordinator-bidang-perekonomian": (2021, "kemenko_perekonomian_2021.pdf"),
    "kabupaten-madiun": (2020, "kabupaten_madiun_2020.pdf"),
    "kota-bandar-lampung": (2023, "bandar_lampung_2023.pdf"),
}
WRAPPED = Layout(name_width="3cm", summary_width="3cm", summary_beside=True, inset=2)
LAYOUTS = {
    "2018": (2018, Layout(comma=False, number="{}.", stroke="none")),
    "2019": (2019, Layout(size=11, aspects="roman", number_align="left + top", level_align="center + top")),
    "2020": (2020, replace(WRAPPED, average=True)),
    "2021": (2021, Layout(font="New Computer Modern", inset=1, summary_beside=True)),
    "2022": (2022, replace(WRAPPED, previous=True, breaks=10, landscape=True)),
    "2023": (2023, Layout(year_in_head=True, target=True, number="{:02d}", level_form="{},00")),
    "2024": (2024, Layout(previous=True, target=True, average=True, comma=False, title="{}")),
    "2025": (2025, Layout(aspects="value", number="Indikator {}", breaks=17, head="Level")),
}


def planted(name: str) -> Report:
    year, layout = LAYOUTS[name]
    seed = random.Random(year)
    instrument = "35" if year <= 2020 else "47"
    levels, before = random_levels(instrument, seed), random_levels(instrument, seed)
    return Report("Pemerintah Kabupaten Sleman", year, levels, before, layout)


@pytest.fixture(scope="module")
def words_of(tmp_path_factory):
    """The words of the report in a layout, made and opened once."""

    @lru_cache
    def words(layout: str) -> list[Word]:
        return read_words(write(planted(layout), tmp_path_factory.mktemp("reports") / "report.pdf"))

    return words


def refusal(words: list[Word]) -> list[str]:
    with pytest.raises(InputError) as caught:
        from_words(words, "report.pdf")
    return caught.value.problems


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_level_is_read_as_planted(words_of, layout):
    made = planted(layout)
    found = from_words(words_of(layout), "report.pdf")
    assert found.levels == made.levels
    assert (found.institution_id, found.year, found.warnings) == ("kabupaten-sleman", made.year, (SWAPPED,))
    printed = {("domain", id): text for id, text in found.domains.items()}
    printed |= {("aspect", id): text for id, text in found.aspects.items()} | {("index", ""): found.index}
    assert printed == {part: shown(x, made.layout.comma) for part, x in values(found.instrument, made.levels).items()}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_altered_level_is_refused_by_name(words_of, layout):
    made, words = planted(layout), words_of(layout)
    row = random.Random(layout).randint(1, len(made.levels))
    item, level = [*made.levels.items()][row - 1]
    problems = refusal(altered(words, made.year, row, 1 + level % 5))
    assert any(f"row {item}: {1 + level % 5}" in told and "page 3" in told for told in problems), problems


def altered(words: list[Word], year: int, row: int, level: int) -> list[Word]:
    """The words with another level in a row, in the column whose head has the year or in the first."""
    columns = read_indicator_table(words, *((37, 3) if year <= 2020 else (47, 1))).columns
    own = next((column for column in columns if column.head.year == year), columns[0])
    word = own.levels[row]
    changed = replace(word, text=str(level) + word.text[1:])
    assert words.count(word) == 1
    return [changed if w == word else w for w in words]


@pytest.mark.parametrize("institution", SAMPLE_OF)
def test_the_ministrys_reports_where_present(institution):
    year, file = SAMPLE_OF[institution]
    if not (SAMPLES / file).is_file():
        pytest.skip("the ministry's reports are not here")
    words = read_words(SAMPLES / file)
    found = from_words(words, file)
    assert (found.institution_id, found.year) == (institution, year)
    _assert_as_published(found)
    for row in (1, 17, 35):
        level = [*found.levels.values()][row - 1]
        assert any("aspect" in told for told in refusal(altered(words, year, row, 1 + level % 4)))


def _assert_as_published(found: evaluation_pdf.EvaluationReport) -> None:
    rows = tables.load("evaluations")
    rows = rows[(rows["institution_id"] == found.institution_id) & (rows["year"] == found.year)]
    published = rows[rows["level"] == "indicator"].set_index("id")["value"].to_dict()
    assert not published or found.levels == published
    parts = tables.load("spbe_parts")
    parts = parts[(parts["unit"] == found.institution_id) & (parts["year"] == found.year) & parts["preferred"]]
    domains = parts[parts["level"] == "domain"].set_index("part_id")["value"].to_dict()
    assert published or domains
    assert not domains or {id: float(text.replace(",", ".")) for id, text in found.domains.items()} == domains


def test_the_twenty_indicators_of_2026():
    """Levels with decimals, aspects with unequal weights, no domains."""
    instrument = evaluation_pdf._instrument(2026, "")
    levels = {item: Fraction(100 + 17 * row % 400, 100) for row, item in enumerate(instrument.items)}
    rows = [f"  {item:<5}{'Nama':<40}{shown(level, comma=True)}" for item, level in levels.items()]
    aspects = {
        aspect.id: sum(part.weight * levels[part.id] for part in instrument.indicators if part.parent == aspect.id)
        for aspect in instrument.aspects
    }
    parts = [("SPBE", sum(aspects.values()))]
    parts += [(aspect.name_id, aspects[aspect.id] / aspect.weight) for aspect in instrument.aspects]
    told = [f"{name:<60}{shown(value, comma=True)}" for name, value in parts]
    found = from_words(laid("INDEKS SPBE TAHUN 2026", "\n".join(told), "\n".join(rows)), "report.pdf")
    assert found.levels == {item: float(level) for item, level in levels.items()}
    assert (found.instrument, found.domains, len(found.aspects)) == ("20", {}, 7)


def test_names_that_run_over_the_levels(tmp_path):
    made = planted("2021")
    made = replace(made, layout=Layout(name_width="4cm", over=True))
    path = write(made, tmp_path / "report.pdf")
    assert refusal(read_words(path))  # their characters mix
    assert read(path).levels == made.levels


def test_columns_without_heads_are_told_apart_by_the_printed_values(words_of):
    made, words = planted("2024"), words_of("2024")
    table = min(word.page for word in words if word.text == "Target")
    unheaded = [word for word in words if word.text not in ("2023", "2024") or word.page < table]
    found = from_words(unheaded, "report.pdf")
    assert found.levels == made.levels
    assert CHOSEN in found.warnings


def test_two_readings_that_both_agree_are_refused(words_of):
    words = words_of("2024")
    first = min(word.page for word in words if word.text == "Nama")
    assert len(refusal([word for word in words if word.text not in ("2023", "2024") or word.page < first])) == 1


def test_levels_of_the_year_before_do_not_count(words_of):
    words = words_of("2022")
    table = min(word.page for word in words if word.text == "Perolehan")
    other = [replace(w, text="2020") if w.text == "2022" and w.page >= table else w for w in words]
    assert "2020" in refusal(other)[0]


def test_another_document_is_refused_with_what_was_looked_for(tmp_path):
    path = tmp_path / "other.pdf"
    path.write_bytes(typst.compile(("Evaluasi SPBE tahun 2023 dibahas di sini. " * 20).encode()))
    assert "indicators" in refusal(read_words(path))[0]
    path.write_bytes(typst.compile(("Resep nasi goreng dengan telur dan cabai merah. " * 20).encode()))
    assert "year" in refusal(read_words(path))[0]
