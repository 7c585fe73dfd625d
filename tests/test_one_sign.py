"""Places gained are plus wherever they are told: frame, value, CSV, page, and the command's text and JSON.

One state is planted that gains five places through its own online services and loses them again, in a world that
stands still; then the real pages are run, and every column and value that holds places is held against the ranks.
"""

from __future__ import annotations

import ast
import inspect
import io
import json
import re
from collections.abc import Iterator

import nbformat
import numpy as np
import pandas as pd
import pytest

from analysis.cli import main
from analysis.methods.ranks import ranks
from analysis.present.phrases import phrase
from analysis.present.un_movement import (
    movement as show_movement,
    own_and_others as show_own_and_others,
    rank_accounting as show_rank_accounting,
)
from analysis.studies.shared import survey
from analysis.studies.spbe_and_un import osi_ceiling, osi_places
from analysis.studies.un_movement import (
    base_rates,
    movement,
    own_and_others,
    places,
    rank_accounting,
    rank_change,
    rank_sets,
    rank_uncertainty,
)
from tests.notebooks.cells import outputs
from tests.present.shown import Shown
from tests.tree import ROOT

pytestmark = pytest.mark.slow  # it runs whole notebooks

PLANTED = 5
UP, DOWN = (2020, 2022), (2022, 2024)
PARTS = [f"{side}.{component}" for side in ("own", "others") for component in ("osi", "tii", "hci")]


# The planted state -----------------------------------------------------------------------------------------------


@pytest.fixture
def planted(monkeypatch) -> str:
    """Indonesia gains five places from 2020 to 2022 by OSI and loses them to 2024; all else is as in 2018."""
    table, fixed = survey.table(), survey.edition(2018)
    own, rest = fixed.loc["IDN", survey.COMPONENTS].astype(float), fixed.drop("IDN")
    scores = np.sort(rest[survey.COMPONENTS].mean(axis=1))[::-1]
    rank = 1 + int((scores > own.mean()).sum())
    gap = scores[rank - PLANTED - 2 : rank - PLANTED]  # just below the one, above the other
    raised = own["osi"] + 3 * (gap.mean() - own.mean())
    frames = []
    for year in survey.editions():
        rows = fixed.copy()
        rows.loc["IDN", "osi"] = round(raised if year == UP[1] else own["osi"], 4)
        rows["egdi"] = rows[survey.COMPONENTS].mean(axis=1)
        there = rows["rank"].notna()
        rows.loc[there, "rank"] = ranks.competition_ranks(rows.loc[there, "egdi"].to_numpy(float))
        frames.append(rows.assign(edition=year).reset_index())
    world = pd.concat(frames, ignore_index=True)[table.columns]
    assert raised < 1
    monkeypatch.setattr(survey, "table", lambda: world)
    found = [int(survey.edition(year).loc["IDN", "rank"]) for year in (*UP, DOWN[1])]
    assert found == [rank, rank - PLANTED, rank]
    for cached in (survey.move, rank_sets._robust_world):
        cached.cache_clear()
    yield "IDN"
    for cached in (survey.move, rank_sets._robust_world):
        cached.cache_clear()


STEPS = pytest.mark.parametrize(("step", "gained"), [(UP, PLANTED), (DOWN, -PLANTED)], ids=["gain", "loss"])


