"""Which PDFs does a report have? A brief of two sheets, the report, and its annex."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from analysis.render.collect.model import Edition, Page
from analysis.render.write.pdf import brief, report


def pdfs(pages: Sequence[Page], edition: Edition) -> dict[str, bytes]:
    """File name -> PDF. Raises InputError as the writers do."""
    with ThreadPoolExecutor() as pool:
        annex = pool.submit(report.annex_pdf, pages, edition)  # much the longest
        whole = report.report_pdf(pages, edition)
        short = brief.brief_pdf(pages, edition, whole)
        return {"brief.pdf": short, "report.pdf": whole, "annex.pdf": annex.result()}
