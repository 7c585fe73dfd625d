"""Two pages and a run of another kind, made up, with every kind of block and every awkward character."""

from __future__ import annotations

import base64
import hashlib
from functools import cache

import pandas as pd

from analysis.present import tables
from analysis.present.charts import compare, style, svg
from analysis.render.collect.model import Code, Edition, Figure, Markdown, Output, Page, Sentence, Table

AWKWARD = "#a $b$ *c* _d_ @e <f> & \\g \"h\" 'i' `j` //k /*l*/ [m] {n} = o"
COLUMNS = {"name": ("Name", "text"), "year": ("Year", "year"), "x": ("Points", "+.2f")}
PROSE = f"""# Is it so?

What stands here is *made up*, **all** of it: `code_like`,
[inside](other.html), [outside](https://example.org/a_b?c=d#e).

## Awkward & <markup>

{AWKWARD.replace("`j`", "j").replace("*c*", "c")}

### Deeper

- one
- two

1. first
2. second

| Row | Points |
|---|--:|
| a <b> | 1 |

> Quoted.

```
x < 1
```
"""


def table(key: str = "toy.table", title: str = "A table", rows: int = 3, shown: bool = True) -> Table:
    frame = pd.DataFrame(
        {"name": [f"Kota <{i}>" for i in range(rows)], "year": 2021, "x": [i / 8 for i in range(rows)]}
    )
    frame["group"] = ["Upper" if i < rows / 2 else "Lower & last" for i in range(rows)]
    csv = tables.to_csv(frame)
    if not shown:
        return Table(key, title, "", [], [], [], csv, "<p>not this</p>")
    body = tables.shown(frame, COLUMNS, "group", "en")
    note = f"A note: {AWKWARD}"
    return Table(key, title, note, body.head, body.cells, body.align, csv, tables.to_html(body, title, note))


@cache
def pictures() -> dict[str, object]:
    frame = pd.DataFrame({"part": ["A", "B"], "x": [1.0, -0.5]})
    with style.drawn_on(style.NARROW):
        narrow = compare.contributions(frame, label="part", value="x")
    wide = compare.contributions(frame, label="part", value="x")
    return {"svg": svg.svg(wide), "narrow": svg.svg(narrow), "png": base64.b64decode(svg.png(wide))}


def figure(key: str = "toy.figure", title: str = "A figure") -> Figure:
    csv = "part,x\nA,1\nB,-0.5\n"
    words = {"heading": f"It rose: {AWKWARD}", "subtitle": "Points", "source": "Source: nobody"}
    about = {"key": key, "title": title, "alt": f"Two bars: {AWKWARD}", "csv": csv} | words
    return Figure(**about, data_sha256=hashlib.sha256(csv.encode()).hexdigest(), **pictures())


def page(run: str = "toy", main: bool = True, title: str = "Is it so?", **parameters: object) -> Page:
    blocks = [
        Markdown(PROSE.replace("Is it so?", title)),
        Code("n: int = 3  # how many\nprint('<&>', n)"),
        Sentence("toy.answer", f"It is so, by 0.12 points, in {run}.", "identified"),
        Sentence("toy.plain", f"A plain sentence: {AWKWARD}"),
        figure(),
        table(),
        Sentence("toy.second", "It is not otherwise.", "refuted", finding=True),
        table("toy.long", "All rows", rows=40, shown=False),
        Output("printed <b>\n"),
    ]
    return Page(run, "10_toy", main, title, parameters or {"year": 2021, "types": ["kota", "kabupaten"]}, blocks)


def pages() -> list[Page]:
    return [page(), page("other", title="Why & how <much>?"), page("toy_2022", main=False, year=2022)]


def edition(**changes: object) -> Edition:
    about = {"title": "A study of <nothing> & more", "subtitle": "Made up", "language": "en", "commit": "0123abcdef+"}
    return Edition(**(about | {"date": "2024-08-17", "data_sha256": "9f" * 32} | changes))
