"""How far does the evidence of a result go? The words that every result carries; a study decides which.

Readers see them from the catalogue, under `decision.<word>`; the glossary and the analysis plan say what each means.
"""

ARITHMETIC_FACT = "arithmetic fact"  # follows from published figures by arithmetic alone
IDENTIFIED = "identified"  # one value, under a stated assumption
BOUNDED = "bounded"  # a set of values that no better use of the same figures makes smaller
ASSOCIATED_ONLY = "associated only"  # goes together; nothing says why
NOT_SUPPORTED = "not supported"  # the figures do not bear the statement out
REFUTED = "refuted"  # the figures exclude the statement

DECISIONS = (ARITHMETIC_FACT, IDENTIFIED, BOUNDED, ASSOCIATED_ONLY, NOT_SUPPORTED, REFUTED)
