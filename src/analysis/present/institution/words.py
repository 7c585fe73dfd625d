"""Words that the sections of an institution's page share: its facts as sentences name them, and domains in a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.present.phrases import bodies, capital, listed, phrase

INDEX = "index"
SOURCE = {"source": "institution.lists.source"}  # of figures that rest on the complete lists


def facts_of(facts: Mapping[str, object]) -> dict[str, object]:
    """Facts with `kind`, the word for the institutions of its type."""
    return {**facts, "kind": bodies(str(facts["type"]))}


def domain_name(domain: str) -> str:
    """A domain, or the index, within a sentence."""
    return phrase("institution.words.index" if domain == INDEX else f"domain.{domain}")


def domain_names(domains: Iterable[str]) -> list[str]:
    """Domains, and the index, as they stand alone in labels and cells."""
    return [capital(domain_name(name)) for name in domains]


def in_domains(key: str, frame: pd.DataFrame | Iterable[str], side: str = "") -> str:
    """The text `key` about the domains of a frame that are on a side, or about these domains.

    The text names them as {listed}; without a key it is their names.
    """
    domains = frame.loc[frame["side"] == side, "domain"] if isinstance(frame, pd.DataFrame) else frame
    names = listed([domain_name(name) for name in domains])
    return phrase(key, listed=names) if key else names
