"""Which runs of the study read a table? Told from the source of their notebooks, without executing anything."""

from __future__ import annotations

from collections.abc import Collection

from analysis.render.depends.reached import Sources
from analysis.render.project import Project
from analysis.render.run import notebook
from analysis.render.run.study import read


def readers(tables: Collection[str], project: Project | None = None) -> list[str]:
    """Ids of the runs of study.yml, in its order, whose notebooks reach a loader of one of these processed tables."""
    project = project or Project()
    sources, by_notebook, found = Sources(project), {}, []
    for run in read(project).runs:
        if run.notebook not in by_notebook:
            where = project.name(project.notebook(run.notebook))
            by_notebook[run.notebook] = sources.of_notebook(notebook.parse(run.source, where), where).tables
        if by_notebook[run.notebook] & set(tables):
            found.append(run.id)
    return found
