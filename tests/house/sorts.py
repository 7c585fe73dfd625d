"""Which calls in a source put things in an order that a last bit or a tie could turn? Told from its syntax tree.

Rows go through `analysis.methods.ordering`, which compares as is published and refuses rows that tie. Any other sort,
rank, first or last of a kind by a key is a line in EXACT with the reason why neither noise nor ties can turn it, and is
stable in any case. `np.sort` and `sorted` without a key are free: equal values cannot be told apart.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

HOME = "methods/ordering.py"
STABLE = {"sort_values", "sort_index", "argsort"}  # sorts that must say so
SORTS = STABLE | {"lexsort", "argpartition", "nlargest", "nsmallest", "rank", "rankdata"}
EXTREMES = {"idxmax", "idxmin", "argmax", "argmin", "nanargmax", "nanargmin"}
KEYED = {"sorted", "min", "max", "sort", "nlargest", "nsmallest"}  # of Python, where they have a key
REMEDY = "use ordered, lowest or highest of analysis.methods.ordering, or list it in tests/house/sorts.py with a reason"

PLACE = "its last key is the place"
FRACTIONS = "exact fractions, in the order of the parts"
# (module, function, what is called) -> why no processor can turn it.
EXACT = {
    ("methods/ordering.py", "ordered", "sort_values"): "the one sort of rows: rounded keys, no ties",
    ("data/build/processed.py", "tables", "sort_values"): "texts and whole numbers, by the key of the table",
    ("data/preference.py", "prefer", "sort_values"): "texts and whole numbers, the source last",
    ("data/checks/instruments.py", "complete_evaluations", "sorted"): "whole numbers that occur once",
    ("data/checks/instruments.py", "years_of_instruments", "sort_values"): "whole years; two in one year are a finding",
    ("data/checks/un.py", "ranks", "rank"): "scores as printed; ties share a rank",
    ("data/read/layout.py", "in_order", "sorted"): "places as a file prints them; words on one spot by their text",
    ("data/yaml_schema.py", "breaches", "sorted"): "lines of a file, else in the order of the schema",
    ("methods/effects/bounds.py", "extreme", "sorted"): FRACTIONS,
    ("methods/effects/concordance.py", "forwards", "min"): FRACTIONS,
    ("methods/effects/concordance.py", "turning_shift", "sorted"): "exact fractions on one side of nought",
    ("methods/effects/domain_means.py", "_knots", "min"): FRACTIONS,
    ("methods/effects/domain_means.py", "_knots", "sorted"): FRACTIONS,
    ("methods/scores/evaluations.py", "_from_parts", "min"): "whole numbers; equal ones are the same word",
    (
        "methods/scores/instrument_tables.py",
        "read_bands",
        "sort",
    ): "exact fractions; bands with the same start are refused",
    ("methods/effects/random_sets.py", "random_sets", "argsort"): "random numbers, then a permutation",
    ("methods/ranks/rank_uncertainty.py", "percentiles", "rankdata"): "values as printed; ties share a rank",
    ("methods/inference/small_n.py", "rank_correlations", "rankdata"): "rounded; ties share a rank",
    ("methods/inference/synthetic_control.py", "nearest", "lexsort"): PLACE,
    ("methods/ranks/weight_regions.py", "_chords", "argmin"): "whole numbers, of which one is negative",
    ("methods/ranks/weight_regions.py", "_in_order", "argsort"): "floats that are equal where the fractions are",
    (
        "methods/ranks/weight_regions.py",
        "_in_order",
        "sorted",
    ): "exact fractions; pieces between equal ones have no length",
    ("studies/un_movement/base_rates.py", "comparators", "sorted"): "two whole numbers, of which one is the band",
    ("studies/shared/definitions.py", "_in_order", "sorted"): "whole numbers that occur once",
    ("studies/instrument_change/effects.py", "nearest_complete", "min"): "whole years; of two as near the earlier",
    ("studies/instrument_change/other_explanations.py", "placed", "rank"): "settled; ties share a rank",
    ("studies/second_look/answers.py", "combined", "rank"): "counts as printed; ties share a rank",
    ("present/charts/scatter.py", "_names", "max"): "settled; of equal slopes the dot listed first",
    ("present/charts/style.py", "apart", "lexsort"): PLACE,
    ("render/depends/cache.py", "_newest_first", "sorted"): "when entries were last used, to drop the oldest",
    ("render/collect/edition.py", "sources_sha256", "sorted"): "names of files, which occur once",
    ("render/run/output_size.py", "_within", "sorted"): "plain text or not, else in the order of the output",
    ("render/run/study.py", "read", "sorted"): "lines of a file, else in the order of the checks",
}


def found(source: str) -> Iterator[tuple[int, str, str, str]]:
    """(line, function, what is called, why it is refused even if listed, or nothing) of every such call."""
    functions: dict[ast.AST, str] = {}
    tree = ast.parse(source)
    for node in ast.walk(tree):  # outer functions come first, so that the innermost name stays
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            functions |= dict.fromkeys(ast.walk(node), node.name)
    called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        where = getattr(node, "lineno", 0), functions.get(node, "")
        if isinstance(node, ast.Call) and (name := _orders(node)):
            yield *where, name, "" if name not in STABLE or _says_stable(node) else 'say kind="stable"'
        elif isinstance(node, ast.Attribute) and node not in called and node.attr in (SORTS | EXTREMES) - {"rank"}:
            yield *where, node.attr, "call it where it stands"
        elif isinstance(node, ast.Constant) and node.value in SORTS - {"rank"} | EXTREMES:
            yield *where, node.value, "do not reach it by its name as a text"
        elif isinstance(node, ast.ImportFrom | ast.Import):
            for alias in node.names:
                if alias.asname and alias.name.rpartition(".")[2] in SORTS | EXTREMES:
                    yield *where, alias.name, "import it under its own name"


def _orders(call: ast.Call) -> str:
    """The name of what is called, if it orders by something else than whole values."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in SORTS | EXTREMES:
        return name
    key = next((word.value for word in call.keywords if word.arg == "key"), None)
    if name not in KEYED or key is None:
        return ""
    told_apart = isinstance(key, ast.Lambda) and isinstance(key.body, ast.Tuple) and len(key.body.elts) > 1
    return "" if told_apart else name


def _says_stable(call: ast.Call) -> bool:
    said = {word.arg: word.value.value for word in call.keywords if isinstance(word.value, ast.Constant)}
    return said.get("kind") == "stable" or said.get("stable") is True


def problems(module: str, source: str) -> list[str]:
    """One line for each call that is neither listed nor, where that must be said, stable."""
    lines = []
    for line, function, name, wrong in found(source):
        if wrong:
            lines.append(f"{module}, line {line}: {name}: {wrong}")
        elif (module, function, name) not in EXACT:
            lines.append(f"{module}, line {line}, {function or 'the module'}: {name}: a tie decides; {REMEDY}")
    return lines
