from __future__ import annotations

import random

from analysis.present.command import report
from analysis.studies.shared import scorecard
from tests.data.read.reports import random_levels


def test_a_line_for_the_report_each_part_and_each_level():
    instrument = scorecard.instrument("47")
    levels = random_levels("47", random.Random(2))
    scored = scorecard.scorecard(instrument, levels)
    found = report.document(
        {
            "institution": "Kota Bandung",
            "institution_id": "kota-bandung",
            "year": 2023,
            "instrument": "47",
            "levels": levels,
            "aspects": scored["aspects"],
            "domains": scored["domains"],
            "index": scored["index_display"],
            "predicate": scored["predicate"],
            "warnings": [{"warning": "swapped"}],
        }
    )
    told = report.lines(instrument, found)
    assert len(told) == 2 + 4 + 8 + 47
    assert "kota-bandung" in told[0]
    assert scored["index_display"] in told[1]
    assert told[-1].split()[1:3] == ["47", str(levels["47"])]
    assert len(found["warnings"]) == 1
    unknown = report.lines(instrument, {**found, "institution_id": ""})
    assert "kota-bandung" not in unknown[0]
