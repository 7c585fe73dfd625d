from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from analysis.methods.errors import InputError
from analysis.present import tables
from analysis.render.collect import outline
from analysis.render.collect.collect import merge_tables
from analysis.render.collect.model import Markdown, Sentence
from analysis.render.write import figures
from analysis.render.write.front import pages_beside
from analysis.render.write.html import TEMPLATES, highlighted, run_page
from tests.present.charts.test_style import luminance
from tests.render.pages import AWKWARD, edition, figure, page, pages, table

VOID = {"meta", "img", "br", "hr", "link", "input", "source"}


class Document(HTMLParser):
    """Tags in order with their attributes, the text of each heading, and whether tags are closed in order."""

    def __init__(self, text: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []  # (innermost tag, text)
        self.unclosed: list[str] = []
        self.wrong: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.unclosed.append(tag)

    def handle_endtag(self, tag):
        if not self.unclosed or self.unclosed.pop() != tag:
            self.wrong.append(f"line {self.getpos()[0]}: </{tag}>")

    def handle_data(self, data):
        if self.unclosed:
            self.texts.append((self.unclosed[-1], data))

    def all(self, *names: str) -> list[dict[str, str]]:
        return [attrs for tag, attrs in self.tags if tag in names]

    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(t for tag, t in self.texts if tag not in ("style", "script")))


def written(made=None, about=None) -> dict[str, str]:
    """Every page of a report by its file name."""
    made, about = made or pages(), about or edition()
    return {f"{p.run}.html": run_page(p, made, about) for p in made} | pages_beside(made, about)


@pytest.fixture(scope="module")
def report() -> dict[str, Document]:
    return {name: Document(text) for name, text in written().items()}


def test_tags_are_closed_in_order(report):
    assert {name: (d.wrong, d.unclosed) for name, d in report.items()} == {name: ([], []) for name in report}


def test_a_run_is_named_by_its_title_on_its_page_in_the_index_and_beside_it(report):
    named = [*pages()[:2], dataclasses.replace(pages()[2], name="Toys of <2022>")]
    found = {name: Document(text) for name, text in written(named).items()}
    assert "Is it so? – Toys of <2022>" in found["index.html"].text()
    assert "Is it so? (toy_2022)" not in found["data.html"].text()
    assert ("title", "Is it so? – Toys of <2022> – A study of <nothing> & more") in found["toy_2022.html"].texts
    assert ("p", "Toys of <2022>") in found["toy_2022.html"].texts
    assert ("h1", "Is it so?") in found["toy_2022.html"].texts
    assert "Is it so? – Toys of <2022>" in found["other.html"].text(), "the link to the next page"
    assert found["toy.html"].text() == report["toy.html"].text(), "no other page changes"


def test_nothing_is_loaded_from_anywhere(report):
    for name, document in report.items():
        loads = [attrs[a] for _, attrs in document.tags for a in ("src", "srcset", "data", "poster") if a in attrs]
        assert set(loads) <= set(figures.files(pages())), name
        assert [a["rel"] for a in document.all("link")] == ["icon"], name
        assert all(a["href"].startswith("data:image/svg+xml,") for a in document.all("link")), name
        assert not document.all("iframe", "object", "embed", "base"), name
    assert not re.search(r"@import|url\(", (TEMPLATES / "style.css").read_text(encoding="utf-8"))


