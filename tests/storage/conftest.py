"""A store in a file of its own, with the sample source known."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from core.judgement import Assessment
from core.ports import UnitOfWork
from core.press import Article, Draft
from storage.store import SqlStore
from support import factories
from support.fakes import NOON


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("storage") / "template.db"
    made = SqlStore(f"sqlite:///{path}")
    made.upgrade()
    with made.begin() as unit:
        unit.sources.sync([factories.source()])
    made.close()
    return path


@pytest.fixture
def url(template: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(template, tmp_path / 'diembao.db')}"


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    made = SqlStore(url, busy=0.05)
    yield made
    made.close()


@pytest.fixture
def add() -> Callable[..., Article]:
    def stored(
        unit: UnitOfWork,
        number: int = 1,
        found: Assessment | None = None,
        *,
        published: datetime | None = NOON,
        first_seen: datetime = NOON,
        **fields: str,
    ) -> Article:
        words = {"title": f"Bài số {number}", "text": "Nội dung bài.", **fields}
        draft = Draft(f"https://baomau.example/{number}.html", words["title"], words["text"], published, "page")
        return unit.articles.add(
            factories.source(), draft, "Trích dẫn.", found or factories.assessment(), first_seen, NOON
        )

    return stored
