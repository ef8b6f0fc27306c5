"""Labelled articles put together: texts of a data folder, labels of the project, and the rows to be measured."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifier.training.corpus import LABELS, Item, item, read_items, read_labels, read_rows
from classifier.training.topics import TOPICS, Example

# A labelled set of a data folder that is learned from beside the project's own labels; its guide is slightly wider.
EXTRA = "data/gold/topics_extra.jsonl"
TAUGHT = LABELS / "taught.jsonl"  # short invented cases of the known traps, texts of the project's own
GOLD = "data/gold/topics.jsonl"


@dataclass(frozen=True, slots=True)
class Texts:
    """Every article of a data folder, by id."""

    items: tuple[Item, ...]
    by_id: Mapping[str, Item]

    @classmethod
    def of(cls, data: Path) -> "Texts":
        """Read a data folder; raises UsageError when it holds no articles."""
        items = tuple(read_items(data))
        return cls(items, {one.id: one for one in items})


def topic_examples(texts: Texts, data: Path, measured: Sequence[Mapping[str, Any]] | None = None) -> list[Example]:
    """Return every article labelled by topic; `measured` rows (else the gold set) are the ones figures speak of."""
    rows = read_rows(data / GOLD, ("id", "title", "text", "topics")) if measured is None else list(measured)
    extra = [_example(row, measured=False) for row in read_rows(data / EXTRA, ("id", "title", "text", "topics"))]
    taught = [_example(row, measured=False) for row in read_rows(TAUGHT, ("id", "title", "text", "topics"))]
    return [*(_example(row, measured=True) for row in rows), *extra, *taught, *_own(texts, read_labels("topics"))]


def _example(row: Mapping[str, Any], *, measured: bool) -> Example:
    found = item(row)
    return Example(found.id, found.title, found.text, dict(row["topics"]), measured)


def _own(texts: Texts, rows: Iterable[Mapping[str, str]]) -> list[Example]:
    """The project's own labels; of an article read twice the first reading counts."""
    found: dict[str, Example] = {}
    for row in rows:
        one = texts.by_id.get(row["id"])
        if one is not None and row["id"] not in found:
            labels = {topic: row[topic] for topic in TOPICS}
            found[one.id] = Example(one.id, one.title, one.text, labels, measured=False)
    return list(found.values())


def pairs(rows: Iterable[Mapping[str, str]], column: str, key: str = "id") -> tuple[list[str], list[str]]:
    """Return the labels of what two readers read blind, in the same order."""
    first: dict[str, str] = {}
    second: dict[str, str] = {}
    for row in rows:
        (second if row[key] in first else first).setdefault(row[key], row[column])
    return [first[identity] for identity in second], list(second.values())
