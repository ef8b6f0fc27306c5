"""`create` writes a workspace and never overwrites one."""

from pathlib import Path

import pytest

from config.init import create, profiles
from core.errors import UsageError


def test_tay_ninh_is_shipped():
    assert "tay-ninh" in profiles()


def test_a_workspace_has_every_file_of_the_design(tmp_path: Path):
    written = create("tay-ninh", tmp_path / "moi" / "tinh")
    assert {str(path.relative_to(tmp_path / "moi" / "tinh")) for path in written} == {
        "diembao.yaml",
        "sources.yaml",
        "topics.yaml",
        "places.yaml",
        "alerts.yaml",
        "calendar.yaml",
        "directory.yaml",
        "templates/README.md",
    }
    assert all(path.is_file() for path in written)


def test_every_file_begins_with_an_explanation(tmp_path: Path):
    assert all(path.read_text("utf-8").startswith("# ") for path in create("tay-ninh", tmp_path))


def test_a_file_that_exists_is_never_overwritten_and_nothing_is_written(tmp_path: Path):
    (tmp_path / "alerts.yaml").write_text("của tôi", "utf-8")
    with pytest.raises(UsageError, match=r"alerts\.yaml"):
        create("tay-ninh", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["alerts.yaml"]
    assert (tmp_path / "alerts.yaml").read_text("utf-8") == "của tôi"


def test_an_unknown_profile_names_the_shipped_ones(tmp_path: Path):
    with pytest.raises(UsageError, match="tay-ninh"):
        create("tay-nin", tmp_path)


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path):
    (tmp_path / "tep").write_text("x")
    with pytest.raises(UsageError, match="tep"):
        create("tay-ninh", tmp_path / "tep")
