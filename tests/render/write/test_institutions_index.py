"""The front page of the institutions as a file, held against the CSVs."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise

import pytest

from analysis.present import language
from analysis.render.write import institutions_index
from analysis.render.write.html import ICON, TEMPLATES
from analysis.render.write.institutions_index import TILES, page
from tests.present.charts.test_style import luminance
from tests.render.pages import edition
from tests.render.write.front_page import LISTS, MARK, UNMADE, csv_of, data, institutions, latest, written
from tests.render.write.test_html import Document, sha256_of
from tests.studies.by_hand import rows

# Where the capital of each province lies: degrees east, degrees north, to about half a degree.
CAPITALS = {
    "Aceh": (95.5, 5.5), "Sumatera Utara": (98.5, 3.5), "Sumatera Barat": (100.5, -1), "Riau": (101.5, 0.5),
    "Kepulauan Riau": (104.5, 1), "Jambi": (103.5, -1.5), "Bengkulu": (102.5, -4), "Sumatera Selatan": (104.5, -3),
    "Kepulauan Bangka Belitung": (106, -2), "Lampung": (105.5, -5.5), "Banten": (106, -6), "DKI Jakarta": (107, -6),
    "Jawa Barat": (107.5, -7), "Jawa Tengah": (110.5, -7), "DI Yogyakarta": (110.5, -8), "Jawa Timur": (112.5, -7.5),
    "Bali": (115, -8.5), "Nusa Tenggara Barat": (116, -8.5), "Nusa Tenggara Timur": (123.5, -10),
    "Kalimantan Barat": (109.5, 0), "Kalimantan Tengah": (114, -2), "Kalimantan Selatan": (115, -3.5),
    "Kalimantan Timur": (117, -0.5), "Kalimantan Utara": (117.5, 3), "Sulawesi Utara": (125, 1.5),
    "Gorontalo": (123, 0.5), "Sulawesi Tengah": (120, -1), "Sulawesi Barat": (119, -2.5),
    "Sulawesi Selatan": (119.5, -5), "Sulawesi Tenggara": (122.5, -4), "Maluku Utara": (127.5, 0.5),
    "Maluku": (128, -3.5), "Papua Barat Daya": (131.5, -1), "Papua Barat": (134, -1), "Papua Tengah": (135.5, -3.5),
    "Papua": (140.5, -2.5), "Papua Pegunungan": (139, -4), "Papua Selatan": (140.5, -8.5),
}  # fmt: skip


@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_one_small_file_lets_in_only_its_own_script_and_style(tongue):
    text = written(tongue)
    assert len(text.encode()) < 300_000
    document = Document(re.sub(r'<script type="application/json".*?</script>', "", text, flags=re.S))
    assert (document.wrong, document.unclosed) == ([], [])
    [policy] = [a["content"] for a in document.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert (rules["default-src"], rules["base-uri"], rules["form-action"]) == ("'none'",) * 3
    assert rules["style-src"] == f"'{sha256_of('style', document)}'"
    assert rules["script-src"] == f"'{sha256_of('script', document)}'"
    assert [a["href"] for a in document.all("link")] == [ICON]
    assert not document.all("iframe", "object", "embed", "base", "img")
    assert not [attrs for _, attrs in document.tags if any(a == "style" or a.startswith("on") for a in attrs)]
    assert not re.search(r"@import|url\(|https?:", text.replace(ICON, ""))


@pytest.mark.parametrize(("tongue", "other"), [("id", "en"), ("en", "id")])
def test_no_text_of_the_other_language_is_in_it(tongue, other):
    theirs, ours = (language.catalogue(name) for name in (other, tongue))
    pieces = {key: max(re.split(r"{.*?}", text), key=len).strip() for key, text in theirs.items()}
    looked_for = {key: piece for key, piece in pieces.items() if key.startswith("institutions.") and " " in piece}
    assert len(looked_for) > 40
    assert not [key for key, piece in looked_for.items() if piece in written(tongue) and piece not in ours[key]]
    assert f'<html lang="{tongue}">' in written(tongue)


@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_the_list_is_that_of_the_tables(tongue):
    item = r"<li><b>(.*?)</b><(a|span)(?: href=\"(.*?)\.html\")?>(.*?)</\2><p>(.*?)</p></li>"
    items = [[unescape(text) for text in found] for found in re.findall(item, written(tongue))]
    assert [name for *_, name, _ in items] == sorted(row["name"] for row in institutions().values())
    by_name = {row["name"]: name for name, row in institutions().items()}
    for index, tag, href, name, about in items:
        id = by_name[name]
        assert (tag, href) == (("span", "") if id == UNMADE else ("a", id))
        year, printed, predicate = latest().get(id, (None, "–", ""))
        assert index == printed.replace(".", MARK[tongue]), id
        assert about.startswith(predicate), id
        assert ("(2023)" in about) == (year == 2023), id
        assert institutions()[id]["province"] in about, id


def test_the_script_is_given_what_the_tables_say():
    held = data()
    values = {(r["unit"], r["year"], r["part_id"]): r["value"] for r in rows("spbe_parts")
              if r["level"] == "domain" and r["preferred"] == "yes"}  # fmt: skip
    indices = {(r["institution_id"], r["source_id"]): r["index"] for r in rows("spbe_index")}
    at = {name: place for place, name in enumerate(held["fields"])}
    hundredths = lambda text: round(100 * float(text)) if text else None  # noqa: E731
    for row in held["rows"]:
        id = row[at["institution_id"]]
        year, _, predicate = latest().get(id, (None, "", None))
        about = institutions()[id]
        assert held["type"][row[at["type"]]] == about["type"]
        assert held["province"][row[at["province"]]] == about["province"]
        assert row[at["year"]] == year
        assert (row[at["predicate"]] is not None and held["predicate"][row[at["predicate"]]]) == (predicate or False)
        for source, of in LISTS.items():
            assert row[at[f"index_{of}"]] == hundredths(indices.get((id, source)))
        for part, name in zip("1234", ("policy", "governance", "management", "services"), strict=True):
            assert row[at[name]] == hundredths(values.get((id, str(year), part))), (id, name)


def test_tiles_are_the_provinces_where_they_lie():
    tiles = {row["province"]: (int(row["column"]), int(row["row"])) for row in csv_of(TILES)}
    assert tiles.keys() == {row["province"] for row in institutions().values()} - {""} == CAPITALS.keys()
    assert len(set(tiles.values())) == 38
    names = list(tiles)
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    for axis, sign, far in ((0, 1, 3), (1, -1, 3)):  # columns go east, rows go south
        ahead = [(tiles[b][axis] - tiles[a][axis]) * (CAPITALS[b][axis] - CAPITALS[a][axis]) * sign for a, b in pairs
                 if abs(CAPITALS[b][axis] - CAPITALS[a][axis]) > far]  # fmt: skip
        assert sum(x >= 0 for x in ahead) / len(ahead) > 0.93, "of two provinces far apart the one lies on its side"
    assert tiles["Aceh"] == (1, 1)
    assert max(column for column, _ in tiles.values()) == tiles["Papua"][0] == tiles["Papua Selatan"][0]


def test_a_tile_has_the_tone_of_its_mean():
    tones = re.findall(r'<li class="r\d c\d t(\d)">.*?<b>(.*?)</b>', written("en"))
    legend = dict(re.findall(r'<li><span class="t(\d)"></span>(.*?)</li>', written("en")))
    ends = {tone: [float(x) for x in re.findall(r"\d\.\d\d", text)] for tone, text in legend.items()}
    assert len(tones) == 38
    for tone, mean in tones:
        if mean == "–":
            assert tone == "0"
        elif len(ends[tone]) == 2:
            assert ends[tone][0] <= float(mean) <= ends[tone][1]
        else:
            assert (float(mean) < ends[tone][0]) if tone == "1" else (float(mean) >= ends[tone][0])
    assert [institutions_index._tone(start) for start in institutions_index.TONES] == [2, 3, 4, 5]


def test_tones_differ_in_grey_and_their_text_is_legible():
    css = (TEMPLATES / "institutions.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", css))
    tones = [luminance(colours[f"tone{n}"]) for n in range(1, 6)]
    for lighter, darker in pairwise(tones):
        assert (lighter + 0.05) / (darker + 0.05) > 1.25
    for n, ink in re.findall(r"\.t([1-5]) button, .*?color: var\(--(\w+)\)", css):
        pair = sorted((luminance(colours[f"tone{n}"]), luminance(colours[ink])))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, n


def test_who_has_no_page_is_not_linked():
    everyone = page("en", set(institutions()), edition())
    assert len(re.findall(r'<li><b>.*?</b><a href="', everyone)) == len(institutions())
    nobody = page("en", set(), edition())
    assert not re.search(r'<li><b>.*?</b><a href="', nobody)


def test_the_page_is_steady():
    assert page("id", set(institutions()) - {UNMADE}, edition()) == written("id")
    assert institutions_index.overview_of_all() is institutions_index.overview_of_all()
