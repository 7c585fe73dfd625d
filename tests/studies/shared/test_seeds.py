"""Named streams of random numbers: repeatable, separate, moved by the study's seed alone."""

import yaml

from analysis.paths import STUDY
from analysis.studies.shared import seeds


def test_a_stream_repeats_and_differs_from_another():
    first, again, other = (seeds.stream(name).random(3).tolist() for name in ("a", "a", "b"))
    assert first == again != other


def test_the_study_s_seed_moves_it(monkeypatch):
    before = seeds.stream("a").random()
    monkeypatch.setenv(seeds.VARIABLE, "7")
    assert seeds.stream("a").random() != before


def test_a_reader_s_own_kernel_has_the_study_s_seed(monkeypatch):
    monkeypatch.delenv(seeds.VARIABLE, raising=False)
    assert yaml.safe_load(STUDY.read_text(encoding="utf-8"))["seed"] == seeds.DEFAULT
