"""What is shipped for Tây Ninh holds to the promises of the project."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from config.documents import parse
from config.init import create
from config.load import Workspace, load, load_shipped
from config.models import FILES, Source
from config.schema import schemas
from core.press import SourceKind
from core.text import fold


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tay-ninh")
    create("tay-ninh", folder)
    return folder


@pytest.fixture(scope="module")
def workspace(shipped: Path) -> Workspace:
    return load(shipped, {})


def test_many_outlets_are_shipped_and_several_are_foreign(workspace: Workspace):
    outlets = workspace.sources.outlets
    foreign = [outlet for outlet in outlets if outlet.tier == 4]
    assert len(outlets) >= 35
    assert len(foreign) >= 5
    assert {language for outlet in foreign for language in outlet.languages} >= {"vi", "en"}


def test_every_outlet_says_how_far_its_address_was_verified(workspace: Workspace):
    assert all(re.match("[ABC] – ", outlet.verified) for outlet in workspace.sources.outlets)


def test_the_examples_of_every_kind_of_source_pass_the_check(shipped: Path):
    examples = (shipped / "sources.yaml").read_text("utf-8").partition("# Ví dụ mỗi loại nguồn")[2]
    written = "\n".join(line[1:] for line in examples.partition("#\n")[0].splitlines()[1:])
    sources = TypeAdapter(tuple[Source, ...]).validate_python(parse(Path("example"), written.encode()).tree)
    assert {source.kind for source in sources} == set(get_args(SourceKind))


def test_no_aggregator_is_a_source(workspace: Workspace):
    urls = [source.url for outlet in workspace.sources.outlets for source in outlet.sources]
    assert not [url for url in urls if "news.google" in url or "baomoi" in url]


def test_only_the_local_paper_is_read_whole(workspace: Workspace):
    whole = {o.id for o in workspace.sources.outlets for source in o.sources if source.pages == "all"}
    assert whole == {"bao-tay-ninh"}
    assert load_shipped("tay-ninh").gazetteer.profile.home_outlets == ("bao-tay-ninh",)


def test_no_enforcement_body_receives_anything(shipped: Path, workspace: Workspace):
    text = fold((shipped / "alerts.yaml").read_text("utf-8").split("rules:")[0].split("departments:")[1])
    assert not re.search("cong an|canh sat|quan su|an ninh|thanh tra|vien kiem sat|toa an|bien phong", text)
    assert {department.id for department in workspace.alerts.departments} == {"so-vhttdl", "vp-ubnd"}


def test_only_departments_of_the_file_receive_and_only_at_example_addresses(workspace: Workspace):
    known = {department.id for department in workspace.alerts.departments}
    named = {name for rule in workspace.alerts.rules for name in rule.departments}
    named |= {name for names in workspace.main.schedule.digests.values() for name in names}
    named |= set(workspace.main.schedule.health)
    assert named <= known
    addresses = [found.email for department in workspace.alerts.departments for found in department.recipients]
    assert all(address.endswith("@tayninh.example") for address in addresses)


def test_only_a_carrier_is_called_unverified_at_once(workspace: Workspace):
    asking = {rule.severity: rule.when.roles for rule in workspace.alerts.rules if rule.when.bands}
    assert asking == {"P1": ("carrier",), "P2": ("carrier", "none")}


def test_every_rule_asks_and_never_orders(workspace: Workspace):
    asks = [rule.ask for rule in workspace.alerts.rules]
    assert all(asks)
    assert not [ask for ask in asks if re.search("yêu cầu|gỡ|xử phạt|xử lý", ask)]


def test_every_locality_of_the_gazetteer_is_a_place_of_it():
    places = load_shipped("tay-ninh").gazetteer.places
    assert {place.locality for place in places if place.locality} <= {place.id for place in places}


def test_every_place_of_the_gazetteer_stands_once():
    ids = [place.id for place in load_shipped("tay-ninh").gazetteer.places]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", list(FILES))
def test_the_schema_accepts_the_shipped_file(name: str, shipped: Path):
    schema = schemas()[name]
    assert list(mismatches(parse(Path(name), (shipped / name).read_bytes()).tree, schema, schema)) == []


@pytest.mark.parametrize(
    ("name", "tree"),
    [
        ("topics.yaml", {"topics": ({"id": "x", "name": {"vi": "X"}, "keywords": ()},)}),
        ("alerts.yaml", {"departments": ({"id": "x", "name": 7},)}),
        ("sources.yaml", {}),
        ("calendar.yaml", {"anniversaries": ({"name": "x", "day": 40, "month": 1},)}),
    ],
    ids=["unknown key", "wrong type", "missing key", "out of bounds"],
)
def test_the_schema_refuses_what_the_loader_refuses(name: str, tree: object):
    schema = schemas()[name]
    assert list(mismatches(tree, schema, schema))


TYPES = {
    "object": dict, "array": tuple, "string": (str, date), "integer": int, "number": (int, float), "boolean": bool,
    "null": type(None),
}  # fmt: skip


def mismatches(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> Iterator[Any]:
    """The part of JSON Schema that pydantic writes for these models."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in schema and all(list(mismatches(value, one, root)) for one in schema["anyOf"]):
        yield value
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from mismatches(item, schema.get("items", {}), root)
    elif isinstance(value, dict) and schema.get("type") == "object":
        yield from mismatched_keys(value, schema, root)
    elif not allowed(value, schema):
        yield value


def allowed(value: Any, schema: dict[str, Any]) -> bool:
    least, most = schema.get("minimum"), schema.get("maximum")
    bounded = (least is None or value >= least) and (most is None or value <= most)
    return bounded and value in schema.get("enum", [value]) and value == schema.get("const", value)


def mismatched_keys(value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any]) -> Iterator[Any]:
    yield from (key for key in schema.get("required", ()) if key not in value)
    for key, item in value.items():
        inner = schema.get("properties", {}).get(key, schema.get("additionalProperties", {}))
        if inner is False:
            yield key
        else:
            yield from mismatches(item, inner, root)
