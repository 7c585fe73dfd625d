"""Which words of a text are English, on a page that is not?

Told by words that hardly any English sentence does without and no Indonesian sentence has. Left out: placeholders,
code and addresses, what is quoted or set in italics, licences, and names such as Blavatnik Index of Public
Administration.
"""

from __future__ import annotations

import re

WORDS = "the|of|and|which|with|from|that|by|for|not|are|is|to|was|were|has|have|than|this|these|its|on|or|an|in|as|at"
ENGLISH = re.compile(rf"(?<![\w-])(?:{WORDS})(?![\w-])", re.IGNORECASE)
NO_PROSE = re.compile(r"\{[^}]*\}|`[^`]*`|\]\([^)]*\)|https?://\S+|“[^”]*”|\*[^*]*\*|CC BY")
NAME = re.compile(r"[A-Z]\w*(?: [A-Z]\w*)* (?:of|and|for) (?:the )?[A-Z]\w*")


def words(text: str) -> list[str]:
    """The English words of the text, in their order."""
    return ENGLISH.findall(NAME.sub("", NO_PROSE.sub("", text)))