@STEPS
def test_in_the_frames_and_facts_of_every_study(planted, step, gained):
    counted = rank_accounting.study(planted, *step)
    part = counted.players.set_index(["side", "component"])
    for name in ("first_in", "last_in", "shapley"):
        assert [part.loc[(side, "osi"), name] for side in ("own", "both")] == pytest.approx([gained] * 2)
        assert part[name].sum() == pytest.approx(2 * gained), "nothing else moved"
    row = counted.steps.set_index(["edition_from", "edition_to"]).loc[step]
    assert [row[name] for name in ("gained", "own", "own_osi", "paired_osi", "others")] == pytest.approx(
        [gained] * 4 + [0], abs=1e-9
    )
    sides = counted.split.sides.set_index(["side", "component"])
    names = ["printed", "median", "mean", "low", "high"]
    assert sides.loc[("own", "osi"), names].tolist() == pytest.approx([gained] * 5), "no other state moved"
    of = counted.cloud.set_index("iso3")
    assert of.loc[planted, ["gained", "paired_osi"]].tolist() == pytest.approx([gained] * 2)
    assert of.drop(planted)["gained"].sum() == -gained, "who is passed loses a place"
    facts = ("gained", "paired_osi", "paired_osi_first", "paired_osi_last")
    assert [counted.facts[name] for name in facts] == pytest.approx([gained] * 4)
    assert movement.study(planted, *step).counterfactual["gained"].tolist() == [0, gained, 0, gained]
    through = osi_places.places(planted, *step)
    ends = [f"{counted}_{end}" for counted in ("first", "last") for end in ("in", "low", "high")]
    for name in ("moved", "paired", *ends):
        assert through[name] == pytest.approx(gained)
    moves = rank_sets.moves(survey.move(planted, *step))
    assert (moves[["least", "most"]] * np.sign(gained) >= 0).all(axis=None)
    assert moves["gained" if gained > 0 else "lost"].iloc[-1] == pytest.approx(1)
    ways = rank_uncertainty.study(planted, *step, 0.1, 1_000)
    assert ways.summary.set_index("answer").loc["move", "published"] == gained
    assert ways.values["uncertainty"]["move"]["median"] * gained > 0
    assert base_rates.study(planted, *step, 20).facts["gain"] == gained
    ways = osi_ceiling.directions(osi_ceiling.ministries())
    osi = ways.loc[(ways["pairing"] == "same_year") & (ways["edition_from"] == step[0]), "osi_gained"]
    assert len(osi) == 1
    assert (osi * gained > 0).all(), "places of OSI alone"


@STEPS
def test_in_what_the_page_publishes(monkeypatch, planted, step, gained):
    page = Shown(monkeypatch)
    counted = rank_accounting.study(planted, *step)
    for block in (
        show_rank_accounting.answer,
        show_rank_accounting.steps_between,
        show_rank_accounting.parts,
        show_rank_accounting.steps,
        show_rank_accounting.cloud,
    ):
        block(counted)
    show_own_and_others.sides(counted.split)
    show_movement.counterfactuals(movement.study(planted, *step))
    key = f"{step[0]}_{step[1]}"
    assert {part: page.values[f"un.shapley.{key}.{part}"] for part in PARTS} == dict.fromkeys(PARTS, 0) | {
        "own.osi": gained
    }
    assert [page.values[f"un.paired.{key}.{c}"] for c in ("osi", "tii", "hci")] == [gained, 0, 0]
    way, other = ("up 5", "down 5") if gained > 0 else ("down 5", "up 5")
    assert page.sentences["un.accounting.split"].count(f"{gained:+d}.0".replace("-", "−")) == 3
    for name, least in (("answer", 1), ("order", 2)):
        said = page.sentences[f"un.accounting.{name}"]
        assert said.count(way) >= least
        assert other not in said
    frames = csvs(page)
    assert frames["un.accounting.waterfall"]["gained"].tolist() == pytest.approx([gained, 0, 0])
    assert frames["un.accounting.players"].loc[0, ["first_in", "last_in", "average"]].tolist() == [gained] * 3
    cloud = frames["un.accounting.cloud"].set_index("iso3")
    assert cloud.loc[planted, ["gained", "paired_osi"]].tolist() == pytest.approx([gained] * 2)
    assert frames["un.counterfactual"]["gained"].tolist() == [0, gained, 0, gained]
    sign = "+" if gained > 0 else "−"
    [players] = [about for about in page.about("table") if about["key"] == "un.accounting.players"]
    assert players["cells"][0] == ["online services", f"{sign}5.0", f"{sign}5", f"{sign}5"]
    bars = page.figures["un.accounting.waterfall"].axes[0].patches
    assert bars[0].get_height() == pytest.approx(-gained), "the axis of ranks points down"


