import pytest

from tests.studies.claims.altered import Altered


@pytest.fixture
def altered(monkeypatch):
    tables = Altered(monkeypatch)
    yield tables
    monkeypatch.undo()
    tables.forget()
