"""What an executed notebook amounts to: a page of blocks, from which HTML and PDF are both written."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Markdown:
    text: str


@dataclass(frozen=True)
class Code:
    source: str


@dataclass(frozen=True)
class Sentence:
    key: str
    text: str
    decision: str | None = None  # one of studies.shared.decisions.DECISIONS
    finding: bool = False  # for the page of findings


@dataclass(frozen=True)
class Card:
    """What the first page says of a question, for readers with one minute."""

    key: str
    decision: str
    claim: str
    verdict: str
    why: str
    period: str
    change: str  # what would change the verdict


@dataclass(frozen=True)
class Table:
    key: str
    title: str
    note: str
    head: list[str]
    cells: list[list[str]]  # formatted as shown; a row of one cell is the heading of a group
    align: list[str]  # "left" or "right" a column
    csv: str  # the full table behind it, unrounded
    html: str


@dataclass(frozen=True)
class Figure:
    key: str
    title: str
    alt: str
    svg: str  # for the column of a page; of a drawing, which has no other picture, for a phone
    data_sha256: str
    csv: str
    heading: str  # the finding, what is measured, and whose figures: text of the page
    subtitle: str
    source: str
    narrow: str = ""  # for a phone
    png: bytes = b""  # of the wide one, to be taken away


@dataclass(frozen=True)
class Output:
    """Anything else that a cell printed or displayed, as a terminal shows it."""

    text: str
    html: str = ""
    cut: int = 0  # bytes that were put out beyond what is kept


Block = Markdown | Code | Sentence | Table | Figure | Output


@dataclass(frozen=True)
class Page:
    """One run of one notebook."""

    run: str  # the run's id in study.yml
    notebook: str  # for instance 10_un_movement
    main: bool
    title: str  # the notebook's first heading, a question
    parameters: dict[str, object]
    blocks: list[Block]
    values: dict[str, object] = field(default_factory=dict)  # key -> number or text, not yet prefixed
    name: str = ""  # the run's title in study.yml; empty where it has none
    cards: list[Card] = field(default_factory=list)  # for the first page


@dataclass(frozen=True)
class Edition:
    """What a build says about itself: from the commit, never from the clock."""

    title: str
    subtitle: str
    language: str  # "en" or "id"
    commit: str  # short hash, with "+" when the working tree differs; empty outside git
    date: str  # ISO date of the commit; empty outside git
    data_sha256: str  # of data/processed/manifest.json
    sources_sha256: str = ""  # of everything else, where no commit says exactly what was built
    languages: tuple[str, ...] = ()  # in which the report is there; the pages of the first are in reports/ itself
    authors: str = ""  # as CITATION.cff names them
    repository: str = ""  # where the project is on the web, as CITATION.cff has it under `repository-code`
    look_up: bool = False  # whether the pages of institutions are there, to link to
    address: str = ""  # of reports/ on the web, with a slash at its end; empty where it is not there
    unknown: str = ""  # why git does not tell the commit of a checkout; empty where it does, and outside git

    @property
    def folder(self) -> str:
        """Where the pages of this language are in reports/."""
        return self.folder_of(self.language)

    def folder_of(self, tongue: str) -> str:
        """Where the pages of a language are in reports/: those of the first are in reports/ itself."""
        return "" if tongue in self.languages[:1] or not self.languages else f"{tongue}/"