def sha256_of(tag: str, document: Document) -> str:
    """The hash of the one element of this name, as a content policy gives it."""
    [text] = [text for name, text in document.texts if name == tag]
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def test_only_the_page_s_own_script_and_style_are_let_in(report):
    for name, document in report.items():
        [policy] = [a["content"] for a in document.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
        rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
        assert rules == {
            "default-src": "'none'", "img-src": "'self' data:", "base-uri": "'none'", "form-action": "'none'",
            "style-src": f"'{sha256_of('style', document)}'", "script-src": f"'{sha256_of('script', document)}'",
        }, name  # fmt: skip
        first = next(i for i, (tag, _) in enumerate(document.tags) if tag in ("style", "script"))
        assert all(tag != "style" or i == first for i, (tag, _) in enumerate(document.tags)), name
        assert not [attrs for _, attrs in document.tags if any(a == "style" or a.startswith("on") for a in attrs)], name


@pytest.mark.parametrize("injected", ["", "<script>document.title = 'intruder'</script>"])
def test_a_browser_runs_the_page_s_script_and_no_other(tmp_path, visit, injected):
    """The script marks the page with a class; what the policy stops is told on the console."""
    path = tmp_path / "toy.html"
    path.write_text(written()["toy.html"].replace("<footer>", f"{injected}<footer>"), encoding="utf-8")
    page = visit.open(path)
    assert page.locator("html").get_attribute("class") == "js"
    assert page.title() != "intruder"
    stopped = [line for line in visit.console if "Content Security Policy" in line]
    assert len(stopped) == bool(injected), visit.console


def test_headings_leave_no_gap(report):
    for name, document in report.items():
        levels = [int(tag[1]) for tag, _ in document.tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)


def test_the_reader_is_told_what_cannot_be_seen(report):
    for document in report.values():
        assert document.all("html") == [{"lang": "en"}]
        assert all(len(image["alt"]) >= 20 for image in document.all("img"))
        assert {th["scope"] for th in document.all("th")} <= {"col", "row", "rowgroup"}
        assert document.all("a")[0] == {"class": "skip", "href": "#text"}
        assert [m["id"] for m in document.all("main")] == ["text"]
        assert all(nav.get("aria-label") for nav in document.all("nav"))


def test_ids_are_unique_and_links_resolve(report):
    tables = {f"tables/{name}" for name in merge_tables(pages())} | set(figures.files(pages()))
    ids = {}
    for name, document in report.items():
        found = [attrs["id"] for _, attrs in document.tags if "id" in attrs]
        assert len(found) == len(set(found)), name
        ids[name] = set(found)
    for name, document in report.items():
        for link in document.all("a"):
            target, _, anchor = link["href"].partition("#")
            if target.startswith("https:"):
                continue
            assert target in {"", "brief.pdf", "report.pdf", "annex.pdf", "values.json", *ids, *tables}, (name, link)
            assert not anchor or anchor in ids[target or name], (name, link)


def test_the_answer_stands_first_and_once(report):
    document = report["toy.html"]
    assert document.text().count("It is so, by 0.12 points, in toy.") == 1
    heading = document.tags.index(("h1", {}))
    assert document.tags[heading + 1] == ("p", {"class": "answer", "id": "sentence-toy-answer"})
    assert document.tags[heading + 2] == ("a", {"class": "badge identified", "href": "glossary.html#word-identified"})


def test_findings_have_their_decision_word(report):
    text = report["toy.html"].text()
    assert "identified It is so" in text
    assert "refuted It is not otherwise." in text


def test_awkward_characters_are_shown_as_they_are(report):
    text = report["toy.html"].text()
    assert f"A plain sentence: {AWKWARD}" in text
    assert f"A note: {AWKWARD}" in text
    assert "printed <b>" in text
    assert "Kota <1>" in text
    assert "print('<&>', n)" in text
    assert report["toy.html"].all("img")[0]["alt"] == f"Two bars: {AWKWARD}"
    assert "A study of <nothing> & more" in text
    assert not {"b", "f"} & {tag for tag, _ in report["toy.html"].tags}


def test_figures_have_their_size_caption_and_data(report):
    [image], [narrow] = report["toy.html"].all("img"), report["toy.html"].all("source")
    assert (image["width"], image["src"], image["loading"]) == ("612", "figures/toy_figure.svg", "lazy")
    assert (narrow["width"], narrow["srcset"]) == ("360", "figures/toy_figure.narrow.svg")
    text = report["toy.html"].text()
    links = {a["href"] for a in report["toy.html"].all("a")}
    assert {"tables/toy_figure.csv", "figures/toy_figure.png", "figures/toy_figure.svg", "#figure-toy-figure"} <= links
    assert figure().data_sha256[:12] not in text
    assert "Figure 1 Data (CSV) PNG SVG" in " ".join(text.split())
    assert "Table 1 Data (CSV)" in " ".join(text.split())
    assert "All rows: Data (CSV), 40 rows" in text
    assert "not this" not in text


def test_figures_and_tables_are_numbered_through_the_report_and_cited_by_their_number(report):
    second = " ".join(report["other.html"].text().split())
    assert "Figure 2 Data (CSV)" in second
    assert "Table 2 Data (CSV)" in second
    assert outline.cited(pages()[1], figure(), 2, edition()) in second


def test_code_is_folded_behind_one_switch_and_opens_without_a_script(report):
    document = report["toy.html"]
    assert [b.get("id") or b["class"] for b in document.all("button")] == ["show-code", "copy"]
    assert [d for d in document.all("details") if d["class"] == "code"] == [{"class": "code"}]
    assert not report["index.html"].all("button")
    without = dataclasses.replace(page(), blocks=[Sentence("toy.a", "So.", "bounded")])
    assert not Document(run_page(without, [without], edition())).all("button", "details")


def test_a_page_says_how_it_was_made_and_where_to_go(report):
    text = report["other.html"].text()
    assert "the run “other” of the notebook 10_toy. Built from commit 0123abcdef+ of 17 August 2024" in text
    told = [t for tag, t in report["other.html"].texts if tag in ("dt", "dd")]
    assert told == ["year", "2021", "types", "kota, kabupaten"]
    rels = {a["rel"]: a["href"] for a in report["other.html"].all("a") if "rel" in a}
    assert rels == {"prev": "toy.html", "next": "toy_2022.html"}
    assert "prev" not in {a.get("rel") for a in report["toy.html"].all("a")}
    assert "Run toy_2022: year = 2022" in report["toy_2022.html"].text()


def test_a_page_outside_git_and_outside_the_list():
    alone = Document(run_page(page(), [], edition(commit="", date="", sources_sha256="7e" * 32)))
    assert "Built outside version control" in alone.text()
    assert not {"prev", "next"} & {a.get("rel") for a in alone.all("a")}


def test_the_same_pages_are_the_same_bytes():
    assert written() == written()


def test_a_table_s_container_scrolls_by_itself(report):
    regions = [a for a in report["toy.html"].all("div") if a.get("role") == "region"]
    assert [(a["class"], a["tabindex"], a["aria-label"]) for a in regions] == [("scroll", "0", "A table")]


def test_the_note_of_a_table_stands_once_and_outside_of_what_scrolls():
    made = dataclasses.replace(page(), blocks=[table()])
    text = run_page(made, [made], edition())
    assert text.count('<p class="table-note">') == 1
    assert re.search(r"</table>\s*</div>\s*<p class=\"table-note\">A note: ", text)


def test_short_text_in_a_table_is_not_broken_into_lines():
    body = tables.Shown(["Years", "Long"], [["2010 to 2012", "what is long may well be broken"]], ["left", "left"])
    block = dataclasses.replace(table(), cells=body.cells, html=tables.to_html(body, "A table", ""))
    made = dataclasses.replace(page(), blocks=[block])
    cells = Document(run_page(made, [made], edition())).all("td", "th")
    assert [cell.get("class") for cell in cells] == [None, None, "short", None], "two headings, two cells"


def test_what_cannot_be_shown_is_refused():
    image = dataclasses.replace(page(), blocks=[Markdown("![x](y.png)")])
    with pytest.raises(InputError, match="run toy: Markdown has an image"):
        run_page(image, [image], edition())
    broken = dataclasses.replace(page(), blocks=[dataclasses.replace(figure(), svg="<svg/>")])
    with pytest.raises(InputError, match=r"figure toy\.figure: the picture has no size; publish it"):
        run_page(broken, [broken], edition())


def test_code_keeps_every_character():
    source = 'def f(x):\n    """Doc <b>."""\n    return {\'a\': 1.5e3 if x is None else x}  # why & how\n'
    made = highlighted(source)
    assert "".join(t for _, t in Document(f"<pre>{made}</pre>").texts) == source.strip("\n")
    assert '<span class="k">def</span>' in made
    assert '<span class="c"># why &amp; how</span>' in made


def colours(theme: str) -> dict[str, str]:
    css = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    light, dark = css.split("@media screen", 2)[:2]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light if theme == "light" else dark))


