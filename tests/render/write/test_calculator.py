"""Does the page compute what `spbe score` computes, read what it reads, and is it usable without mouse and network?"""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from analysis.data import tables
from analysis.methods.decimal_comma import with_point
from analysis.methods.errors import InputError
from analysis.methods.rounding import display, exact
from analysis.methods.scores.evaluations import reproduce
from analysis.methods.scores.rescoring import domain_links, rescore
from analysis.methods.scores.scoring import Instrument
from analysis.render.write import calculator
from analysis.render.write.html import ICON, TEMPLATES, policy_hash
from analysis.studies.shared.scorecard import instrument
from tests.present.charts.test_style import luminance
from tests.render.pages import edition
from tests.render.write.test_html import Document, colours, sha256_of

Levels = dict[str, str]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The folder of the institutions' pages, with the calculator in both languages."""
    folder = tmp_path_factory.mktemp("institutions")
    for tongue, name in {"id": "calculator.html", "en": "en/calculator.html"}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(calculator.page(tongue, edition()), encoding="utf-8")
    return folder


@pytest.fixture(params=["id", "en"])
def document(request, site) -> Document:
    path = site / ("calculator.html" if request.param == "id" else "en/calculator.html")
    return Document(path.read_text(encoding="utf-8"))


def data_of(document: Document) -> dict:
    return json.loads(next(text for tag, text in document.texts if tag == "script" and text.startswith("{")))


def test_the_data_in_the_page_are_those_of_the_tables(document):
    for name, told in data_of(document)["instruments"].items():
        of = instrument(name)
        for kind in ("domains", "aspects", "indicators"):
            parts = [(p["id"], p["parent"], Fraction(p["weight"]), p["repeats"]) for p in told[kind]]
            assert parts == [(p.id, p.parent, p.weight, p.repeats) for p in getattr(of, kind)]
        bands = [(Fraction(b["start"]), Fraction(b["end"]), b["included"]) for b in told["bands"]]
        assert bands == [(b.start, b.end, b.end_included) for b in of.bands]
        assert (Fraction(told["low"]), Fraction(told["high"])) == (of.scale.low, of.scale.high)


def test_names_are_those_of_the_regulation_in_the_language_of_the_page(document):
    [tongue] = [attrs["lang"] for attrs in document.all("html")]
    for name, told in data_of(document)["instruments"].items():
        for part, shown in zip(instrument(name).indicators, told["indicators"], strict=True):
            whole = part.name_id if tongue == "id" else part.name_en
            assert whole.endswith(shown["name"])
            assert len(whole) - len(shown["name"]) in (0, len("Tingkat Kematangan "))


