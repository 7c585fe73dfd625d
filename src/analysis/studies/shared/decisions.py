"""How far does the evidence of a result go? The words that every result carries; a study decides which.

Readers see them from the catalogue, under `decision.<word>`; the glossary and the analysis plan say what each means.
"""

ARITHMETIC_FACT = "arithmetic fact"  # follows from published figures by arithmetic alone
IDENTIFIED = "identified"  # one value, under a stated assumption
BOUNDED = "bounded"  # a set of values that no better use of the same figures makes smaller
ASSOCIATED_ONLY = "associated only"  # goes together; nothing says why
INCONCLUSIVE = "inconclusive"  # the figures are too weak: a test of so little power, or a result that a choice decides
NOT_SUPPORTED = "not supported"  # the figures would have shown it, with enough power, and do not
REFUTED = "refuted"  # the figures exclude the statement
CANNOT_BE_DECIDED = "cannot be decided"  # there are no figures that would tell

DECISIONS = (
    ARITHMETIC_FACT,
    IDENTIFIED,
    BOUNDED,
    ASSOCIATED_ONLY,
    INCONCLUSIVE,
    NOT_SUPPORTED,
    REFUTED,
    CANNOT_BE_DECIDED,
)
