"""What does a YAML file that people write say? One reader for study.yml, the plan, the corrections and the sources.

Plain values are read as the core schema of YAML 1.2 reads them (YAML 1.2.2, section 10.3), not as PyYAML's YAML 1.1
does: only `true` and `false` are truth values, `1e-1` is a number, a date is text. What the two versions read as two
different numbers (`02021`, `5:20`, `1_000`) stays text, so that a place that asks for a number refuses it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import yaml

from analysis.methods.errors import InputError

LARGEST = 300_000  # bytes; the files that people write here have up to 15,000
DEEPEST = 20  # levels of lists and mappings
LONGEST_NUMBER = 100  # characters
LONGEST_SHOWN = 60  # characters of a value in a message

Place = tuple[str | int, ...]  # the keys and positions (from 0) that lead to a value

NULLS = ("", "~", "null", "Null", "NULL")
TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")  # a leading zero is octal in YAML 1.1 and decimal in YAML 1.2
OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(\.[0-9]*)?[eE][-+]?[0-9]+|\.[0-9]+[eE][-+]?[0-9]+)")
NOT_FINITE = re.compile(r"([-+]?)\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}  # Unicode categories: controls, formats, surrogates, private, breaks
NO_BREAK = "\u00a0"
REMEDIES = (
    ("\\t", "write spaces, not tabs"),
    ("mapping values are not allowed", "put a text with `: ` in it in quotes, and check the indentation"),
    ("cannot start any token", "put a text that begins with this character in quotes"),
    ("another document", "keep one document: remove the lines `---`"),
)


@dataclass(frozen=True)
class Document:
    """A YAML file as read: lists, mappings with texts as keys, texts, numbers, truth values and None."""

    name: str  # as messages call the file
    content: dict
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of a value; where there is none, of what it would stand in."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def where(self, place: Place) -> str:
        """File and line as messages begin with them."""
        return f"{self.name}: line {self.line(place)}"


def read(path: Path, name: str) -> Document:
    """The YAML file at `path`. Raises InputError where it cannot be read or is not what `parse` takes."""
    return parse(contents(path, name), name)


def contents(path: Path, name: str) -> bytes:
    """The bytes of a file, for `parse`. Raises InputError where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise InputError(f"{name}: not found; restore it from version control") from None
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror}); restore it from version control") from None


def parse(content: bytes, name: str) -> Document:
    """The YAML in `content`, with the line of every value.

    Raises InputError, each problem with its line: larger than 300 kB, not UTF-8, characters that nobody can see, no
    YAML, no mapping at the top, nested deeper than 20 levels, a key given twice or that is no text, an anchor, an
    alias, a tag, a number of more than 100 digits. An empty file is an empty mapping.
    """
    found = _parsed(content, name)
    return replace(found, content=deepcopy(found.content))  # a caller may change what it is given


@lru_cache(maxsize=64)
def _parsed(content: bytes, name: str) -> Document:
    """What `parse` gives, made once of equal bytes: the plan alone takes fifty milliseconds, and is asked for often."""
    text = _text(content, name)
    unseen = [
        f"{name}: line {number}: the character {found} cannot be seen; remove it"
        for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1)
        if (found := unwanted(line))
    ]
    if unseen:
        raise InputError(unseen)
    node = _composed(text, name)
    if node is not None and not isinstance(node, yaml.MappingNode):
        found = "a list" if isinstance(node, yaml.SequenceNode) else f"the value {shown(node.value)}"
        raise InputError(f"{name}: line {node.start_mark.line + 1}: is {found}; write `name: value`, a line each")
    builder = _Builder(name)
    built = {} if node is None else builder.value(node, ())
    if builder.problems:
        raise InputError(builder.problems)
    return Document(name, built, builder.lines)


def unwanted(text: str) -> str | None:
    """The first character that cannot be seen (controls but tab and line feed, direction marks, lone surrogates)."""
    if text.isascii() and text.isprintable():
        return None
    found = next((c for c in text if c not in "\t\n" and unicodedata.category(c) in UNSEEN), None)
    return found and f"U+{ord(found):04X}"


