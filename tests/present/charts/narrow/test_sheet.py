from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import matplotlib
from matplotlib.figure import Figure

from analysis.present.charts.narrow import sheet

CSS = 96 / 72  # pixels a point


def figure(label: str = "1.2345") -> Figure:
    with matplotlib.rc_context(sheet.RC):
        fig, ax = sheet.sheet(1.5)
        ax.plot([1, 2.123456789], [1, 3])
        ax.text(1, 2, label)
    return fig


def test_twice_the_same_bytes_without_a_date():
    assert sheet.svg(figure()) == sheet.svg(figure())
    assert not re.search(r"\b20\d\d-\d\d|matplotlib\.org", sheet.svg(figure()))


def test_it_is_as_wide_as_a_phone_and_its_text_at_least_eleven_pixels():
    root = ElementTree.fromstring(sheet.svg(figure()))
    assert float(root.get("width").removesuffix("pt")) * CSS == 360
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)px", sheet.svg(figure()))]
    assert sizes
    assert min(sizes) * CSS >= 11


def test_words_stay_words_in_a_font_that_most_have():
    text = sheet.svg(figure("Kota <X> & 3,5710"))
    assert "Kota &lt;X&gt; &amp; 3,5710" in text
    assert "Verdana" in text


def test_places_are_short_and_words_are_left_alone():
    text = sheet.svg(figure("0.165 1.2345"))
    assert "0.165 1.2345" in text
    assert not re.search(r"<[^>]*\d\.\d{3,}[^>]*>", text)


def test_the_marks_are_where_they_were_drawn():
    """The line from the picture, back in its own units, against the data."""
    fig = figure()
    ax = fig.axes[0]
    line = next(group for group in re.findall(r'<path d="([^"]*)"[^>]*clip-path', sheet.svg(fig), re.S))
    numbers = [float(x) for x in re.findall(r"-?[\d.]+", line)]
    ends = [(numbers[0], numbers[1]), (numbers[-2], numbers[-1])]
    back = [ax.transData.inverted().transform((x * CSS, 144 - y * CSS)) for x, y in ends]
    assert abs(back[0] - [1, 1]).max() < 0.01
    assert abs(back[1] - [2.123456789, 3]).max() < 0.01


def test_what_is_not_seen_is_left_out_and_all_else_is_as_matplotlib_writes_it():
    raw = io.StringIO()
    with matplotlib.rc_context(sheet.RC):
        figure().savefig(raw, format="svg")
    ours, theirs = (ElementTree.fromstring(text) for text in (sheet.svg(figure()), raw.getvalue()))
    for kind in ("text", "use", "path"):
        seen = [[(e.text or "").strip() + (e.get("style") if kind == "path" else "")
                 for e in root.iter(f"{{http://www.w3.org/2000/svg}}{kind}") if e.get("style") != "fill: none"]
                for root in (ours, theirs)]  # fmt: skip
        assert seen[0], kind
        assert seen[0] == seen[1], kind
    assert len(sheet.svg(figure())) < 0.6 * len(raw.getvalue())


def test_every_reference_in_it_has_its_target():
    text = sheet.svg(figure())
    asked = set(re.findall(r'url\(#(\w+)\)|href="#(\w+)"', text))
    assert asked
    assert {a or b for a, b in asked} <= set(re.findall(r'id="(\w+)"', text))


def test_margins_are_inches():
    _, ax = sheet.sheet(2.0, left=0.5, right=0.25, top=0.2, bottom=0.4)
    box = ax.get_position()
    assert [round(x, 6) for x in (box.x0, 1 - box.x1, 1 - box.y1, box.y0)] == [
        round(x, 6) for x in (0.5 / 3.75, 0.25 / 3.75, 0.1, 0.2)
    ]


def test_ids_are_numbered_and_every_use_of_one_leads_to_it():
    text = sheet.svg(figure())
    ids = re.findall(r' id="([^"]+)"', text)
    used = re.findall(r'(?:url\(#|href="#)([^")]+)', text)
    assert used
    assert set(used) <= set(ids)
    assert all(re.fullmatch(r"i\d+", name) for name in ids)
    assert len(ids) == len(set(ids))


def test_half_a_hundredth_does_not_hang_on_the_last_bit():
    pattern = re.compile(r".*")
    short = {sheet._two_decimals(pattern.match(text)) for text in ("31.135", "31.134999", "31.135001")}
    assert len(short) == 1
