"""Do the figures agree with each other? Every check in one list; what is known to deviate is listed by name.

A finding stated under `exceptions` of data/raw/corrections.yml, where it lies and what is found there, is listed; any
other finding fails, also one of another value at the same place; an exception that is no longer found fails as well,
so that it cannot outlive its cause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from analysis.data import corrections
from analysis.data.checks import gtmi, instruments, keys, means, sources, spbe, un
from analysis.data.checks.result import Finding, Result, Tables

Check = Callable[[Tables], Iterator[Finding | int]]
Exceptions = dict[tuple[str, str, str], str]
NOT_CHECKED = "not checked"  # where a check could not read a table, or found nothing to look at
REMEDY = "mend the raw figure or list it under exceptions in data/raw/corrections.yml"


CHECKS: tuple[Check, ...] = (
    un.editions,
    un.regions,
    un.not_computed,
    un.egdi_components,
    un.component_range,
    un.counted_points,
    un.ranks,
    spbe.list_sizes,
    spbe.index_from_domains,
    spbe.attainable_levels,
    spbe.attainable_parts,
    spbe.mean_index_from_domains,
    means.complete_means,
    means.domains_from_aspects,
    means.type_means_and_lists,
    means.pooled_means,
    means.shares_and_counts,
    spbe.scale,
    spbe.predicates,
    spbe.predicates_and_indices,
    spbe.one_year_one_instrument,
    instruments.weights,
    instruments.numbers_of_parts,
    instruments.printed_weights,
    instruments.scored_several_times,
    instruments.years_of_instruments,
    instruments.concordance,
    instruments.relations,
    instruments.complete_evaluations,
    instruments.published_evaluations,
    instruments.evaluations_and_lists,
    sources.sources_agree,
    sources.described_figures,
    sources.published_afterwards,
    sources.population,
    sources.quantities_of_claims,
    keys.references,
    keys.parts_exist,
    keys.headings,
    keys.provinces,
    keys.groups_of_states,
    gtmi.gtmi_parts,
    gtmi.gtmi_economies,
)


def _outcome(check: Check, tables: Tables) -> list[Finding | int]:
    """Everything that a check yields; a table that it cannot read at all is a finding too."""
    outcome = []
    try:
        outcome += check(tables)
    except (ValueError, LookupError, TypeError, ArithmeticError, AttributeError) as error:
        outcome.append(Finding(NOT_CHECKED, f"{type(error).__name__}: {'; '.join(str(error).splitlines())}"))
    if not any(isinstance(item, Finding) or item for item in outcome):
        outcome.append(Finding(NOT_CHECKED, "looked at nothing"))
    return outcome


def result_of(check: Check, tables: Tables, exceptions: Exceptions) -> Result:
    """One check over the processed tables; `exceptions` maps (check, where, what is found) to a reason."""
    name = check.__name__
    excused = {(where, found): reason for (of, where, found), reason in exceptions.items() if of == name}
    outcome = _outcome(check, tables)
    findings = [item for item in outcome if isinstance(item, Finding)]
    listed = [(f, excused[f.where, f.text]) for f in findings if (f.where, f.text) in excused]
    failed = [replace(f, text=f"{f.text}; {REMEDY}") for f in findings if (f.where, f.text) not in excused]
    gone = set(excused) - {(f.where, f.text) for f in findings}
    failed += [
        Finding(where, outlived(found))
        for where, found in (sorted(gone) if NOT_CHECKED not in {f.where for f in findings} else ())
    ]
    question = " ".join((check.__doc__ or "").partition("\n\n")[0].split())  # what follows explains it
    return Result(name, question, int(sum(i for i in outcome if not isinstance(i, Finding))), listed, failed)


def outlived(found: str) -> str:
    """What is said of an exception that is no longer found."""
    return f"listed in corrections.yml with {found!r}, which is no longer found; remove or correct it"


def run(tables: Tables, exceptions: Exceptions | None = None) -> list[Result]:
    """Every check over the processed tables. `exceptions` as for `result_of`; default: the project's."""
    known = corrections.exceptions() if exceptions is None else exceptions
    results = [result_of(check, tables, known) for check in CHECKS]
    unknown = sorted({name for name, *_ in known} - {check.__name__ for check in CHECKS})
    if unknown:
        results.append(
            Result(
                "exceptions",
                "Does every exception name a check?",
                len(known),
                [],
                [Finding(name, "no such check; correct corrections.yml") for name in unknown],
            )
        )
    return results


def problems(results: list[Result]) -> list[str]:
    """What fails, one line each: check, where, what was found and the remedy."""
    return [f"{result.check}: {finding.where}: {finding.text}" for result in results for finding in result.failed]
