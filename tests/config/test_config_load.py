"""A workspace is read whole, with its secrets from outside and a version that follows its bytes."""

import unicodedata
from pathlib import Path

import pytest

from config.init import create
from config.load import load, load_shipped
from core import i18n
from core.errors import ConfigError, UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create("tay-ninh", tmp_path)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_fresh_workspace_has_no_problem(folder: Path):
    assert [gazetteer.profile.id for gazetteer in load(folder, {}).gazetteers] == ["tay-ninh"]


def test_files_that_may_be_absent_may_be_absent(folder: Path):
    for name in ("places.yaml", "calendar.yaml", "directory.yaml", "templates/README.md"):
        (folder / name).unlink()
    assert load(folder, {}).places.add == ()


def test_the_database_stands_in_the_workspace_by_default(folder: Path):
    assert load(folder, {}).database_url == f"sqlite:///{folder / 'diembao.db'}"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [("sqlite:///kho/tin.db", "sqlite:///{folder}/kho/tin.db"), ("sqlite:////srv/tin.db", "sqlite:////srv/tin.db")],
    ids=["relative to the workspace", "absolute"],
)
def test_the_database_may_be_named_in_the_file(folder: Path, written: str, wanted: str):
    edit(folder / "diembao.yaml", "# database: sqlite:///diembao.db", f"database: {written}")
    assert load(folder, {}).database_url == wanted.format(folder=folder)


def test_the_environment_overrides_the_database(folder: Path):
    environ = {"DIEMBAO_DATABASE_URL": "postgresql://a:bi-mat@db/diembao"}
    assert load(folder, environ).database_url == environ["DIEMBAO_DATABASE_URL"]


def test_the_mail_password_comes_from_the_environment(folder: Path):
    assert load(folder, {"DIEMBAO_SMTP_PASSWORD": "bi mat"}).mail_password.get_secret_value() == "bi mat"


def test_the_mail_password_comes_from_a_file_without_its_line_end(folder: Path, tmp_path: Path):
    (tmp_path / "mat-khau").write_bytes("bí mật \r\n".encode())
    environ = {"DIEMBAO_SMTP_PASSWORD_FILE": str(tmp_path / "mat-khau")}
    assert load(folder, environ).mail_password.get_secret_value() == "bí mật "


def test_secrets_do_not_appear_when_a_workspace_is_shown(folder: Path):
    environ = {"DIEMBAO_SMTP_PASSWORD": "bi-mat-1", "DIEMBAO_DATABASE_URL": "postgresql://a:bi-mat-2@db/x"}
    workspace = load(folder, environ)
    assert "bi-mat" not in repr(workspace) + str(workspace)


def test_text_is_brought_to_nfc_and_freed_from_invisible_characters(folder: Path):
    decomposed = unicodedata.normalize("NFD", "Sở Văn\u200b hóa") + "\u00a0mới"
    edit(folder / "alerts.yaml", "name: Sở Văn hóa, Thể thao và Du lịch", f"name: {decomposed}")
    assert load(folder, {}).alerts.departments[0].name == "Sở Văn hóa mới"


def test_a_file_saved_with_a_byte_order_mark_is_read(folder: Path):
    path = folder / "alerts.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(folder, {}).alerts.rules


def test_the_version_follows_the_bytes_of_the_files(folder: Path):
    first = load(folder, {}).version
    assert load(folder, {}).version == first
    edit(folder / "calendar.yaml", "month: 11", "month: 12")
    assert load(folder, {}).version != first


def test_the_version_does_not_depend_on_secrets(folder: Path):
    assert load(folder, {"DIEMBAO_SMTP_PASSWORD": "x"}).version == load(folder, {}).version


def test_a_shipped_profile_is_read_without_a_workspace():
    shipped = load_shipped("tay-ninh")
    assert shipped.gazetteer.profile.title == "tỉnh Tây Ninh"
    assert {"borders", "seas_islands", "human_rights"} <= {topic.id for topic in shipped.topics.topics}


@pytest.mark.parametrize(
    ("name", "proposed"), [("tay-nin", "tay-ninh"), ("../tay-ninh", "tay-ninh"), ("", "an-giang"), (".", "an-giang")]
)
def test_an_unknown_shipped_profile_is_refused(name: str, proposed: str):
    with pytest.raises(UsageError, match=proposed):
        load_shipped(name)


def test_every_message_has_a_vietnamese_form():
    catalogue = Path(i18n.__file__).parent.parent / "config/locale/vi/LC_MESSAGES/config.po"
    entries = catalogue.read_text("utf-8").split("\n\n")
    assert [entry for entry in entries if entry.endswith('msgstr ""') or "#, fuzzy" in entry] == []


def test_faults_are_told_in_vietnamese_by_default(folder: Path):
    (folder / "sources.yaml").unlink()
    with pytest.raises(ConfigError, match="Thiếu tệp này"):
        load(folder, {})
