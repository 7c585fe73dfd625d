"""Is there one truth about the packages: pyproject.toml, the pins, environment.yml and what is installed?"""

from __future__ import annotations

import importlib.util
import re
import sys
from functools import cache
from importlib import metadata

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from rattler import MatchSpec

from tests.tree import ROOT

GROUPS = ("base", "lab", "dev")


def _load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


lock = _load(ROOT / "requirements" / "lock.py")
wheels = _load(ROOT / "requirements" / "wheels.py")
machines = lock.machines
MACHINES = list(machines.environments())
SHOWN = ("python_version", "sys_platform", "platform_machine")


def text(group: str) -> str:
    return lock.pinned(group)


def pins(group: str) -> dict[str, str]:
    """Canonical name -> the lines of its pin (version, marker, hashes)."""
    return lock.blocks(text(group))


def is_for(pin: str, machine: dict[str, str] | None = None) -> bool:
    """Whether a machine installs this pin; this one by default."""
    return not lock.marker(pin) or Marker(lock.marker(pin)).evaluate(machine)


def conda_entries(environment: str) -> list[str]:
    return [entry for entry in yaml.safe_load(environment)["dependencies"] if isinstance(entry, str)]


def test_environment_yml_is_generated_from_the_pins():
    assert (ROOT / "environment.yml").read_text(encoding="utf-8") == lock.environment(), "run make lock"


