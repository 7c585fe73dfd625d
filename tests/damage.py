"""Damaged variants of files that people write: every value replaced, every kind of slip of a hand or an editor.

Everything is seeded: the same variants each time. A variant says what is damaged and, where that can be told, what
the file holds now if a reader accepts it.
"""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import yaml

from analysis.methods.errors import InputError

REMOVED = object()
HOLDER = "PLACEHOLDER"
# What stands in the place of a value: its name, as written in YAML, what YAML 1.2 makes of it (NOTHING: not valid).
NOTHING = object()
WRITTEN = (
    ("null", "null", None), ("nothing", "", None), ("a list", "[1, a]", [1, "a"]), ("no list", "[]", []),
    ("a mapping", "{a: 1}", {"a": 1}), ("a number", "3", 3), ("a fraction", "0.25", 0.25), ("minus", "-1", -1),
    ("a zero before", "02021", "02021"), ("base 60", "5:20", "5:20"), ("underscore", "1_000", "1_000"),
    ("an exponent", "1e-1", 0.1), ("hexadecimal", "0x10", 16), ("octal", "0o17", 15),
    ("a date", "2020-01-01", "2020-01-01"),
    ("no date", "2020-02-30", "2020-02-30"), ("yes", "yes", "yes"), ("true", "true", True), ("a text", "abc", "abc"),
    ("a number in quotes", "'3'", "3"), ("an empty text", "''", ""), ("a long text", "x" * 5000, "x" * 5000),
    ("not a number", ".nan", float("nan")), ("infinity", ".inf", float("inf")), ("5,000 digits", "1" * 5000, NOTHING),
    ("a typed value", "!!int abc", NOTHING), ("an anchor", "&a b", NOTHING), ("an alias", "*a", NOTHING),
    ("deep lists", "[" * 1000, NOTHING), ("a control character", '"a\\x07b"', NOTHING),
    ("half a character", '"\\ud83d"', NOTHING), ("no character", '"\\UFFFFFFFF"', NOTHING),
    ("a nested colon", "a: b: c", NOTHING),
    ("an open quote", '"abc', NOTHING), ("an open bracket", "[a, b", NOTHING),
    ("lists in lists", "[[1], [2]]", [[1], [2]]),
)  # fmt: skip
VALUES = (
    None, [], {}, [1], {"a": 1}, 0, 3, -1, 2.5, True, "", "abc", "x" * 5000, "a\u0000b", "\ud83d", float("nan"),
    10**400, [[[]]], "# A?\r\nb",
)  # fmt: skip
# A refusal tells what to do: one of these words after the rule.
REMEDY = re.compile(
    r"[;,(:]\s.*?\b(add|choose|clear|convert|correct|declare|do|fill|give|have|indent|join|keep|leave|list|make|mend|"
    r"name|open|point|publish|put|remove|rename|restore|run|save|say|set|show|start|translate|use|write)\b"
)


@dataclass(frozen=True)
class Variant:
    what: str
    content: bytes
    holds: object = NOTHING  # the document as it is now


@dataclass
class Tally:
    """What became of the variants of one kind of file."""

    kind: str
    accepted: int = 0
    refused: int = 0
    tracebacks: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)  # refusals that are no clear line
    changed: list[str] = field(default_factory=list)  # accepted, but read as something else

    def __str__(self) -> str:
        total = self.accepted + self.refused + len(self.tracebacks)
        return (
            f"{self.kind}: {total} variants, {self.accepted} accepted, {self.refused} refused, "
            f"{len(self.tracebacks)} tracebacks, {len(self.unclear)} unclear refusals, {len(self.changed)} misread"
        )

    @property
    def problems(self) -> list[str]:
        found = {"traceback": self.tracebacks, "unclear": self.unclear, "misread": self.changed}
        return [f"{self.kind}: {what}: {line}" for what, lines in found.items() for line in lines[:10]]


def tally(
    kind: str, file: str, variants: Iterator[Variant], read: Callable[[bytes], object],
    fits: Callable[[Variant, object], bool],
) -> Tally:  # fmt: skip
    """Read every variant. `fits` says whether an accepted one was read as what it holds."""
    result = Tally(kind)
    for variant in variants:
        try:
            found = read(variant.content)
        except InputError as error:
            result.refused += 1
            result.unclear += [f"{variant.what}: {why}" for why in unclear(error.problems, file)]
        except Exception as error:
            result.tracebacks.append(f"{variant.what}: {type(error).__name__}: {str(error)[:200]}")
        else:
            result.accepted += 1
            try:
                well = fits(variant, found)
            except (LookupError, TypeError, ValueError, AttributeError):
                well = False  # what it was read as has not even the form of what it holds
            if not well:
                result.changed.append(variant.what)
    return result


def unclear(problems: list[str], file: str) -> Iterator[str]:
    """What is wrong with the lines of a refusal: each is one short line with the file's name and a remedy."""
    if not problems:
        yield "no line at all"
    for line in problems:
        if not line.isprintable():
            yield f"more than one line, or characters that cannot be seen: {line!r}"
        elif len(line) > 600:
            yield f"{len(line)} characters: {line[:200]}"
        elif not re.search(file, line):
            yield f"no name of the file: {line}"
        elif not REMEDY.search(line):
            yield f"no remedy: {line}"


