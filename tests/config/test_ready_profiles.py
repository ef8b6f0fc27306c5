"""`diembao init` gives a workspace that is ready for every province, and for Cần Giờ.

A whole workspace takes a third of a second to read, most of it for topics and papers that all have in common: a run
reads one of each sort of unit, `make soak` all of them, and every run the files in which they differ.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from config import national, papers
from config.alerting import Alerts
from config.documents import parse
from config.explain import validate
from config.init import create, profiles
from config.load import Workspace, load, load_gazetteer
from config.models import Sources
from config.service import Main

SORTS = ("tay-ninh", "thai-nguyen", "tuyen-quang", "lai-chau", "da-nang", "ha-noi", "ho-chi-minh", "can-gio")
PRESENT = {"commune", "district"}


@pytest.fixture(scope="module", params=SORTS)
def workspace(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp(request.param)
    create(request.param, folder)
    return load(folder, {})  # raises with every fault


def test_the_provinces_and_can_gio_are_ready():
    assert set(profiles()) == {*national.profiles(), "can-gio"}
    assert len(national.profiles()) == 34


def test_every_new_workspace_passes_the_check(tmp_path: Path, scale: Callable[[int, int], int]):
    for profile in profiles()[:: scale(len(profiles()), 1)]:
        create(profile, tmp_path / profile)
        assert load(tmp_path / profile, {}).main.profiles == (profile,)


@pytest.mark.parametrize("profile", profiles())
def test_the_files_in_which_units_differ_are_valid(profile: str, tmp_path: Path):
    create(profile, tmp_path)
    for name, model in (("diembao.yaml", Main), ("alerts.yaml", Alerts)):
        document = parse(tmp_path / name, (tmp_path / name).read_bytes())
        validate(document, model)
        assert document.problems == []
    outlets = papers.local(profile) + papers.elsewhere(profile)
    document = parse(Path("sources.yaml"), f"outlets:\n{outlets}".encode())
    validate(document, Sources)
    assert document.problems == []


def test_a_new_workspace_follows_its_unit_and_names_it(workspace: Workspace):
    unit = workspace.gazetteers[0].profile
    office = workspace.main.office
    bare = unit.name.removeprefix("TP. ")
    assert workspace.main.profiles == (unit.id,)
    assert bare in unit.title
    assert bare in office.addressee
    assert bare.upper() in office.superior
    assert bare in office.place


def test_nothing_of_another_unit_is_left_in_a_new_workspace(workspace: Workspace):
    if workspace.main.profiles != ("tay-ninh",):
        own = ("diembao.yaml", "alerts.yaml", "places.yaml", "directory.yaml", "calendar.yaml", "sources.yaml")
        texts = [(workspace.folder / name).read_text("utf-8") for name in own]
        assert not [found for text in texts for found in re.findall("(?i)tây ninh|tay-?ninh|§", text)]


def test_mail_goes_to_invalid_addresses_until_the_office_fills_them_in(workspace: Workspace):
    departments = workspace.alerts.departments
    addresses = [found.email for department in departments for found in department.recipients]
    assert len(departments) == 2
    assert all(address.endswith(".example") for address in (*addresses, workspace.main.mail.sender))


def test_only_the_papers_of_the_unit_are_read_whole(workspace: Workspace):
    whole = [outlet.id for outlet in workspace.sources.outlets for found in outlet.sources if found.pages == "all"]
    assert tuple(dict.fromkeys(whole)) == workspace.gazetteers[0].profile.home_outlets


def test_every_outlet_says_how_far_it_was_verified(workspace: Workspace):
    assert len(workspace.sources.outlets) >= 38
    assert all(re.match("[ABC] – ", outlet.verified) for outlet in workspace.sources.outlets)


@pytest.mark.parametrize("profile", profiles())
def test_every_locality_is_a_unit_of_the_gazetteer(profile: str):
    places = load_gazetteer(profile).places
    kinds = {place.id: place.kind for place in places}
    assert len(kinds) == len(places)
    assert {kinds[place.locality] for place in places if place.locality} <= PRESENT


@pytest.mark.parametrize("profile", ["thai-nguyen", "tuyen-quang", "tay-ninh", "can-gio"])
def test_a_name_belongs_to_one_place(profile: str):
    names = [name.lower() for place in load_gazetteer(profile).places for name in place.names]
    assert len(names) == len(set(names))


def test_the_unit_of_a_commune_has_the_office_of_a_commune(tmp_path: Path):
    create("can-gio", tmp_path)
    text = (tmp_path / "diembao.yaml").read_text("utf-8")
    assert "superior: UBND XÃ CẦN GIỜ #" in text
    assert "can-gio: [phong-vhxh, vp-hdnd-ubnd]" in text