def test_one_file_with_its_own_scripts_and_styles_and_no_others(document):
    [policy] = [a["content"] for a in document.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    scripts = [text for tag, text in document.texts if tag == "script" and not text.startswith("{")]
    assert len(scripts) == 1
    assert f"style-src '{sha256_of('style', document)}'" in policy
    assert policy_hash(scripts[0]) in policy
    assert "default-src 'none'" in policy
    assert [a["href"] for a in document.all("link")] == [ICON]
    assert not document.all("iframe", "object", "embed", "img")
    assert not [attrs for attrs in document.all("script") if "src" in attrs]
    assert (document.wrong, document.unclosed) == ([], [])


def test_the_scripts_say_what_the_page_gives_them_and_all_of_it():
    scripts = "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in calculator.SCRIPTS)
    assert set(re.findall(r'"((?:calculator|number)\.[a-z0-9_.]+)"', scripts)) == set(calculator.SAID)


def test_colours_are_those_of_the_style_sheet_and_can_be_read():
    css = (TEMPLATES / "calculator.css").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;, )])|rgba?\(|hsl", css)
    for theme in ("light", "dark"):
        known = colours(theme)
        assert set(re.findall(r"var\(--([\w-]+)\)", css)) <= known.keys()
        for ink, ground in [("paper", "link"), ("refuted-ink", "paper"), ("refuted-ink", "panel")]:
            light, dark = sorted((luminance(known[name]) for name in (ink, ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (theme, ink, ground)


@pytest.fixture(scope="module")
def page(chromium, site):
    """One page for the tests that ask its functions and change nothing."""
    page = chromium.new_page()
    page.goto((site / "calculator.html").as_uri())
    yield page
    page.close()


# The arithmetic. What the page's own functions give is held against the exact fractions of `Instrument`.

ALL_AT_ONCE = """
evaluations => JSON.stringify(JSON.parse(evaluations).map(([name, levels]) => {
  const { instruments, score, numeral, display } = calculator;
  const read = Object.fromEntries(Object.entries(levels).map(([id, text]) => [id, numeral(text)]));
  const found = score(instruments[name], read);
  const text = number => number.join("/");
  const texts = values => Object.fromEntries(Object.entries(values).map(([id, value]) => [id, text(value)]));
  return {
    aspects: texts(found.aspects), domains: texts(found.domains), low: text(found.low), high: text(found.high),
    shown: [display(found.low, 2, "."), display(found.high, 2, ".")], missing: found.missing,
    predicates: found.predicates, rounded: found.rounded, more: texts(found.more),
    old: found.old && [text(found.old.index), text(found.old.effect)],
  };
}))
"""


def scored(page, evaluations: list[tuple[str, Levels]]) -> list[dict]:
    """What the page makes of evaluations, in one call; as JSON, which playwright passes on whole."""
    return json.loads(page.evaluate(ALL_AT_ONCE, json.dumps(evaluations)))


def plain(values: dict[str, Fraction]) -> dict[str, str]:
    return {id: f"{value.numerator}/{value.denominator}" for id, value in values.items()}


def expected(name: str, levels: Levels) -> dict[str, object]:
    """The same by `Instrument`, the old weights by `rescore`, and what one level more adds by scoring once more."""
    of = instrument(name)
    score = of.partial(levels)
    names = [band.predicate for band in of.bands]
    ends = {kind: [names.index(of.predicate(x, kind)) for x in (score.low, score.high)]
            for kind in ("unrounded", "rounded")}  # fmt: skip
    old = None
    if of.id == "47" and not score.missing:
        links = domain_links(tables.load("crosswalk"), "35", "47")
        result = rescore(score.domains, of.domain_weights, instrument("35").domain_weights, links)
        assert result.index_new == score.low
        old = list(plain({"index": result.index_old, "effect": result.effect}).values())
    return {
        "aspects": plain(score.aspects), "domains": plain(score.domains),
        "low": plain({"": score.low})[""], "high": plain({"": score.high})[""],
        "shown": [display(score.low), display(score.high)], "missing": list(score.missing),
        "predicates": names[ends["unrounded"][0] : ends["unrounded"][1] + 1],
        "rounded": names[ends["rounded"][0] : ends["rounded"][1] + 1], "old": old,
    }  # fmt: skip


def levels_of(of: Instrument, rng: np.random.Generator, share: float) -> Levels:
    """Levels of a share of the items; whole, or with up to two decimals."""
    low, high = int(of.scale.low), int(of.scale.high)
    kept = [item for item in of.items if rng.random() < share]
    if of.scale.decimals:
        return {item: f"{rng.integers(100 * low, 100 * high + 1) / 100:g}" for item in kept}
    return {item: str(rng.integers(low, high + 1)) for item in kept}


def at_a_cut(name: str, rng: np.random.Generator, wanted: int) -> list[tuple[str, Levels]]:
    """Complete evaluations whose index reaches a band by rounding alone."""
    of = instrument(name)
    weights = np.array([float(part.weight) for part in of.indicators])
    weights /= weights.sum()
    base = rng.uniform(1.5, 4.5, size=(60_000, 1))
    unit = 100 if of.scale.decimals else 1
    drawn = np.clip(np.rint(unit * (base + rng.normal(0, 0.7, (len(base), len(weights))))), unit, 5 * unit) / unit
    index = drawn @ weights
    cuts = np.array([float(band.start) for band in of.bands])
    short = cuts - index[:, None]
    near = np.flatnonzero(((short > 1e-9) & (short < 0.0049)).any(axis=1))
    assert len(near) >= wanted
    ids = [part.id for part in of.indicators]
    return [(name, dict(zip(ids, (f"{level:g}" for level in drawn[row]), strict=True))) for row in near[:wanted]]


def test_a_thousand_evaluations_come_to_what_spbe_score_says(site, visit):
    rng = np.random.default_rng(47)
    drawn = [(name, levels_of(instrument(name), rng, share=[1, 0.97, 0.5, 0][n % 4]))
             for name in calculator.INSTRUMENTS for n in range(320)]  # fmt: skip
    drawn += [one for name in ("47", "20") for one in at_a_cut(name, rng, 20)]
    assert len(drawn) == 1000
    found = scored(visit.open(site / "calculator.html"), drawn)
    wanted = [expected(*evaluation) for evaluation in drawn]
    for evaluation, mine, theirs in zip(drawn, wanted, found, strict=True):
        assert {**theirs, "more": None} == {**mine, "more": None}, evaluation
    assert sum(mine["predicates"] != mine["rounded"] for mine in wanted) >= 40
    assert sum(not mine["missing"] for mine in wanted) >= 280
    for (name, levels), theirs in list(zip(drawn, found, strict=True))[::25]:
        check_what_a_level_adds(instrument(name), levels, theirs["more"])


def check_what_a_level_adds(of: Instrument, levels: Levels, more: dict[str, str]) -> None:
    for item, level in levels.items():
        by = 1 if Fraction(level) + 1 <= of.scale.high else -1
        raised = of.partial({**levels, item: Fraction(level) + by})
        assert (raised.low - of.partial(levels).low) / by == Fraction(more[item]), (of.id, item)


def published() -> dict[tuple[str, int, str], Levels]:
    """Every published evaluation by indicator."""
    rows = tables.load("evaluations")
    rows = rows[rows["level"] == "indicator"]
    return {
        key: {id: f"{value:g}" for id, value in zip(group["id"], group["value"], strict=True)}
        for key, group in rows.groupby(["institution_id", "year", "instrument"])
    }


def test_every_published_evaluation_comes_to_what_was_published_or_to_what_is_known_of_it(site, visit):
    evaluations = published()
    asked = [(name, levels) for (_, _, name), levels in evaluations.items()]
    found = scored(visit.open(site / "calculator.html"), asked)
    assert [{**theirs, "more": None} for theirs in found] == [{**expected(*one), "more": None} for one in asked]
    known = reproduce(
        tables.load("evaluations"), *(tables.load(t) for t in ("instruments", "instrument_parts", "bands"))
    )
    overall = known[known["level"] == "overall"].set_index(["institution_id", "year", "instrument"])
    complete = {key: theirs for key, theirs in zip(evaluations, found, strict=True) if not theirs["missing"]}
    assert len(complete) >= 4
    equal = 0
    for key, theirs in complete.items():
        for row in overall.loc[[key]].itertuples():
            assert (theirs["shown"][0] == display(row.published)) == (row.verdict == "equal"), key
            equal += row.verdict == "equal"
    assert equal >= 3


def test_another_weight_in_the_page_would_be_noticed(site, visit):
    page = visit.open(site / "calculator.html")
    evaluation = ("47", {part.id: str(1 + n % 5) for n, part in enumerate(instrument("47").indicators)})
    page.evaluate("calculator.instruments['47'].aspects[0].weight = [131n, 1000n]")
    [theirs] = scored(page, [evaluation])
    assert theirs["low"] != expected(*evaluation)["low"]


@pytest.mark.parametrize(("number", "places", "shown"), [
    ("2.675", 2, "2,68"), ("2.665", 2, "2,67"), ("-2.675", 2, "\u22122,68"), ("-0.004", 2, "0,00"),
    ("2.995", 2, "3,00"), ("1e2", 0, "100"), (".5", 0, "1"), ("0,05", 1, "0,1"), ("+3.", 2, "3,00"),
    ("25e-1", 2, "2,50"), ("-.25", 1, "\u22120,3"),
])  # fmt: skip
def test_numbers_are_shown_half_up_in_the_form_of_the_language(page, number, places, shown):
    told = page.evaluate("([x, n]) => calculator.display(calculator.numeral(x), n, ',')", [number, places])
    assert told == shown == display(number.replace(",", "."), places).replace(".", ",").replace("-", "\u2212")


COMMAS = [
    "2,51",
    ",5",
    "2,",
    " 3,1 ",
    "2,510",
    "0,125",
    "1.234,5",
    "12,345",
    "-1,5",
    "1,2,3",
    "1,234,567",
    "3.5",
    "+2,25",
]


def test_commas_are_read_as_by_the_command(page):
    ask = "texts => texts.map(text => calculator.levelOf(calculator.instruments['20'], text).refused || null)"
    for text, theirs in zip(COMMAS, page.evaluate(ask, COMMAS), strict=True):
        try:
            instrument("20").partial({"1": with_point(text)})
            assert theirs is None, text
        except InputError as error:
            kinds = {"thousands": "thousands", "off the scale": "off_scale", "not a number": "no_number"}
            [kind] = [kind for said, kind in kinds.items() if said in str(error)]
            assert theirs == f"calculator.refuse.{kind}", text


@pytest.mark.parametrize("text", ["", "three", "1,2,3", "1.234,5", "2,5.1", "1e", "nan", "--1", "1 2", "0x3"])
def test_what_is_no_number(page, text):
    assert page.evaluate("x => calculator.numeral(x)", text) is None
    with pytest.raises(InputError):
        exact(text)
