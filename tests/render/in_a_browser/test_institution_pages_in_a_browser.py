"""Pages of institutions on a phone and on a desk: does everything fit, can it be read, and touched with a finger?"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from analysis.commands.render import default_engine
from analysis.render.institutions.asked import Asked
from analysis.render.institutions.build import build
from analysis.render.project import Project
from tests.browser import PHONE, WIDE
from tests.render.run.test_fork import on_linux
from tests.tree import copied_to

pytestmark = on_linux
LEAST_TEXT, LEAST_IN_FIGURE, LEAST_TARGET = 16, 11, 44  # CSS pixels
HEAVIEST = 250_000  # bytes of a page
SMALL_PHONE = 360
MEASURED = (Path(__file__).parent / "measured.js").read_text(encoding="utf-8")
ASKED = [  # an ordinary one and those that are hard to draw or to name
    Asked("kabupaten-merangin", "id"),
    Asked("kabupaten-asmat", "id"),  # at the floor of the scale
    Asked("kabupaten-deiyai", "en"),  # one list alone, at the floor
    Asked("lembaga-penerbangan-dan-antariksa-nasional", "id"),  # one figure alone
    Asked("kementerian-komunikasi-dan-digital", "id"),  # renamed, near the top of the scale
    Asked("kementerian-perencanaan-pembangunan-nasional-badan-perencanaan-pembangunan-nasional", "id"),
    Asked("kementerian-koordinator-bidang-perekonomian", "en"),  # with all levels
    Asked("provinsi-jawa-timur", "en"),  # a domain value is missing
    Asked("provinsi-papua-pegunungan", "id"),
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, Path]:
    """The pages asked for, by the names of their files."""
    project = Project(copied_to(tmp_path_factory.mktemp("pages") / "copy"))
    outcome = build(ASKED, project, default_engine(), workers=2)
    assert not outcome.failed
    return {page.file: project.reports / "institutions" / page.file for page in ASKED}


def wrong(visit, path: Path, width: int) -> list[str]:
    """What the eye would find wrong with a page. Its policy is left aside, so that a figure can be taken apart."""
    page = visit.open(path, width=width, bypass_csp=True)
    return page.evaluate(MEASURED, [LEAST_TEXT, LEAST_IN_FIGURE, LEAST_TARGET if width < WIDE else 0])


@pytest.mark.parametrize("width", [SMALL_PHONE, PHONE, WIDE])
def test_everything_fits_and_can_be_read_and_touched(pages, visit, width):
    found = {name: problems for name, path in pages.items() if (problems := wrong(visit, path, width))}
    assert found == {}


def test_no_page_is_too_heavy_for_a_phone(pages):
    heavy = {name: path.stat().st_size for name, path in pages.items() if path.stat().st_size > HEAVIEST}
    assert heavy == {}


def test_the_eye_sees_what_is_wrong(pages, visit, tmp_path):
    """A page made worse: a word moved on another, one out of its figure, small letters, a table that is too wide."""
    text = pages["kabupaten-merangin.html"].read_text(encoding="utf-8")
    address = re.search(r'src="data:image/svg\+xml,([^"]*)', text)[1]
    svg = unquote(address)
    first = re.search(r"<text[^>]*>[^<]*</text>", svg)[0]
    moved = re.sub(r"<text[^>]*>", '<text x="400" y="50" style="font: 5px sans-serif">', first)
    worse = svg.replace("</svg>", f"{first}{moved}</svg>", 1)
    text = text.replace(address, quote(worse, safe=" ,:;/()*!@$-_.=?&'"))
    path = tmp_path / "worse.html"
    path.write_text(text.replace("</h1>", '</h1><h3>x</h3><div style="width: 500px">x</div>'), encoding="utf-8")
    found = " ".join(wrong(visit, path, SMALL_PHONE))
    for sign in ("pixels wide", "h3 after h1", "on each other", "leaves", "small"):
        assert sign in found, sign
