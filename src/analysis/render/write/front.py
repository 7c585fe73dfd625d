"""How is the report entered? Its first page for readers with one minute, and the pages of findings, data and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from analysis.methods.errors import InputError
from analysis.present import language
from analysis.render.collect import outline
from analysis.render.collect.model import Edition, Figure, Page, Sentence, Table
from analysis.render.write import html
from analysis.render.write.prose import to_html
from analysis.studies.shared.decisions import DECISIONS

# What readers ask: the question's text, the run that answers, and how the key of the sentence begins, "" for the page's
# answer; a question whose run or sentence is not in the report is left out.
QUESTIONS = (
    ("my_score", "institution", "institution."),
    ("lowered", "instrument_change", "instrument.findings.lower"),
    ("management", "instrument_change", "instrument.findings.management_alone"),
    ("one_fall", "instrument_change", "instrument.findings.one_"),
    ("who_fell", "change_by_type", ""),
    ("growth", "growth", ""),
    ("sure_score", "growth", "growth.findings.noise"),
    ("why_rank", "un_movement", "un.accounting.answer"),
    ("sure_rank", "un_movement", "un.certainty."),
    ("lifts_rank", "spbe_and_un", "relation.answer"),
    ("next_rank", "open_questions", "forecast.un.answer"),
    ("press", "claims", ""),
    ("settle", "open_questions", "forecast.studies."),
    ("sources", "sources", ""),
)
UNSURE = "inconclusive"  # the decision word that readers ask about
# The same of questions that a page of no run answers: the question's text, and the place.
PLACES = (("meaning", f"glossary.html#word-{UNSURE}"), ("use", "data.html#use"), ("check", "data.html#check"))


def pages_beside(pages: Sequence[Page], edition: Edition) -> dict[str, str]:
    """File name -> page, of the pages that are of no single run."""
    writers = {"index": index_page, "findings": findings_page, "data": data_page, "glossary": glossary_page}
    return {f"{name}.html": write(pages, edition) for name, write in writers.items()}


def index_page(pages: Sequence[Page], edition: Edition) -> str:
    """The report's first page: claims with verdicts, what would change them, questions, and all pages."""
    tongue = edition.language
    mains, others = [p for p in pages if p.main], [p for p in pages if not p.main]
    cards, asked = outline.cards(pages), questions(pages, edition)
    shown = {"minute": cards, "change": cards, "know": True, "questions": asked, "pages": mains, "other_runs": others}
    sections = [name for name, content in shown.items() if content]
    return html.render(
        "index.html.j2",
        edition,
        "index.html",
        picture=outline.first_picture(mains),
        others=others,
        cards=cards,
        questions=asked,
        mains=[(page, outline.answer(page)) for page in mains],
        entries=[(f"#{name.replace('_', '-')}", language.fill(f"report.{name}", tongue)) for name in sections],
    )


def questions(pages: Sequence[Page], edition: Edition) -> list[tuple[str, str]]:
    """What readers ask, and where the sentence is that answers."""
    mains = {page.run: page for page in pages if page.main}
    asked = []
    for name, run, key in QUESTIONS:
        told = _told(mains[run], key) if run in mains else None
        if told:
            asked.append((_question(name, edition), f"{run}.html#{outline.anchor(told)}"))
    if look_up := outline.look_up(edition):
        asked.insert(0, (_question("look_up", edition), look_up))
    if outline.cards(pages):
        asked.append((_question("mind", edition), "#change"))
    word = {"word": language.decision_word(UNSURE, edition.language)}
    return asked + [(_question(name, edition, word), place) for name, place in PLACES]


def _told(page: Page, key: str) -> Sentence | None:
    """The first sentence of a page whose key begins with `key`; its answer where that is empty."""
    if not key:
        return outline.answer(page)
    return next((one for one in page.blocks if isinstance(one, Sentence) and one.key.startswith(key)), None)


def _question(name: str, edition: Edition, facts: Mapping[str, str] = language.NONE) -> str:
    return language.fill(f"report.question.{name}", edition.language, facts)


def findings_page(pages: Sequence[Page], edition: Edition) -> str:
    """Every answer and every marked finding, by page."""
    found = outline.findings(pages)
    return html.render(
        "findings.html.j2",
        edition,
        "findings.html",
        lead=html.lead(edition.language),
        findings=found,
        entries=[(f"#{page.run}", outline.full_title(page)) for page, _ in found],
    )


def data_page(pages: Sequence[Page], edition: Edition) -> str:
    """Every file to take away: tables, values, the report to print."""
    ordered = [*(page for page in pages if page.main), *(page for page in pages if not page.main)]
    tables = [(p, [b for b in p.blocks if isinstance(b, Table | Figure)]) for p in ordered]
    return html.render("data.html.j2", edition, "data.html", tables=[(p, blocks) for p, blocks in tables if blocks])


def glossary_page(pages: Sequence[Page], edition: Edition) -> str:
    """The terms, each decision word with an anchor."""
    text = to_html(html.glossary(edition.language, under=1))
    for decision in DECISIONS:
        term = f"<dt>{language.decision_word(decision, edition.language)}</dt>"
        if text.count(term) != 1:
            raise InputError(
                f"locale/{edition.language}/glossary.md: {term[4:-5]!r} must stand once, as a term of its own"
            )
        text = text.replace(term, f'<dt id="word-{decision.replace(" ", "-")}">{term[4:]}')
    return html.render("glossary.html.j2", edition, "glossary.html", glossary=Markup(text))