def shown(value: object) -> str:
    """A value as messages print it: on one line, cut where it is long, what cannot be seen by its code."""
    text = repr(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def cut(name: str) -> str:
    """A name as messages print it: as `shown`, without quotes."""
    text = repr(name)[1:-1]
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def plain(text: str) -> object:
    """What a value without quotes is: None, a truth value, a number or the text itself."""
    if text in NULLS:
        return None
    if text in TRUTHS:
        return TRUTHS[text]
    if WHOLE.fullmatch(text):
        return int(text)
    if OTHER_BASE.fullmatch(text):
        return int(text, 0)
    if DECIMAL.fullmatch(text):
        return float(text)
    if NOT_FINITE.fullmatch(text):
        return float(text.replace(".", ""))
    return text


def older_reading(text: str) -> object:
    """The number that YAML 1.1 reads where this reader reads `text` as text; None where there is no such number."""
    if not re.fullmatch(r"[-+]?[0-9][0-9a-fA-F_:.xb]{0,40}", text) or not isinstance(plain(text), str):
        return None
    try:
        value = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return None
    return value if type(value) in (int, float) else None


def _text(content: bytes, name: str) -> str:
    if len(content) > LARGEST:
        raise InputError(f"{name}: larger than {LARGEST:,} bytes; this is not the file that is meant, restore it")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{name}: line 1: encoded as UTF-16; save it as UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputError(
            f"{name}: line {line}: not UTF-8 (byte 0x{content[error.start]:02x}); save it as UTF-8"
        ) from None


def _composed(text: str, name: str) -> yaml.Node | None:
    loader = _Composer(text)
    try:
        return loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f"line {mark.line + 1}: " if mark else ""
        problem = " ".join(str(error.problem or error.context).split())
        remedies = [remedy for part, remedy in REMEDIES if part in problem]
        if NO_BREAK in text:
            number = text[: text.index(NO_BREAK)].count("\n") + 1
            remedies.insert(0, f"line {number} has a no-break space, write a plain one")
        remedy = "" if isinstance(error, _RefusedError) else (remedies or ["correct the YAML"])[0]
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the latter two from an escape such as "\UFFFFFFFF"
        line, problem, remedy = f"line {loader.line + 1}: ", " ".join(str(error).split()), "correct the YAML"
    finally:
        loader.dispose()
    raise InputError(f"{name}: {line}{problem}" + (f"; {remedy}" if remedy else ""))


class _RefusedError(yaml.MarkedYAMLError):
    """YAML that is refused although it is valid; its problem holds the remedy."""


class _Composer(yaml.SafeLoader):
    """Nodes without a meaning: `_Builder` gives it. Refuses what makes a file say more than it shows."""

    depth = 0

    def resolve(self, kind: type, value: str, implicit: object) -> str:
        return ""

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node:
        event = self.peek_event()
        if getattr(event, "anchor", None):
            self._refuse("an anchor (&) or an alias (*) stands for another value; write the value itself", event)
        if getattr(event, "tag", None):
            self._refuse(f"the tag {shown(event.tag)} gives a value a type; remove it", event)
        self.depth += 1
        if self.depth > DEEPEST:
            self._refuse(f"lists and mappings are nested deeper than {DEEPEST} levels; make them flat", event)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def _refuse(self, problem: str, event: yaml.Event) -> None:
        raise _RefusedError(problem=problem, problem_mark=event.start_mark)


class _Builder:
    """Values of nodes, the line of each, and every problem met on the way."""

    def __init__(self, name: str):
        self.name = name
        self.lines: dict[Place, int] = {}
        self.problems: list[str] = []

    def value(self, node: yaml.Node, place: Place, line: int | None = None) -> object:
        self.lines[place] = line or node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return {key: self.value(item, (*place, key), line) for key, line, item in self._entries(node)}
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, number)) for number, item in enumerate(node.value)]
        if found := unwanted(node.value):
            self._refuse(node, f"the character {found} cannot be seen; remove it")
        if node.style is not None:
            return node.value
        if len(node.value) > LONGEST_NUMBER and re.match(r"[-+.]?[0-9]", node.value) and " " not in node.value:
            self._refuse(node, f"a number of {len(node.value):,} digits; write {LONGEST_NUMBER} at most, or use quotes")
            return node.value
        return plain(node.value)

    def _entries(self, node: yaml.MappingNode) -> Iterator[tuple[str, int, yaml.Node]]:
        first: dict[str, int] = {}
        for key, item in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self._refuse(key, "a list or mapping stands before `:`; write a name there")
            elif key.style is None and not isinstance(plain(key.value[:LONGEST_NUMBER]), str):
                self._refuse(key, f"the name {shown(key.value)} before `:` is no text; put it in quotes")
            elif found := unwanted(key.value):
                self._refuse(key, f"the character {found} cannot be seen; remove it")
            elif key.value in first:
                self._refuse(key, f"{shown(key.value)} is given twice (first in line {first[key.value]}); keep one")
            else:
                first[key.value] = line
                yield key.value, line, item

    def _refuse(self, node: yaml.Node, problem: str) -> None:
        self.problems.append(f"{self.name}: line {node.start_mark.line + 1}: {problem}")
