"""How are the rows of a chart named: beside the axis, or on a phone above each row, where there is room?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from matplotlib.axes import Axes

from analysis.present.charts import style


def names_of(names: Iterable[object], wide: float, beside: float) -> tuple[list[str], float]:
    """The names of rows as they fit, and the inches that a row takes.

    Beside the axis they have `wide` inches; on a phone they stand above each row, left of numbers `beside` inches wide.
    """
    room = style.sheet().width - 4 * style.SIDE - beside if style.narrow() else wide
    shown = [style.wrap(str(name), width=room) for name in names]
    lines = max((name.count("\n") for name in shown), default=0)
    return shown, (0.48 if style.narrow() else 0.42) + 0.15 * (lines if style.narrow() else max(lines - 1, 0))


def write_names(ax: Axes, names: Sequence[str], bold: Sequence[bool] = ()) -> None:
    """Write the names of the rows 0, 1, …, the first one above, where `names_of` made room."""
    weights = ["bold" if one else "normal" for one in bold] or ["normal"] * len(names)
    ax.set_ylim(len(names) - (0.7 if style.narrow() else 0.4), -0.85 if style.narrow() else -0.6)
    if not style.narrow():
        ax.set_yticks(range(len(names)), names)
        for text, weight in zip(ax.get_yticklabels(), weights, strict=True):
            text.set_fontweight(weight)
        return
    ax.set_yticks([])
    for at, (name, weight) in enumerate(zip(names, weights, strict=True)):
        _above(ax, (0, at), name, 0, ha="left", fontweight=weight)


def write_number(ax: Axes, at: int, text: str, right: float, left: float, **look: object) -> None:
    """What is written of row `at`: `right` inches beside the axis; on a phone above its mark, `left` from the end."""
    if style.narrow():
        _above(ax, (1, at), text, -72 * left, ha="right", **look)
        return
    ax.annotate(
        text, (1, at), xycoords=ax.get_yaxis_transform(), xytext=(72 * abs(right), 0), textcoords="offset points",
        ha="left" if right > 0 else "right", va="center_baseline", annotation_clip=False, **look,
    )  # fmt: skip


def _above(ax: Axes, place: tuple[float, float], text: str, aside: float, **look: object) -> None:
    ax.annotate(
        text, place, xycoords=ax.get_yaxis_transform(), xytext=(aside, 8), textcoords="offset points", va="bottom",
        linespacing=1.1, annotation_clip=False, **look,
    )  # fmt: skip