def test_another_version_changes_environment_yml(tmp_path):
    (tmp_path / "requirements").mkdir()
    for group in GROUPS:
        changed = text(group).replace("\npandas==", "\npandas==999.")
        (tmp_path / "requirements" / f"{group}.txt").write_text(changed, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")
    assert "- pandas=999." in lock.environment(tmp_path)
    assert (ROOT / "environment.yml").read_text(encoding="utf-8") != lock.environment(tmp_path)


def test_every_conda_entry_is_a_match_spec_with_a_version():
    for entry in conda_entries((ROOT / "environment.yml").read_text(encoding="utf-8")):
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
    pinned = {name: lock.version(pin) for name, pin in pins(group).items() if is_for(pin)}
    installed = {lock.canonical(d.metadata["Name"]): d.version for d in metadata.distributions()}
    differing = {
        name: (version, installed.get(name)) for name, version in pinned.items() if installed.get(name) != version
    }
    assert not differing, f"(pinned, installed) differ: {differing}; run make env"


def test_python_is_one_that_is_asked_for():
    assert machines.pythons() == ["3.11", "3.12", "3.13", "3.14"]
    assert f"3.{sys.version_info.minor}" in machines.pythons()
    assert conda_entries((ROOT / "environment.yml").read_text(encoding="utf-8"))[0] == "python>=3.11,<3.15"


def test_everybody_names_the_same_pythons():
    oldest, *_, newest = machines.pythons()
    script = (ROOT / "requirements" / "pythons").read_text(encoding="utf-8")
    assert re.search(r'^versions="(.*?)"', script, re.M)[1].split() == machines.pythons()[::-1]
    for name in ("Makefile", "README.md", "REPRODUCING.md"):
        said = " ".join((ROOT / name).read_text(encoding="utf-8").replace("\n#", "\n").split())
        named = set(re.findall(r"Python (3\.\d+)(?: to (3\.\d+))?", said))
        assert named == {(oldest, newest)}, f"{name}: {named}"


def is_left_out_later(pin: str) -> bool:
    """Whether a pin that every system needs with the oldest Python is skipped with a later one."""
    needed = {machine["python_version"]: [] for machine in MACHINES}
    for machine in MACHINES:
        needed[machine["python_version"]].append(is_for(pin, machine))
    first, *later = needed.values()
    return all(first) and not all(all(each) for each in later)


@pytest.mark.parametrize("group", GROUPS)
def test_no_pin_is_skipped_on_a_later_python_or_an_early_release(group):
    assert not [name for name, pin in pins(group).items() if is_left_out_later(pin)]
    assert not [name for name, pin in pins(group).items() if re.search("python_[a-z_]*version *[<>]", lock.marker(pin))]


def test_a_pin_that_is_skipped_on_a_later_python_would_be_noticed():
    assert is_left_out_later("a==1 ; python_full_version < '3.12' \\")
    assert not is_left_out_later("a==1 ; sys_platform == 'darwin' \\")
    assert not is_left_out_later("a==1 \\")


@pytest.mark.parametrize(
    ("marker", "short"),
    [
        ("", ""),
        (machines.OURS, ""),
        ("python_full_version < '3.15' and (sys_platform == 'darwin' or sys_platform == 'linux')", ""),
        ("python_full_version < '3.12' and (sys_platform == 'darwin' or sys_platform == 'linux')", ""),
        ("implementation_name != 'PyPy' and (sys_platform == 'darwin' or sys_platform == 'linux')", ""),
        (
            "python_full_version == '3.12.*' and (sys_platform == 'darwin' or sys_platform == 'linux')",
            "python_full_version == '3.12.*'",
        ),
        ("sys_platform == 'darwin'", "sys_platform == 'darwin'"),
        ("os_name == 'nt'", None),
        ("python_full_version >= '3.15'", None),
    ],
)
def test_markers_are_as_short_as_the_machines_allow(marker, short):
    assert machines.marker(marker, MACHINES) == short


@cache
def asked() -> list[tuple[str, Requirement]]:
    """Installed package -> what it asks for, as its own metadata say."""
    return [
        (lock.canonical(distribution.metadata["Name"]), Requirement(line))
        for distribution in metadata.distributions()
        for line in distribution.requires or ()
    ]


def unmet(machine: dict[str, str], pinned: dict[str, str]) -> list[str]:
    """What the packages that a machine installs ask for there, and its pins do not give."""
    wrong = []
    for name, need in asked():
        if name in pinned and (not need.marker or need.marker.evaluate(machine | {"extra": ""})):
            given = pinned.get(lock.canonical(need.name))
            if given is None or not need.specifier.contains(given, prereleases=True):
                wrong.append(f"{name}: {need}; pinned: {given}")
    return wrong


def pinned_for(machine: dict[str, str]) -> dict[str, str]:
    every = {name: pin for group in GROUPS for name, pin in pins(group).items()}
    return {name: lock.version(pin) for name, pin in every.items() if is_for(pin, machine)}


@pytest.mark.parametrize("machine", MACHINES, ids=lambda m: "-".join(m[x] for x in SHOWN))
def test_the_pins_give_every_machine_all_that_the_packages_ask_for(machine):
    pinned = pinned_for(machine)
    assert len(pinned) > 100
    assert unmet(machine, pinned) == []


def test_a_wrong_version_and_a_missing_package_would_be_noticed():
    pinned = pinned_for(MACHINES[0])
    assert any("pandas: numpy" in line for line in unmet(MACHINES[0], pinned | {"numpy": "1.0"}))
    assert any("ipython: pexpect" in line for line in unmet(MACHINES[0], pinned | {"pexpect": "0"}))
    del pinned["pexpect"]
    assert any("ipython: pexpect" in line for line in unmet(MACHINES[0], pinned))


PYLOCK = """
[[packages]]
name = "toy"
wheels = [
    {{ url = "x://y/toy-1-cp311-cp311-manylinux_2_28_x86_64.whl", hashes = {{ sha256 = "{a}" }} }},
    {{ url = "x://y/toy-1-cp312-abi3-macosx_12_0_arm64.whl", hashes = {{ sha256 = "{b}" }} }},
]
sdist = {{ name = "toy-1.tar.gz", url = "x://y/z", hashes = {{ sha256 = "{c}" }} }}
"""


def test_a_missing_wheel_or_hash_is_named():
    a, b, c = ("abc"[i] * 64 for i in range(3))
    index = wheels.files(PYLOCK.format(a=a, b=b, c=c))
    assert [name for name, _ in index["toy"]][-1] == "toy-1.tar.gz"

    def on(python: str, system: str, processor: str, level: tuple[int, int], *hashes: str) -> list[str]:
        block = "toy==1 \\\n" + "\n".join(f"    --hash=sha256:{each}" for each in hashes)
        return wheels.without_wheel({"toy": block}, index, wheels.supported(python, system, processor, level))

    assert on("3.11", "linux", "x86_64", (2, 28), a) == []
    assert on("3.11", "linux", "x86_64", (2, 27), a) == ["toy"], "needs a newer glibc"
    assert on("3.11", "linux", "x86_64", (2, 28), b, c) == ["toy"], "its hash is not listed"
    assert on("3.12", "linux", "x86_64", (2, 28), a) == ["toy"], "of another Python"
    assert on("3.11", "linux", "aarch64", (2, 28), a) == ["toy"]
    assert on("3.14", "darwin", "arm64", (12, 0), b) == []
    assert on("3.11", "darwin", "arm64", (12, 0), b) == ["toy"]
    assert on("3.14", "darwin", "x86_64", (14, 0), b) == ["toy"]
    assert wheels.without_wheel({"toy": f"toy==1 sha256:{c}"}, index, set(), wheel=False) == []
    assert wheels.without_wheel({"toy": f"toy==1 sha256:{a}"}, index, set(), wheel=False) == ["toy"]