def places(document: object, place: tuple = ()) -> Iterator[tuple]:
    """Every value in a document of mappings and lists, by the keys and positions that lead to it."""
    items = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    for step, inside in items:
        yield (*place, step)
        yield from places(inside, (*place, step))


def replaced(document: object, place: tuple, value: object) -> object:
    """A copy of a document with another value at a place, or without it."""
    made = copy.deepcopy(document)
    inside = made
    for step in place[:-1]:
        inside = inside[step]
    if value is REMOVED:
        del inside[place[-1]]
    else:
        inside[place[-1]] = value
    return made


def of_yaml(document: dict, seed: int, each: int | None = None, file: bytes = b"") -> Iterator[Variant]:
    """Every value removed, renamed and replaced by `each` (all by default) of what people write by mistake."""
    rng = random.Random(seed)
    for place in places(document):
        without = replaced(document, place, REMOVED)
        yield Variant(f"{place} removed", yaml.safe_dump(without, sort_keys=False).encode(), without)
        holding = yaml.safe_dump(replaced(document, place, HOLDER), sort_keys=False, width=10_000)
        for name, written, value in WRITTEN if each is None else rng.sample(WRITTEN, each):
            holds = NOTHING if value is NOTHING else replaced(document, place, value)
            yield Variant(f"{place} is {name}", holding.replace(HOLDER, written).encode(), holds)
        if isinstance(place[-1], str):
            renamed = holding.replace(f"{place[-1]}: {HOLDER}", f"{place[-1]}x: 1")
            yield Variant(f"{place} renamed", renamed.encode())


def of_json(document: dict, seed: int, each: int) -> Iterator[Variant]:
    """Every value removed and replaced by `each` values of other kinds."""
    rng = random.Random(seed)
    for place in places(document):
        for value in [REMOVED, *rng.sample(VALUES, each)]:
            made = replaced(document, place, value)
            what = "removed" if value is REMOVED else f"is {value!r:.40}"
            yield Variant(f"{place} {what}", json.dumps(made, indent=1).encode(), made)


def of_bytes(content: bytes, seed: int, each: int) -> Iterator[Variant]:
    """`each` damages of every kind at seeded places, and what editors do to a whole file."""
    rng = random.Random(seed)
    text, lines = content.decode(), content.splitlines(keepends=True)
    yield Variant("empty", b"")
    yield Variant("blank", b"\n \n")
    yield Variant("byte order mark", b"\xef\xbb\xbf" + content)
    yield Variant("CRLF", content.replace(b"\n", b"\r\n"))
    yield Variant("CR", content.replace(b"\n", b"\r"))
    yield Variant("UTF-16", text.encode("utf-16"))
    yield Variant("UTF-16 without mark", text.encode("utf-16-le"))
    yield Variant("Latin-1", (text + "é\n").encode("latin-1", "replace"))
    yield Variant("binary", rng.randbytes(2000))
    yield Variant("twice", content + content)
    yield Variant("semicolons", content.replace(b",", b";"))
    yield Variant("tabs for commas", content.replace(b",", b"\t"))
    yield Variant("tabs", content.replace(b"  ", b"\t"))
    yield Variant("straight quotes gone", content.replace(b'"', b""))
    yield Variant("curly quotes", text.replace('"', "“").replace("'", "’").encode())
    yield Variant("no-break spaces", text.replace(" ", "\u00a0").encode())
    yield Variant("header twice", lines[0] + content)
    yield Variant("a huge field", content + b"x" * 200_000 + b"\n")
    for number in range(each):
        at, line, other = rng.randrange(len(content)), rng.randrange(len(lines)), rng.randrange(len(lines))
        flipped = bytes([content[at] ^ 1 << rng.randrange(8)])
        inserted = rng.choice(
            [b"\x00", b"\xe9", b"\t", b'"', b"'", b":", b"#", b"{", b"-", b",", b"\x1b", "\u202e".encode()]
        )
        swapped = [*lines]
        swapped[line], swapped[other] = lines[other], lines[line]
        yield Variant(f"{number}: byte {at} flipped", content[:at] + flipped + content[at + 1 :])
        yield Variant(f"{number}: byte {at} lost", content[:at] + content[at + 1 :])
        yield Variant(f"{number}: {inserted!r} before byte {at}", content[:at] + inserted + content[at:])
        yield Variant(f"{number}: cut at byte {at}", content[:at])
        yield Variant(f"{number}: line {line + 1} lost", b"".join(lines[:line] + lines[line + 1 :]))
        yield Variant(f"{number}: line {line + 1} twice", b"".join([*lines[:line], lines[line], *lines[line:]]))
        yield Variant(
            f"{number}: line {line + 1} indented", b"".join([*lines[:line], b" " + lines[line], *lines[line + 1 :]])
        )
        yield Variant(f"{number}: lines {line + 1} and {other + 1} swapped", b"".join(swapped))
