"""The tables of institutions, their published SPBE figures and the sources of these."""

from __future__ import annotations

from analysis.data.definitions.model import (
    FLAG,
    INSTRUMENT,
    NUMBER,
    PREFERRED,
    TEXT,
    WHOLE,
    YEAR,
    Column,
    Table,
    source,
    why,
)
from analysis.data.preference import CONFIDENCES

TYPES = ("kementerian", "lembaga", "lainnya", "provinsi", "kabupaten", "kota")
PREDICATES = ("", "Kurang", "Cukup", "Baik", "Sangat Baik", "Memuaskan")
KINDS = (
    "un", "official_report", "ministry", "local_government", "paper", "news", "compilation", "instrument",
    "classification",
)  # fmt: skip
UNIT = Column(TEXT, "id", "Institution, mean of a type (`mean-…`) or `nasional`.", refers_to="names.institution_id")

TABLES = (
    Table("institutions", "One row an institution, under its canonical name.", ("institution_id",), {
        "institution_id": Column(TEXT, "id", "Id of the institution, a slug of its canonical name.",
                                 refers_to="names.institution_id"),
        "name": Column(TEXT, "text", "Canonical name.", refers_to="names.spelling"),
        "type": Column(TEXT, "text", "Ministry, agency, other body, province, regency or city, in Indonesian.",
                       allowed=TYPES),
        "province": Column(TEXT, "text", "Province of a local government; empty for central bodies.", optional=True),
    }),
    Table("names", "One row a printed spelling, with the institution or published mean that it stands for.",
          ("spelling",), {
        "spelling": Column(TEXT, "text", "Name as a source prints it."),
        "institution_id": Column(TEXT, "id", "Institution, mean of a type (`mean-…`) or `nasional`."),
        "join": Column(TEXT, "text", "How sure it is that spelling and id are the same body.",
                       allowed=("certain", "doubtful")),
        "why": Column(TEXT, "text", "Why they are joined, where that is not plain.", optional=True),
    }),
    Table("sources", "One row a source that any figure names.", ("source_id",), {
        "source_id": Column(TEXT, "id", "Id of the source."),
        "title": Column(TEXT, "text", "Title of the publication."),
        "publisher": Column(TEXT, "text", "Who published it."),
        "date": Column(TEXT, "text", "Date of publication: a year, a month (2023-05) or a day.", optional=True),
        "url": Column(TEXT, "text", "Where it stands or how it was obtained.", optional=True),
        "kind": Column(TEXT, "text", "Kind of publisher, on which the order of sources rests.", allowed=KINDS),
        "states": Column(TEXT, "text", "What it states."),
    }),
    Table("spbe_index", "One row a published overall index of an institution, year and source.",
          ("institution_id", "year", "source_id"), {
        "institution_id": Column(TEXT, "id", "Institution that was assessed.", refers_to="names.institution_id"),
        "year": YEAR,
        "source_id": source(),
        "index": Column(NUMBER, "points", "SPBE index as printed.", between=(0, 5)),
        "decimals": Column(WHOLE, "count", "Decimals that were printed: what the figure was rounded to."),
        "predicate": Column(TEXT, "text", "Predicate (band of the index) as printed; empty where none was.",
                            allowed=PREDICATES, optional=True),
        "instrument": INSTRUMENT,
        "confidence": Column(TEXT, "text", "How far the source can be trusted with this figure.",
                             allowed=tuple(CONFIDENCES)),
        "status": Column(TEXT, "text", "Printed by the source, or computed from what it prints.",
                         allowed=("published", "derived")),
        "preferred": PREFERRED,
        "why": why(),
        "below_floor": Column(FLAG, "yes/no", "Whether a domain of the same row is printed below the scale."),
        "listed_under": Column(TEXT, "text", "Heading of the official list; empty for other sources.", optional=True),
        "spelling": Column(TEXT, "text", "Name as the source prints it.", refers_to="names.spelling"),
        "note": Column(TEXT, "text", "What must be known of the figure.", optional=True),
    }),
    Table("spbe_parts", "One row a published domain or aspect value of an institution or mean, year and source.",
          ("unit", "year", "instrument", "level", "part_id", "source_id"), {
        "unit": UNIT,
        "year": YEAR,
        "instrument": INSTRUMENT,
        "level": Column(TEXT, "text", "Domain or aspect.", allowed=("domain", "aspect")),
        "part_id": Column(TEXT, "id", "Number of the domain or aspect in this instrument.",
                          refers_to="instrument_parts.id"),
        "source_id": source(),
        "value": Column(NUMBER, "points", "Value as printed.", between=(0, 5)),
        "preferred": PREFERRED,
        "why": why(),
    }),
    Table("spbe_means", "One row a published mean index of the nation or of a type, year and source.",
          ("year", "unit", "source_id"), {
        "year": YEAR,
        "unit": UNIT,
        "source_id": source(),
        "instrument": INSTRUMENT,
        "value": Column(NUMBER, "points", "Mean index as printed.", between=(0, 5)),
        "preferred": PREFERRED,
        "why": why(),
    }),
    Table("population", "One row a year: how many institutions were assessed, as published.", ("year",), {
        "year": Column(WHOLE, "year", "Year that was assessed."),
        "institutions": Column(WHOLE, "count", "Institutions assessed."),
        "what": Column(TEXT, "text", "Assessed, or assessed again while the others kept an older value."),
        "source_id": source("the count"),
        "note": Column(TEXT, "text", "What must be known of the count.", optional=True),
    }),
    Table("claims", "One row a statement on the index by an official or an article.", ("claim",), {
        "claim": Column(TEXT, "id", "Id of the claim."),
        "article": Column(TEXT, "text", "Title of the article or report."),
        "publisher": Column(TEXT, "text", "Who published it."),
        "date": Column(TEXT, "text", "Date of publication: a year, a month (2023-05) or a day.", optional=True),
        "speaker": Column(TEXT, "text", "Who says it, by office.", optional=True),
        "statement": Column(TEXT, "text", "What is said."),
        "quantities": Column(TEXT, "text", "Numbers that the statement names, parted by semicolons.", optional=True),
    }),
)  # fmt: skip
