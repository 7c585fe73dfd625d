"""What a presentation published, caught before it is displayed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from matplotlib.figure import Figure

from analysis.present import publish
from tests.present.drawn import words

KINDS = ("value", "table", "figure", "sentence")


class Shown:
    """Every bundle by kind and key, in order; `sentences` maps a key to its text, `figures` to what was drawn."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch):
        self.bundles: list[dict] = []
        self.figures: dict[str, Figure] = {}
        publish_figure = publish.figure

        def caught(key: str, draw: Callable[..., Figure], *args: object, **options: object) -> None:
            def kept(*data: object, **named: object) -> Figure:
                self.figures[key] = draw(*data, **named)  # of the two the wide one, drawn last
                return self.figures[key]

            publish_figure(key, kept, *args, **options)

        monkeypatch.setattr(publish, "figure", caught)
        monkeypatch.setattr(
            "analysis.present.publish.display", lambda bundle, raw, metadata: self.bundles.append(bundle)
        )

    def about(self, kind: str) -> list[dict]:
        return [
            b[f"application/vnd.spbe.{kind}+json"] for b in self.bundles if f"application/vnd.spbe.{kind}+json" in b
        ]

    def keys(self, kind: str) -> list[str]:
        return [about["key"] for about in self.about(kind)]

    def read(self, key: str) -> list[str]:
        """What a reader of the figure `key` reads: its title, subtitle and source, and the texts that are drawn."""
        (about,) = (one for one in self.about("figure") if one["key"] == key)
        return [about["heading"], about["subtitle"], about["source"], *words(self.figures[key])]

    @property
    def tables(self) -> dict[str, dict]:
        return {about["key"]: about for about in self.about("table")}

    def table(self, key: str) -> dict:
        """The one table `key`."""
        (table,) = (about for about in self.about("table") if about["key"] == key)
        return table

    @property
    def sentences(self) -> dict[str, str]:
        return {about["key"]: about["text"] for about in self.about("sentence")}

    @property
    def decisions(self) -> dict[str, str | None]:
        return {about["key"]: about["decision"] for about in self.about("sentence")}

    @property
    def findings(self) -> list[str]:
        return [about["key"] for about in self.about("sentence") if about.get("finding")]

    @property
    def values(self) -> dict[str, object]:
        return {key: value for about in self.about("value") for key, value in about["values"].items()}
