"""Where things are: the one place that knows the project's folders. For data, render and cli only."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RAW = ROOT / "data" / "raw"
PROCESSED = ROOT / "data" / "processed"
NOTEBOOKS = ROOT / "notebooks"
REPORTS = ROOT / "reports"
CACHE = ROOT / ".cache"
PACKAGE = ROOT / "src" / "analysis"
REQUIREMENTS = ROOT / "requirements"
STUDY = ROOT / "study.yml"
PLAN = ROOT / "analysis_plan.yml"
