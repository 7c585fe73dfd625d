"""The tables of the UN E-Government Survey, of the GovTech Maturity Index (GTMI) and of the groups of states."""

from __future__ import annotations

from analysis.data.definitions.model import NUMBER, TEXT, WHOLE, Column, Table, source

REGIONS = ("Africa", "Americas", "Asia", "Europe", "Oceania")
INCOMES = ("HIC", "UMC", "LMC", "LIC", "INX", "")
STATE = "ISO 3166 code of the state, three letters."


def _score(meaning: str, highest: float = 1) -> Column:
    return Column(NUMBER, "UN score", meaning, between=(0, highest), optional=True)


def _weight(of: str) -> Column:
    return Column(TEXT, "share", f"Weight of {of} in the EGDI, exact: a fraction or decimals.")


def _gtmi(meaning: str) -> Column:
    return Column(NUMBER, "number", f"{meaning}. From 0 to 1; not comparable between waves.", between=(0, 1))


def _count(of: str) -> Column:
    return Column(NUMBER, "number", f"Points for {of} that the answers of the economy add up to.", between=(0, 10))


ECONOMY = "ISO 3166 code of the economy, three letters; XKX for Kosovo. Not all are UN member states."

TABLES = (
    Table("egdi", "One row a UN member state and edition: what the UN prints of it.", ("iso3", "edition"), {
        "iso3": Column(TEXT, "id", STATE, refers_to="states.iso3"),
        "edition": Column(WHOLE, "year", "Edition of the survey, by its year.", refers_to="editions.edition"),
        "country": Column(TEXT, "text", "Name of the state in English."),
        "rank": Column(WHOLE, "rank", "Rank by the EGDI as printed; empty where no index was computed.",
                       between=(1, 193), optional=True),
        "egdi": _score("E-Government Development Index: weighted mean of OSI, TII and HCI."),
        "osi": _score("Online Service Index."),
        "tii": _score("Telecommunication Infrastructure Index."),
        "hci": _score("Human Capital Index; in 2003 two states stand above 1.", highest=1.5),
        "epi": _score("E-Participation Index, which is no part of the EGDI."),
        "source_id": source("the row"),
    }),
    Table("editions", "One row an edition of the UN survey: how its index was made, and who has none.",
          ("edition",), {
        "edition": Column(WHOLE, "year", "Edition of the survey, by its year."),
        "source_id": source("the edition"),
        "weight_osi": _weight("OSI"),
        "weight_tii": _weight("TII"),
        "weight_hci": _weight("HCI"),
        "not_computed": Column(TEXT, "id", "Codes of the states without rank and EGDI, parted by spaces.",
                               optional=True),
        "counted": Column(TEXT, "id", "Figures that are counts of points on the scale of the edition, parted by "
                          "spaces.", optional=True),
        "component_decimals": Column(WHOLE, "count", "Decimals of the components that give the printed EGDI; empty: "
                                     "as many as are printed.", optional=True),
        "redefined": Column(TEXT, "id", "Components that the UN measures in another way from this edition on, parted "
                            "by spaces, or none; empty: not recorded.", optional=True),
    }),
    Table("states", "One row a UN member state: the groups that it belongs to.", ("iso3",), {
        "iso3": Column(TEXT, "id", STATE),
        "region": Column(TEXT, "text", "Region by the UN (M49).", allowed=REGIONS),
        "subregion": Column(TEXT, "text", "Sub-region by the UN (M49)."),
        "income": Column(TEXT, "text", "Income group by the World Bank: high (HIC), upper middle (UMC), lower middle "
                         "(LMC), low (LIC); INX: listed without a group; empty: not listed.",
                         allowed=INCOMES, optional=True),
        "fragile": Column(TEXT, "text", "Why it is on the World Bank's list of fragile states; empty: it is not.",
                          allowed=("", "conflict", "fragility"), optional=True),
    }),
    Table("gtmi", "One row an economy and wave of the World Bank's GovTech Maturity Index.", ("iso3", "year"), {
        "iso3": Column(TEXT, "id", ECONOMY),
        "year": Column(WHOLE, "year", "Wave, by its year.", between=(2020, 2100)),
        "country": Column(TEXT, "text", "Name of the economy in English."),
        "group": Column(TEXT, "text", "Group by the GTMI: A from .75, B from .50, C from .25, D below.",
                        allowed=("A", "B", "C", "D")),
        "gtmi": _gtmi("GovTech Maturity Index, mean of its four parts; it contains parts of the UN's EGDI"),
        "cgsi": _gtmi("Core Government Systems Index"),
        "psdi": _gtmi("Public Service Delivery Index"),
        "dcei": _gtmi("Digital Citizen Engagement Index"),
        "gtei": _gtmi("GovTech Enablers Index"),
        "source_id": source("the row"),
    }),
    Table("gtmi_answers", "One row an economy: its own answers to the GTMI survey of 2022, counted.", ("iso3",), {
        "iso3": Column(TEXT, "id", ECONOMY),
        "country": Column(TEXT, "text", "Name of the economy in English."),
        "policy": _count("policy"),
        "backend": _count("systems behind the services"),
        "admin": _count("systems of administration"),
        "portals": _count("portals"),
        "openness": _count("openness"),
        "engagement": _count("engagement of citizens"),
        "innovation": _count("innovation"),
        "source_id": source("the row"),
    }),
)  # fmt: skip