BADGES = ("fact", "identified", "bounded", "associated", "unsupported", "refuted")
PAIRS = [(ink, ground) for ground in ("paper", "panel") for ink in (
    "ink", "muted", "link", "keyword", "string", "number", "comment", "name",
)] + [(f"{name}-ink", name) for name in BADGES]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_contrast(theme, ink, ground):
    pair = [luminance(colours(theme)[name]) for name in (ink, ground)]
    ratio = (max(pair) + 0.05) / (min(pair) + 0.05)
    assert ratio >= 4.5, f"{ink} on {ground}, {theme}: {ratio:.2f}"


def test_the_focus_is_seen_in_both_themes():
    for theme in ("light", "dark"):
        focus, paper = (luminance(colours(theme)[name]) for name in ("focus", "paper"))
        assert (max(focus, paper) + 0.05) / (min(focus, paper) + 0.05) >= 3


def test_both_themes_name_the_same_colours_and_no_rule_has_its_own():
    css = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    assert colours("light").keys() == colours("dark").keys()
    assert colours("light") != colours("dark")
    rules = css[css.index("* { box-sizing") :]
    assert re.findall(r"#[0-9a-f]{3,6}\b", rules) == []
    assert set(re.findall(r"var\(--([\w-]+)\)", rules)) == colours("light").keys()


@pytest.mark.parametrize(("tongue", "folder"), [("en", ""), ("id", "id/")])
def test_where_the_report_is_on_the_web_a_shared_link_has_a_picture(tongue, folder):
    address = "https://example.org/spbe/"
    for given in ("", address):
        about = edition(language=tongue, languages=("en", "id"), address=given)
        html = run_page(page(), [page()], about)
        found = dict(re.findall(r'<meta property="og:(url|image)" content="([^"]*)">', html))
        expected = {"url": f"{address}{folder}toy.html", "image": f"{address}{folder}figures/toy_figure.png"}
        assert found == (expected if given else {})
    assert "og:image" not in run_page(dataclasses.replace(page(), blocks=[]), [page()], about)