@STEPS
def test_in_the_text_and_json_of_the_command(capsys, planted, step, gained):
    assert main(["movement", planted, *map(str, step), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["rank_from"] - found["rank_to"] == gained
    assert found["shapley"]["own"] == found["paired"] == {"osi": gained, "tii": 0, "hci": 0}
    assert found["shapley"]["others"] == {"osi": 0, "tii": 0, "hci": 0}
    assert main(["movement", planted, *map(str, step)]) == 0
    text = capsys.readouterr().out
    for side in ("both", "own"):
        name = phrase(f"command.movement.places.{side}")
        assert name.ljust(22) + f"OSI {gained:+d}.00, TII 0.00, HCI 0.00\n" in text
    assert phrase("command.movement.told") in text


# The real pages --------------------------------------------------------------------------------------------------

# A name of a column or value in which one of these words stands is listed below: as places, or as what else it is.
WORD = re.compile(
    r"(?<![a-z])(gain|gained|lost|places|move|moved|change|most|least|first_in|last_in|ceiling|any_order|average|own|"
    r"others|both|paired|shapley|low|high|lowest|highest)(?![a-z])"
)
SIX = {part.replace(".", "_") for part in PARTS}
COLUMNS = {
    "un.counterfactual": {"gained"},
    "un.accounting.waterfall": {"gained"},
    "un.accounting.players": {"first_in", "last_in", "average"},
    "un.accounting.steps": {"gained", "own", "others", *SIX, "paired_osi", "paired_tii", "paired_hci"},
    "un.accounting.sides": {"low", "high"},
    "un.accounting.split": {"low", "high"},
    "un.accounting.cloud": {"gained", "paired_osi", "paired_tii", "paired_hci"},
    "un.certainty.moves": {"most", "least"},
    "un.certainty.move": {"places"},
    "un.certainty.changes": {"low", "high", "least", "most"},
    "un.certainty.change_errors": {"low", "high"},
    "un.unusual.gains": {"gain"},
    "relation.channel.places": {"moved", "paired", "first_in", "last_in"}
    | {f"{counted}_{end}" for counted in ("first", "last") for end in ("low", "high")},
    "relation.channel.bars": {"moved", "last_in", "low", "high"},
    "relation.channel.directions": {"osi_gained"},
}
# Correlations, shares, and gaps of scores or positions that `donors.positions` turns so that up is better.
ELSEWHERE = tuple(f"relation.{part}." for part in ("timing", "synthetic_control", "same_year", "lag", "old_weights"))
RANK, SHARE, SCORE, STATES = "a rank", "a share of the weights or ways", "of a score", "a number of states"
OTHER_COLUMNS = {
    ("un.contributions", "own"): SCORE,
    ("un.score_change", "own"): SCORE,
    ("un.accounting.steps", "own_only"): RANK,
    ("un.accounting.steps", "others_only"): RANK,
    ("relation.channel.places", "rank_without_low"): RANK,
    ("relation.channel.places", "rank_without_high"): RANK,
    ("un.certainty.moves", "gained"): SHARE,
    ("un.certainty.moves", "lost"): SHARE,
    ("un.certainty.world", "gained"): STATES,
    ("un.certainty.world", "gained_for_all"): STATES,
    ("un.certainty.world", "lost"): STATES,
    ("un.certainty.world", "lost_for_all"): STATES,
    ("un.certainty.uncertainty", "lowest"): "of ranks and of the move, by row",
    ("un.certainty.uncertainty", "low"): "of ranks and of the move, by row",
    ("un.certainty.uncertainty", "high"): "of ranks and of the move, by row",
    ("un.certainty.uncertainty", "highest"): "of ranks and of the move, by row",
    ("un.certainty.sobol", "first_low"): "a Sobol index",
    ("un.certainty.sobol", "first_high"): "a Sobol index",
    ("un.certainty.sobol", "total_low"): "a Sobol index",
    ("un.certainty.sobol", "total_high"): "a Sobol index",
    ("un.certainty.noise", "low"): "of the size of errors",
    ("un.certainty.noise", "high"): "of the size of errors",
    ("un.certainty.confidence_sets", "moved"): "by how much other draws move an end of a set",
    ("relation.channel.places", "change"): SCORE,
    ("relation.channel.years", "lowest"): "an SPBE index",
    ("relation.channel.years", "highest"): "an SPBE index",
}
VALUES = (
    r"un\.(shapley|paired)\.\d+_\d+\..+",
    r"un\.robust_move\.\d+_\d+\.w\d+\.(least|most)",
    r"un\.uncertainty\.move\.(low|median|high)",
    r"un\.unusual\.\d+_\d+\.gain",
    r"un\.change\.\d+_\d+\.\w+\.(low|high|least|most)",
    r"un\.split\.\d+_\d+\.(own|others|paired)\..+",
    r"relation\.channel\.\d+_\d+(\.with_hci)?\.(paired|(first|last)_(in|low|high))",
)
OTHER_VALUES = {
    r"un\.(own|others)_only\.\d+_\d+": RANK,
    r"un\.split\.\d+_\d+\.(own|others)_only\.(low|high)": RANK,
    r"un\.robust_move\.\d+_\d+\.w\d+\.(gained|unchanged|lost)": SHARE,
    r"un\.robust_world\.\d+_\d+\.w\d+\.(gained|lost)(_for_all)?": STATES,
    r"un\.uncertainty\.move\.\w+_share": SHARE,
    r"un\.uncertainty\.\d+\.(low|high)": RANK,
    r"un\.sobol\.move\..+": "a Sobol index",
    r"un\.change\.\d+_\d+\.largest_\w+": "the size of errors",
    r"un\.change\.\d+_\d+\.\w+\.passed(_by)?": STATES,
    r"un\.noise\..+": "the size of errors",
    r"un\.unusual\.\d+_\d+\.range\.(low|high)": "a share of states",
}
# The studies that make these columns and values.
STUDIES = (
    base_rates, movement, osi_ceiling, osi_places, own_and_others, places, rank_accounting, rank_change, rank_sets,
    rank_uncertainty,
)  # fmt: skip


def csvs(page: Shown) -> dict[str, pd.DataFrame]:
    """What every table and figure publishes as CSV."""
    published = [*page.about("table"), *page.about("figure")]
    return {about["key"]: pd.read_csv(io.StringIO(about["csv"])) for about in published}


def run(notebook: str, **parameters: object) -> Shown:
    """What a notebook publishes with these parameters."""
    cells = nbformat.read(ROOT / "notebooks" / f"{notebook}.ipynb", as_version=4).cells
    names: dict[str, object] = {}
    with pytest.MonkeyPatch.context() as patch:
        page = Shown(patch)
        for cell in cells:
            if cell.cell_type == "code":
                exec(cell.source, names)
                names |= parameters if "parameters" in cell.metadata.get("tags", []) else {}
    return page


def stored(prefix: str) -> Shown:
    """What the notebooks store under keys that begin so: of their default runs, which test_reexecution repeats."""
    with pytest.MonkeyPatch.context() as patch:
        page = Shown(patch)
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        bundles = [output.data for _, output in outputs(nbformat.read(path, as_version=4))]
        page.bundles += [bundle for bundle in bundles if _key(bundle).startswith(prefix)]
    return page


def _key(bundle: dict) -> str:
    """The key of what a bundle publishes; of values the first."""
    about = next(about for mime, about in bundle.items() if mime.startswith("application/vnd.spbe"))
    return about.get("key") or next(iter(about["values"]))


CASES = {"gain": ("IDN", 2020, 2022), "loss": ("UKR", 2010, 2012), "recomputed": ("SSD", 2012, 2014)}


@pytest.fixture(scope="module", params=CASES)
def move(request) -> tuple[tuple[str, int, int], Shown]:
    """A case and its page; that of the gain is the default run."""
    country, start, end = case = CASES[request.param]
    if request.param == "gain":
        return case, stored("un.")
    return case, run("10_un_movement", country=country, edition_from=start, edition_to=end, draws=1_000)


@pytest.fixture(scope="module")
def relation() -> Shown:
    return stored("relation.")


def problems(page: Shown) -> Iterator[str]:
    """Numbers whose name may say places, and that are listed neither as such nor as something else."""
    for key, frame in csvs(page).items():
        for name in frame.select_dtypes("number"):
            known = name in COLUMNS.get(key, ()) or (key, name) in OTHER_COLUMNS
            if WORD.search(name) and not known and not key.startswith(ELSEWHERE):
                yield f"{key}: column {name}"
        yield from (f"{key}: no column {name}" for name in COLUMNS.get(key, set()) - set(frame))
    for key in page.values:
        known = any(re.fullmatch(pattern, key) for pattern in (*VALUES, *OTHER_VALUES))
        if WORD.search(key) and not known and not key.startswith(ELSEWHERE):
            yield f"value {key}"


def test_every_number_of_places_is_known_to_be_one(move, relation):
    assert list(problems(move[1])) == []
    assert list(problems(relation)) == []
    published = {**csvs(move[1]), **csvs(relation)}
    assert set(COLUMNS) <= set(published)
    assert set(OTHER_COLUMNS) <= {(key, name) for key, frame in published.items() for name in frame}


def test_the_list_would_miss_nothing(monkeypatch, relation):
    # A new column or value of places that nobody listed is found.
    page = Shown(monkeypatch)
    csv = {"csv": "rank,osi_places,known\n1,2,3\n"}
    page.bundles += [{"application/vnd.spbe.table+json": {"key": "un.new", **csv}}]
    page.bundles += [{"application/vnd.spbe.value+json": {"values": {"un.gain.2020": 3, "un.rank.2020": 1}}}]
    assert list(problems(page)) == ["un.new: column osi_places", "value un.gain.2020"]


def test_ranks_and_places_of_a_row_agree(move):
    (country, start, end), page = move
    found = csvs(page)
    steps, cloud = found["un.accounting.steps"], found["un.accounting.cloud"].set_index("iso3")
    for frame in (steps, cloud):
        gained = frame["rank_from"] - frame["rank_to"]
        assert gained.abs().max() > 1
        assert (frame["gained"] == gained).all()
        paired = frame[["paired_osi", "paired_tii", "paired_hci"]].sum(axis=1)
        assert paired.to_numpy() == pytest.approx(gained, abs=1e-6)
    assert steps[sorted(SIX)].sum(axis=1).to_numpy() == pytest.approx(steps["gained"], abs=1e-6)
    assert (steps["own"] + steps["others"]).to_numpy() == pytest.approx(steps["gained"], abs=1e-6)
    own = cloud.loc[country]
    of = found["un.counterfactual"]
    assert (of["gained"] == of["rank"].iloc[0] - of["rank"]).all()
    assert of["gained"].iloc[-1] == own["gained"]
    bars, players = found["un.accounting.waterfall"], found["un.accounting.players"]
    assert bars["gained"].sum() == pytest.approx(own["gained"], abs=1e-6)
    assert bars["gained"].tolist() == pytest.approx(own[["paired_osi", "paired_tii", "paired_hci"]].tolist(), abs=1e-6)
    assert players["average"].tolist() == pytest.approx(bars["gained"].tolist(), abs=1e-6)
    step = steps.set_index(["edition_from", "edition_to"]).loc[(start, end)]
    assert of["rank"].iloc[1:3].tolist() == [step["own_only"], step["others_only"]], "one side moved: told as ranks"
    split = found["un.accounting.split"]
    parts = split.loc[split["component"] != own_and_others.ALL, ["printed", "median", "mean"]]
    assert parts.sum().tolist() == pytest.approx([own["gained"]] * 3, abs=1e-6)
    printed = step[[f"{side}_{component}" for side in ("own", "others") for component in survey.COMPONENTS]]
    assert parts["printed"].tolist() == pytest.approx(printed.tolist(), abs=1e-6)
    tiles, sets = found["un.certainty.move"], found["un.certainty.moves"]
    assert (tiles["places"] == tiles["rank_from"] - tiles["rank_to"]).all()
    assert sets["least"].iloc[0] <= tiles["places"].min() <= tiles["places"].max() <= sets["most"].iloc[0]
    published = survey.table().pivot(index="iso3", columns="edition", values="rank")
    gains = found["un.unusual.gains"]
    for first, last in {(a, b) for a, b in zip(gains["edition_from"], gains["edition_to"], strict=True)}:
        rows = gains[(gains["edition_from"] == first) & (gains["edition_to"] == last)].set_index("iso3")
        assert (rows["gain"] == (published[first] - published[last]).loc[rows.index]).all()
    band = found["un.certainty.uncertainty"].set_index("answer")["published"]
    assert band["move"] == band[str(start)] - band[str(end)] == page.values[f"un.unusual.{start}_{end}.gain"]


def test_published_values_are_those_of_the_tables(move):
    (country, start, end), page = move
    found, step = csvs(page), f"{start}_{end}"
    own = found["un.accounting.cloud"].set_index("iso3").loc[country]
    shares = [page.values[f"un.shapley.{step}.{part}"] for part in PARTS]
    of = found["un.accounting.steps"].set_index(["edition_from", "edition_to"]).loc[(start, end)]
    assert shares == pytest.approx([of[part.replace(".", "_")] for part in PARTS], abs=1e-6)
    assert sum(shares) == pytest.approx(own["gained"], abs=1e-6)
    assert sum(page.values[f"un.paired.{step}.{c}"] for c in survey.COMPONENTS) == pytest.approx(
        own["gained"], abs=1e-6
    )
    moves = found["un.certainty.moves"]
    for row in moves.to_dict("records"):
        key = f"un.robust_move.{step}.w{100 * row['minimum']:03.0f}"
        assert [page.values[f"{key}.{name}"] for name in ("least", "most")] == [row["least"], row["most"]]
    row = found["un.certainty.uncertainty"].set_index("answer").loc["move"]
    names = ["low", "median", "high"]
    assert [page.values[f"un.uncertainty.move.{name}"] for name in names] == row[names].tolist()
    share = {1: "gained_share", -1: "lost_share"}[int(np.sign(row["median"]))]
    assert page.values[f"un.uncertainty.move.{share}"] >= 0.5


def test_indonesia_gained_the_places_between_its_ranks(capsys):
    values = stored("un.").values
    gained = values["un.rank.2020"] - values["un.rank.2022"]
    assert sum(values[f"un.shapley.2020_2022.{part}"] for part in PARTS) == pytest.approx(gained)
    assert sum(values[f"un.paired.2020_2022.{c}"] for c in survey.COMPONENTS) == pytest.approx(gained)
    assert values["un.unusual.2020_2022.gain"] == gained > 0
    assert main(["movement", "IDN", "2020", "2022", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    for side in found["shapley"]:
        for component, places_gained in found["shapley"][side].items():
            assert places_gained == pytest.approx(values[f"un.shapley.2020_2022.{side}.{component}"], abs=1e-6)
    assert sum(x for side in found["shapley"].values() for x in side.values()) == pytest.approx(gained)
    assert found["paired"] == pytest.approx({c: values[f"un.paired.2020_2022.{c}"] for c in survey.COMPONENTS})


def test_places_through_online_services_agree_with_their_ranks(relation):
    found = csvs(relation)
    rows, bars = found["relation.channel.places"], found["relation.channel.bars"]
    assert (rows["moved"] == rows["rank_from"] - rows["rank_to"]).all()
    assert (rows["first_in"] == rows["recomputed_from"] - rows["rank_alone"]).all()
    assert (rows["last_in"] == rows["rank_without"] - rows["recomputed_to"]).all()
    assert (rows["moved"] > 0).all(), "Indonesia gained in every step"
    for row in rows.to_dict("records"):
        key = f"relation.channel.{row['edition_from']}_{row['edition_to']}" + ".with_hci" * (row["channel"] != "osi")
        for counted in ("first", "last"):
            assert row[f"{counted}_low"] <= row[f"{counted}_in"] <= row[f"{counted}_high"]
            for name in (f"{counted}_{end}" for end in ("in", "low", "high")):
                assert relation.values[f"{key}.{name}"] == row[name]
    alone = rows[rows["channel"] == "osi"].reset_index(drop=True)
    for name, of in {"moved": "moved", "last_in": "last_in", "low": "last_low", "high": "last_high"}.items():
        assert (bars[name] == alone[of]).all()
    ways = found["relation.channel.directions"]
    assert (ways["osi_gained"] == ways["osi_before"] - ways["osi_after"]).all()
    for row in alone.to_dict("records"):  # the same places by the accounting of the other notebook
        step = row["edition_from"], row["edition_to"]
        part = rank_accounting.study("IDN", *step).players.set_index(["side", "component"]).loc[("own", "osi")]
        assert [part["first_in"], part["last_in"]] == [row["first_in"], row["last_in"]]


def documented(module: object) -> str:
    """Every docstring of a module, in one line each."""
    tree = ast.parse(inspect.getsource(module))
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    texts = (ast.get_docstring(node) or "" for node in ast.walk(tree) if isinstance(node, kinds))
    return " ".join(" ".join(texts).split())


@pytest.mark.parametrize("module", STUDIES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_each_study_says_what_plus_is(module):
    said = documented(module)
    assert re.search("places gained, plus is up", said, re.I)
    assert not re.search("minus is up|negative is up|positive is up", said, re.I)


def test_no_text_of_a_reader_says_that_minus_is_up():
    templates = sorted((ROOT / "src" / "analysis" / "present" / "locale").rglob("*.po"))
    readme = [ROOT / name for name in ("README.md", "REPRODUCING.md")]
    assert templates
    for path in [*templates, *readme, *sorted((ROOT / "notebooks").glob("*.ipynb"))]:
        said = path.read_text(encoding="utf-8")
        if path.suffix == ".ipynb":
            said = "".join(cell["source"] for cell in nbformat.reads(said, as_version=4).cells)
        assert "minus is up" not in said, path.name
