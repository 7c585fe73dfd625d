from __future__ import annotations

import json

import pytest
from hypothesis import given, strategies as st

from analysis.render.run import output_size
from analysis.render.run.output_size import CUT, KEPT, LAST, LINES, PIECES, WIDTH, limited, shortened
from tests.render.toy import VND


def stream(text: str) -> dict:
    return {"output_type": "stream", "name": "stdout", "text": text}


def shown(**data: object) -> dict:
    data = {kind.replace("_", "/"): text for kind, text in data.items()}
    return {"output_type": "display_data", "metadata": {}, "data": data}


def lost(outputs: list[dict]) -> list[int]:
    """Bytes that each note tells of."""
    return [o["data"][CUT]["bytes"] for o in outputs if CUT in o.get("data", {})]


def printed(outputs: list[dict]) -> str:
    return "".join(o.get("text", "") for o in outputs)


def test_what_has_room_is_kept_as_it_is():
    outputs = [stream("x" * (KEPT - 3)), shown(text_plain="ab", text_html=["c"])]
    assert limited(outputs) == outputs


def test_printed_text_is_cut_at_a_line_end_and_the_note_says_by_how_much():
    text = "".join(f"{i}\n" for i in range(200_000))
    kept = limited([stream(text)])
    assert len(kept) == 2
    assert KEPT - 8 < len(kept[0]["text"]) <= KEPT
    assert text.startswith(kept[0]["text"])
    assert kept[0]["text"].endswith("\n")
    assert lost(kept) == [len(text) - len(kept[0]["text"])]
    assert kept[1]["data"]["text/plain"] == (
        f"[{len(text) - len(kept[0]['text']):,} bytes more were put out and are cut: "
        "a cell may print 1,000,000 bytes in 1,000 pieces]"
    )


def test_one_long_line_is_cut_inside_and_no_character_is_halved():
    kept = limited([stream("short\n" + "é" * KEPT)])
    assert (kept[0]["text"], lost(kept)) == ("short\n" + "é" * ((KEPT - 6) // 2), [2 * KEPT + 6 - KEPT])


def test_of_a_display_the_kinds_that_have_room_are_kept_text_first():
    kept = limited([shown(text_html="<b>" * KEPT, text_plain="small", text_latex="$x$")])
    assert kept[0]["data"] == {"text/plain": "small", "text/latex": "$x$"}
    assert lost(kept) == [3 * KEPT]
    kept = limited([shown(text_html="<b>", text_plain="x" * (KEPT + 5)), stream("later")])
    assert kept[0]["data"] == {"text/plain": "x" * KEPT}
    assert lost(kept) == [5 + 3 + 5]


def test_many_small_pieces_are_cut_with_one_note_where_the_first_is_missing():
    kept = limited([shown(text_plain=f"{i}") for i in range(10_000)])
    assert len(kept) == PIECES + 1
    assert [o["data"]["text/plain"] for o in kept[:3]] == ["0", "1", "2"]
    assert CUT in kept[-1]["data"]
    assert lost(kept) == [sum(len(str(i)) for i in range(PIECES, 10_000))]


def test_what_is_published_and_pictures_are_never_cut():
    bundles = [shown(**{VND.format("table"): {"csv": "x" * KEPT}, "text/html": "x" * KEPT}), shown(image_png="x" * 9)]
    outputs = [stream("x" * KEPT), stream("y"), *bundles * 2_000]
    kept = limited(outputs)
    assert [o for o in kept if o in bundles] == bundles * 2_000
    assert kept[:2] == [stream("x" * KEPT), kept[1]]
    assert lost(kept) == [1]


def test_what_is_no_text_has_a_size_too():
    kept = limited([shown(**{"application/json": {"a": "x" * KEPT}})])
    assert [set(o["data"]) for o in kept] == [{CUT, "text/plain"}]
    assert lost(kept) == [len(json.dumps({"a": "x" * KEPT}))]


TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
OUTPUT = st.one_of(
    TEXT.map(stream),
    st.dictionaries(st.sampled_from(["text_plain", "text_html", "text_markdown"]), TEXT).map(lambda d: shown(**d)),
)


@given(st.lists(OUTPUT, max_size=8), st.integers(0, 40), st.integers(0, 6))
def test_what_is_kept_and_what_is_told_to_be_cut_make_the_whole(outputs, room, pieces):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(output_size, "KEPT", room)
        patch.setattr(output_size, "PIECES", pieces)
        kept = limited(outputs)
    rest = [o for o in kept if CUT not in o.get("data", {})]
    size = sum(map(output_size._size, rest))
    assert size <= room
    assert len(rest) <= pieces
    assert size + sum(lost(kept)) == sum(map(output_size._size, outputs))
    assert len(lost(kept)) == (size < sum(map(output_size._size, outputs)))
    assert limited(rest) == rest


def test_first_and_last_lines_are_shown():
    lines = [str(i) for i in range(60_000)]
    shown = shortened("\n".join(lines)).split("\n")
    assert shown == [*lines[: LINES - LAST], "[59,800 lines more]", *lines[-LAST:]]
    assert shortened("\n".join(lines[:LINES])).split("\n") == lines[:LINES]


def test_long_lines_are_cut_one_by_one():
    assert shortened("x" * WIDTH + "\n" + "y" * (WIDTH + 1_234)) == (
        "x" * WIDTH + "\n" + "y" * WIDTH + " [1,234 characters more]"
    )
    assert shortened("a\n" * 201, "<{}>".format).count("<2>") == 1
