"""What does the report's first page say of a question? What is said in public, what is found, and why."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.methods.errors import InputError
from analysis.present import publish as publishing
from analysis.present.language import NONE
from analysis.present.phrases import heading
from analysis.studies.shared.decisions import DECISIONS

PARTS = ("claim", "verdict", "why", "period", "change")  # the last: what would change the verdict


def publish(key: str, decision: str, facts: Mapping[str, object] = NONE, /, **texts: str) -> None:
    """Publish a card: a text for each of PARTS, `<key>.<part>` of the catalogue, filled with `facts`.

    The decision word stands with the verdict; period is that of the figures; `texts` names another text for a part.
    Raises InputError for a wrong key, an unknown decision word, and a text that is not there.
    """
    if not publishing.KEY.fullmatch(key) or decision not in DECISIONS:
        raise InputError(f"card {key!r}, {decision!r}: use a dotted key and one of {', '.join(DECISIONS)}")
    said = {part: heading(texts.get(part, f"{key}.{part}"), facts) for part in PARTS}
    shown = "\n".join(f"- {text}" for text in said.values())
    about = {"key": key, "decision": decision, **said}
    bundle = {publishing.MIME.format("card"): about, "text/markdown": shown, "text/plain": shown}
    publishing.display(bundle, raw=True, metadata=None)
