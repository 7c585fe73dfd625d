"""Which pages of reports/institutions/ are of no institution? The front page, and the calculator."""

from __future__ import annotations

from analysis.render.collect.model import Edition


def beside(language: str, made: set[str], edition: Edition) -> dict[str, str]:
    """File -> page, in one language. made: ids of the institutions that have a page in it."""
    from analysis.render.write import calculator, institutions_index

    return {
        "index.html": institutions_index.page(language, made, edition),
        "calculator.html": calculator.page(language, edition),
    }
