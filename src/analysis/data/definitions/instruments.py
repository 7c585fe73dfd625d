"""The tables of the SPBE instruments, of the links between them and of evaluations at every level."""

from __future__ import annotations

from dataclasses import replace

from analysis.data.definitions.model import INSTRUMENT, INSTRUMENTS, NUMBER, TEXT, WHOLE, YEAR, Column, Table, source

YES_NO = ("yes", "no")
ITSELF = "instruments.instrument"


def _instrument(meaning: str) -> Column:
    return Column(TEXT, "id", meaning, allowed=INSTRUMENTS)


TABLES = (
    Table("instruments", "One row an instrument of assessment.", ("instrument",), {
        "instrument": _instrument("Instrument, by its number of indicators."),
        "regulation": Column(TEXT, "text", "Regulation that sets it."),
        "first_year": Column(WHOLE, "year", "First year assessed with it."),
        "last_year": Column(WHOLE, "year", "Last year assessed with it; empty while it is in force.", optional=True),
        "level_min": Column(TEXT, "points", "Lowest level of an indicator, exact."),
        "level_max": Column(TEXT, "points", "Highest level of an indicator, exact."),
        "decimal_levels": Column(TEXT, "yes/no", "Whether a level may have decimals.", allowed=YES_NO),
        "certainty": Column(TEXT, "text", "What was read, and what is not known of it."),
    }),
    Table("instrument_parts", "One row a domain, aspect or indicator of an instrument.",
          ("instrument", "level", "id"), {
        "instrument": replace(INSTRUMENT, meaning="Instrument that the part is of.", refers_to=ITSELF),
        "level": Column(TEXT, "text", "Domain, aspect or indicator.", allowed=("domain", "aspect", "indicator")),
        "id": Column(TEXT, "id", "Number of the part within its level."),
        "parent": Column(TEXT, "id", "Domain of an aspect, aspect of an indicator; empty for a domain and under 20.",
                         optional=True),
        "name_id": Column(TEXT, "text", "Name in Indonesian."),
        "name_en": Column(TEXT, "text", "Name in English."),
        "weight": Column(TEXT, "share", "Weight in the index, exact decimals."),
        "repeats": Column(WHOLE, "count", "Services that the indicator is assessed for, at most; 1 for all others."),
    }),
    Table("printed_weights", "One row a weight that an evaluation report prints.",
          ("source_id", "level", "id"), {
        "source_id": source("the weight"),
        "instrument": replace(INSTRUMENT, meaning="Instrument that the report is about.", refers_to=ITSELF),
        "level": Column(TEXT, "text", "Domain or aspect.", allowed=("domain", "aspect")),
        "id": Column(TEXT, "id", "Number of the part within its level, as printed."),
        "weight": Column(TEXT, "share", "Weight in the index as printed in per cent, exact decimals."),
    }),
    Table("bands", "One row a predicate of an instrument and the indices for which it holds.",
          ("instrument", "predicate"), {
        "instrument": replace(INSTRUMENT, meaning="Instrument that the band is of.", refers_to=ITSELF),
        "predicate": Column(TEXT, "text", "Predicate in Indonesian."),
        "predicate_en": Column(TEXT, "text", "Predicate in English."),
        "from_inclusive": Column(TEXT, "points", "Lowest index that has it, exact."),
        "to": Column(TEXT, "points", "Where it ends, exact."),
        "to_inclusive": Column(TEXT, "yes/no", "Whether the index at the end has it.", allowed=YES_NO),
    }),
    Table("crosswalk", "One row a link between a part of an instrument and one of the next instrument.",
          ("from_instrument", "to_instrument", "level", "from_id", "to_id"), {
        "from_instrument": _instrument("Earlier instrument."),
        "to_instrument": _instrument("Later instrument."),
        "level": Column(TEXT, "text", "Domain or indicator.", allowed=("domain", "indicator")),
        "from_id": Column(TEXT, "id", "Part of the earlier instrument; empty: the other one is new.", optional=True),
        "to_id": Column(TEXT, "id", "Part of the later instrument; empty: the other one was dropped.", optional=True),
        "relation": Column(TEXT, "text", "What became of the part.",
                           allowed=("reworded", "split", "new", "dropped", "continues", "contributes", "partial")),
        "certainty": Column(TEXT, "text", "An official list says so, or how sure this study is.",
                            allowed=("official", "medium", "low")),
        "evidence": Column(TEXT, "text", "What the link rests on."),
    }),
    Table("evaluations", "One row a published value of one evaluation: index, domain, aspect or indicator.",
          ("institution_id", "year", "instrument", "level", "id", "source_id"), {
        "institution_id": Column(TEXT, "id", "Institution, or `nasional`.", refers_to="names.institution_id"),
        "year": replace(YEAR, between=None),
        "instrument": INSTRUMENT,
        "level": Column(TEXT, "text", "Overall index, domain, aspect or indicator.",
                        allowed=("overall", "domain", "aspect", "indicator")),
        "id": Column(TEXT, "id", "Number of the part, `35-2` for a second service; empty for the index.",
                     optional=True),
        "source_id": source("the value"),
        "value": Column(NUMBER, "points", "Level or value as printed.", between=(0, 5)),
        "status": Column(TEXT, "text", "Whether the figure agrees with the others of its source.",
                         allowed=("published", "conflict")),
        "location": Column(TEXT, "text", "Where in the source it stands.", optional=True),
    }),
)  # fmt: skip
