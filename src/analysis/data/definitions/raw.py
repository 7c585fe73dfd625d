"""What each raw table must have: its columns as they stand in the file, and the columns that name a row.

A column that is renamed, lost or added is refused before it is misread, and a row that is there twice is found.
"""

from __future__ import annotations

from fnmatch import fnmatch
from typing import NamedTuple


class RawTable(NamedTuple):
    """Columns and key, each as a header line has them: parted by commas."""

    columns: str
    key: str


TABLES = {
    "names.csv": RawTable("spelling,institution_id,canonical,type,province,join,why", "spelling"),
    "undesa_egdi_*/egdi.csv": RawTable("iso3,country,rank,egdi,osi,tii,hci,epi", "iso3"),
    "unsd_m49_regions/states.csv": RawTable("iso3,region_code,region,subregion_code,subregion", "iso3"),
    "worldbank_income_*/income.csv": RawTable("iso3,income", "iso3"),
    "worldbank_fragile_*/fragile.csv": RawTable("iso3,status", "iso3"),
    "worldbank_gtmi_*/gtmi.csv": RawTable(
        "year,iso3,country,group,gtmi,cgsi,psdi,dcei,gtei,source_code",
        "year,iso3",
    ),
    "blavatnik_gtmi_*/counts.csv": RawTable(
        "iso3,country,gtmi_policy,gtmi_backend,gtmi_admin,gtmi_portals,gtmi_openness,gtmi_engagement,gtmi_innovation",
        "iso3",
    ),
    "*/institutions.csv": RawTable(
        "listed_under,institution,index,predicate,kebijakan,tata_kelola,manajemen,layanan",
        "institution",
    ),
    "panrb_*/means.csv": RawTable("year,unit,level,name,value", "year,unit,level,name"),
    "panrb_*/weights.csv": RawTable("level,number,name,percent", "level,number"),
    "panrb_instruments_*/instrument_*.csv": RawTable(
        "indicator,domain,aspect,name_id,name_en,weight,repeats",
        "indicator",
    ),
    "panrb_instruments_*/structure.csv": RawTable(
        "instrument,level,id,parent_domain,name_id,name_en,weight,n_indicators",
        "instrument,level,id",
    ),
    "panrb_instruments_*/part_names.csv": RawTable(
        "instrument,level,published_name,id",
        "instrument,level,published_name",
    ),
    "panrb_instruments_*/instruments.csv": RawTable(
        "instrument,regulation,first_year,last_year,level_min,level_max,decimal_levels,certainty",
        "instrument",
    ),
    "panrb_instruments_*/bands.csv": RawTable(
        "instrument,predicate,predicate_en,from_inclusive,to,to_inclusive,source",
        "instrument,predicate",
    ),
    "panrb_instruments_*/crosswalk_35_47.csv": RawTable(
        "level,from35,to47,relation,certainty,evidence",
        "level,from35,to47",
    ),
    "panrb_instruments_*/crosswalk_47_20.csv": RawTable(
        "level,from47,to20,relation,certainty,evidence",
        "level,from47,to20",
    ),
    "press_spbe_*/index.csv": RawTable(
        "institution,year,instrument,index,predicate,source_id,confidence,derived,note",
        "institution,year,source_id",
    ),
    "press_spbe_*/predicates.csv": RawTable(
        "institution,year,instrument,predicate,source_id,confidence,listed",
        "institution,year,source_id",
    ),
    "press_spbe_*/shares.csv": RawTable("year,unit,instrument,percent,reached,of,source_id", "year,unit,source_id"),
    "press_spbe_*/parts.csv": RawTable(
        "institution,year,instrument,level,name,value,source_id",
        "institution,year,instrument,level,name,source_id",
    ),
    "press_spbe_*/means.csv": RawTable(
        "year,unit,instrument,level,name,value,source_id",
        "year,unit,level,name,source_id",
    ),
    "press_spbe_*/population.csv": RawTable("year,institutions,what,source_id,note", "year"),
    "press_claims_*/claims.csv": RawTable("claim,article,publisher,date,speaker,statement,quantities", "claim"),
    "published_evaluations_*/evaluations.csv": RawTable(
        "institution,year,instrument,level,id,value,status,source_id,location",
        "institution,year,instrument,level,id,source_id",
    ),
    "*/sources.csv": RawTable("source_id,title,publisher,date,url,kind,states", "source_id"),
}


def columns_of(file: str) -> list[str] | None:
    """The columns that a raw table (path relative to data/raw) must have; None for a file that is not ours."""
    found = _of(file)
    return found and found.columns.split(",")


def key_of(file: str) -> list[str] | None:
    """The columns that name a row of a raw table (path relative to data/raw); None for a file that is not ours."""
    found = _of(file)
    return found and found.key.split(",")


def _of(file: str) -> RawTable | None:
    return next((table for pattern, table in TABLES.items() if fnmatch(file, pattern)), None)
