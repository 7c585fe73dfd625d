"""Which PDFs does a report have? A brief of two sheets, the report, and its annex; made at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from analysis.render.collect.model import Edition, Page
from analysis.render.write.pdf import brief, report

WRITERS = {"annex": report.annex_pdf, "report": report.report_pdf, "brief": brief.brief_pdf}  # the longest first


def pdfs(pages: Sequence[Page], edition: Edition) -> dict[str, bytes]:
    """File name -> PDF. Raises InputError as the writers do."""
    with ThreadPoolExecutor() as pool:
        begun = {f"{name}.pdf": pool.submit(write, pages, edition) for name, write in WRITERS.items()}
        return {name: made.result() for name, made in begun.items()}
