import pytest

from analysis.studies.claims import ledger
from tests.present.shown import Shown


@pytest.fixture
def shown(monkeypatch):
    return Shown(monkeypatch)


@pytest.fixture(scope="session")
def blora():
    return ledger.study("blora")
