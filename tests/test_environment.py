"""Is there one truth about the packages: pyproject.toml, the pins, environment.yml and what is installed?"""

from __future__ import annotations

import importlib.util
import re
import sys
from importlib import metadata

import pytest
import yaml
from packaging.markers import Marker
from rattler import MatchSpec

from tests.tree import ROOT

GROUPS = ("base", "lab", "dev")


def _load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


lock = _load(ROOT / "requirements" / "lock.py")


def text(group: str) -> str:
    return (ROOT / "requirements" / f"{group}.txt").read_text()


def pins(group: str) -> dict[str, str]:
    """Canonical name -> the lines of its pin (version, marker, hashes)."""
    return lock.blocks(text(group))


def is_for_this_machine(pin: str) -> bool:
    marker = re.search(r" ; (.*?) \\$", pin, re.M)
    return marker is None or Marker(marker[1]).evaluate()


def conda_entries(environment: str) -> list[str]:
    return [entry for entry in yaml.safe_load(environment)["dependencies"] if isinstance(entry, str)]


def test_environment_yml_is_generated_from_the_pins():
    assert (ROOT / "environment.yml").read_text() == lock.environment(), "run make lock"


def test_another_version_changes_environment_yml(tmp_path):
    (tmp_path / "requirements").mkdir()
    for group in GROUPS:
        changed = text(group).replace("\npandas==", "\npandas==999.")
        (tmp_path / "requirements" / f"{group}.txt").write_text(changed)
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    assert "- pandas=999." in lock.environment(tmp_path)
    assert (ROOT / "environment.yml").read_text() != lock.environment(tmp_path)


def test_every_conda_entry_is_a_match_spec_with_a_version():
    for entry in conda_entries((ROOT / "environment.yml").read_text()):
        assert MatchSpec(entry, strict=True).version or entry == "pip", entry


def test_a_wrong_match_spec_is_rejected():
    with pytest.raises(Exception, match="unable to parse version spec"):
        MatchSpec("pandas=>3", strict=True)


@pytest.mark.parametrize("group", GROUPS)
def test_every_pin_has_one_version_and_hashes(group):
    lines = text(group).splitlines()
    assert lines[0] == lock.HEAD.strip()
    wrong = [
        line for line in lines[1:] if not re.match(r"[\w.-]+==[\w.]+( ; .+)? \\$|    --hash=sha256:[0-9a-f]{64}", line)
    ]
    assert not wrong, f"neither `name==version` nor a hash: {wrong[:3]}"
    assert pins(group)
    without = [name for name, pin in pins(group).items() if "--hash=sha256:" not in pin]
    assert not without, f"no hash: {without}"


@pytest.mark.parametrize("group", GROUPS)
def test_pins_name_no_index_and_no_address(group):
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host| @ ", text(group))


def test_a_package_has_one_pin_in_all_files():
    names = [name for group in GROUPS for name in pins(group)]
    twice = {name for name in names if names.count(name) > 1}
    versions = {name: {pins(g)[name].split()[0] for g in GROUPS if name in pins(g)} for name in twice}
    assert all(len(found) == 1 for found in versions.values()), versions


def test_every_direct_dependency_is_pinned_in_its_group():
    for group, names in lock.direct_dependencies().items():
        present = {**pins("base"), **pins(group)}
        assert not set(names) - set(present), f"{group}: not pinned; run make lock"


def test_jupyterlab_stays_out_of_base():
    heavy = {"jupyterlab", "jupyter-server", "rfc3987-syntax", "nbdime"}
    assert not heavy & {**pins("base"), **pins("dev")}.keys(), "it would double the start-up time of every kernel"
    assert "jupyterlab" in pins("lab")


@pytest.mark.parametrize("group", ["base", "dev"])
def test_the_pinned_versions_are_installed(group):
    pinned = {
        name: re.match(r"[\w.-]+==([^\s;\\]+)", pin)[1] for name, pin in pins(group).items() if is_for_this_machine(pin)
    }
    installed = {lock.canonical(d.metadata["Name"]): d.version for d in metadata.distributions()}
    differing = {
        name: (version, installed.get(name)) for name, version in pinned.items() if installed.get(name) != version
    }
    assert not differing, f"(pinned, installed) differ: {differing}; run make env"


def test_python_is_the_one_that_is_asked_for():
    assert sys.version_info[:2] == (3, 11)
    assert conda_entries((ROOT / "environment.yml").read_text())[0] == "python=3.11"
