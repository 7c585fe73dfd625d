from __future__ import annotations

import base64
import io
import re
import struct
from xml.etree import ElementTree

import matplotlib
import pytest
from matplotlib.figure import Figure

from analysis.present.charts import style, svg
from analysis.present.charts.narrow import sheet
from tests.present.charts.test_style import luminance

CSS = 96 / 72  # pixels a point
LONG = re.compile(r"\d+\.\d+")


def figure(label: str = "1.2345") -> Figure:
    with matplotlib.rc_context(sheet.RC):
        fig, ax = sheet.sheet(1.5)
        ax.plot([1, 2.123456789], [1, 3])
        ax.text(1, 2, label)
    return fig


def test_twice_the_same_bytes_without_a_date():
    assert svg.svg(figure()) == svg.svg(figure())
    assert not re.search(r"\b20\d\d-\d\d|matplotlib\.org", svg.svg(figure()))


def test_it_is_as_wide_as_a_phone_and_its_text_at_least_eleven_pixels():
    root = ElementTree.fromstring(svg.svg(figure()))
    assert float(root.get("width").removesuffix("pt")) * CSS == 360
    sizes = [float(size) for size in re.findall(r"font-size:([\d.]+)px", svg.svg(figure()))]
    assert sizes
    assert min(sizes) * CSS >= 11


def test_words_stay_words_in_a_font_that_most_have():
    text = svg.svg(figure("Kota <X> & 3,5710"))
    assert "Kota &lt;X&gt; &amp; 3,5710" in text
    assert "Verdana" in text


def test_places_are_short_and_words_are_left_alone():
    text = svg.svg(figure("0.165 1.2345"))
    assert "0.165 1.2345" in text
    assert not re.search(r"<[^>]*\d\.\d{3,}[^>]*>", text)


def test_the_marks_are_where_they_were_drawn():
    """The line from the picture, back in its own units, against the data."""
    fig = figure()
    ax = fig.axes[0]
    line = next(group for group in re.findall(r'<path d="([^"]*)"[^>]*clip-path', svg.svg(fig), re.S))
    numbers = [float(x) for x in re.findall(r"-?[\d.]+", line)]
    ends = [(numbers[0], numbers[1]), (numbers[-2], numbers[-1])]
    back = [ax.transData.inverted().transform((x * CSS, 144 - y * CSS)) for x, y in ends]
    assert abs(back[0] - [1, 1]).max() < 0.01
    assert abs(back[1] - [2.123456789, 3]).max() < 0.01


def test_what_is_not_seen_is_left_out_and_all_else_is_as_matplotlib_writes_it():
    raw = io.StringIO()
    with matplotlib.rc_context(sheet.RC | {"svg.fonttype": "none"}):
        figure().savefig(raw, format="svg")
    ours, theirs = svg.svg(figure()), raw.getvalue()
    looks = dict(re.findall(r"\.(c\d+)\{([^}]*)\}", ours.partition("@media")[0]))
    for kind in ("text", "use", "path"):
        seen = [look(e, looks) for e in elements(ours, kind)]
        assert seen, kind
        assert seen == [look(e, looks) for e in elements(theirs, kind) if e.get("style") != "fill: none"], kind
    assert len(ours) < 0.8 * len(theirs)


def elements(text, kind):
    return list(ElementTree.fromstring(text).iter(f"{{http://www.w3.org/2000/svg}}{kind}"))


def look(element, looks):
    """What an element says and how it looks, by its class or by itself."""
    said = looks.get(element.get("class", ""), element.get("style") or "")
    said = re.sub(r"font-family: [^;]*;|[\s;]", "", said)
    return (element.text or "").strip(), LONG.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0"), said)


def test_every_reference_in_it_has_its_target():
    text = svg.svg(figure())
    asked = set(re.findall(r'url\(#(\w+)\)|href="#(\w+)"', text))
    assert asked
    assert {a or b for a, b in asked} <= set(re.findall(r'id="(\w+)"', text))


def test_ids_are_numbered_and_every_use_of_one_leads_to_it():
    text = svg.svg(figure())
    ids = re.findall(r' id="([^"]+)"', text)
    used = re.findall(r'(?:url\(#|href="#)([^")]+)', text)
    assert used
    assert set(used) <= set(ids)
    assert all(re.fullmatch(r"i\d+", name) for name in ids)
    assert len(ids) == len(set(ids))


def test_half_a_hundredth_does_not_hang_on_the_last_bit():
    pattern = re.compile(r".*")
    short = {svg._two_decimals(pattern.match(text)) for text in ("31.135", "31.134999", "31.135001")}
    assert len(short) == 1


def test_every_colour_has_a_second_one_for_dark_screens():
    light, night = re.search(r"<style>(.*)@media(.*)</style>", svg.svg(figure()), re.S).groups()
    coloured = {name for name, look in re.findall(r"\.(\w+)\{([^}]*)\}", light) if "#" in look}
    assert coloured
    assert coloured == set(re.findall(r"\.(\w+)\{", night))


@pytest.mark.parametrize("colour", [style.SUBJECT, style.CONTRAST, style.INK, style.MUTED])
def test_colours_of_text_are_legible_on_a_dark_screen(colour):
    ground, text = (luminance(svg.dark(one)) for one in (style.PAPER, colour))
    assert (text + 0.05) / (ground + 0.05) >= 4.5


def test_a_colour_that_is_none_of_ours_changes_from_light_to_dark_and_keeps_its_order():
    turned = [luminance(svg.dark(colour)) for colour in ("#f3dcc9", "#7fa6cb", "#123456")]
    assert turned == sorted(turned)


def test_a_text_with_a_halo_stays_text():
    with matplotlib.rc_context(sheet.RC):
        fig, ax = sheet.sheet(1.5)
        style.halo(ax.text(0.5, 0.5, "legible"))
    written = svg.svg(fig)
    assert re.search(r'<text class="halo c\d+"[^>]*>legible</text>', written)
    assert "paint-order:stroke" in written
    svg.png(fig)
    assert ax.texts[0].get_path_effects(), "and has one in the other picture"


def test_a_png_has_two_dots_a_pixel_and_no_trace_of_who_made_it():
    png = base64.b64decode(svg.png(figure()))
    assert struct.unpack(">II", png[16:24]) == (720, 288)
    assert b"Software" not in png


def test_a_picture_alone_has_its_words_above_and_below():
    picture = svg.svg(figure())
    alone = svg.with_words(picture, "Title & more", "Below it", "Source: nobody")
    root = ElementTree.fromstring(alone)
    said = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert [said[0], said[1], said[-1]] == ["Title & more", "Below it", "Source: nobody"]
    inner = root.find("{http://www.w3.org/2000/svg}svg")
    assert float(inner.get("y")) + float(inner.get("height")) < float(root.get("height").removesuffix("pt"))
    with pytest.raises(ValueError, match="no size"):
        svg.with_words("<svg/>", "", "", "")
