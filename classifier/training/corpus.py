"""The articles that training and evaluation read: labelled and unlabelled, from a data folder that is not shipped."""

import csv
import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from core.errors import UsageError
from core.i18n import translator
from core.text import fold

_ = translator("classifier")

LABELS = Path(__file__).parent / "labels"
FOLDS = 10
HEAD = 60  # letters of a text by which its copies are known
_TITLE_HEAD = 50
_FOLDERS = ("replay/data", "data/articles", "data/rumours")


@dataclass(frozen=True, slots=True)
class Item:
    """An article as it was collected; `day` is its date, empty when unknown."""

    id: str
    title: str
    text: str
    url: str = ""
    day: str = ""


def group_of(title: str, text: str) -> str:
    """Return the key that copies of one article share: the same opening, whatever the marks and capitals."""
    letters = "".join(char for char in fold(text or title) if char.isalnum())
    return letters[:HEAD]


def title_key(title: str) -> str:
    """Return the key that articles of one headline share."""
    return "".join(char for char in fold(title) if char.isalnum())[:_TITLE_HEAD]


def fold_of(group: str) -> int:
    """Return the fold of a group of copies, the same on every machine."""
    return int.from_bytes(sha256(group.encode()).digest()[:4]) % FOLDS


def read_items(data: Path) -> Iterator[Item]:
    """Yield every unlabelled article below a data folder; raises UsageError when there is none."""
    files = [path for folder in _FOLDERS for path in sorted((data / folder).glob("*.jsonl.gz"))]
    if not files:
        raise UsageError(_("%(dir)s holds no articles to train with.") % {"dir": data})
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield item(json.loads(line))


def item(row: Mapping[str, Any]) -> Item:
    """Return one article of a JSON row."""
    seen = str(row.get("first_fetched") or row.get("published") or "")
    return Item(str(row["id"]), row.get("title") or "", row.get("text") or "", row.get("url") or "", seen[:10])


def read_rows(path: Path, needed: Iterable[str]) -> list[dict[str, Any]]:
    """Read labelled JSON Lines; raises UsageError naming the line that lacks one of the needed fields."""
    rows: list[dict[str, Any]] = []
    wanted = tuple(needed)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            missing = [key for key in wanted if key not in row]
        except (ValueError, TypeError) as error:
            raise _bad(path, number, wanted) from error
        if missing:
            raise _bad(path, number, wanted)
        rows.append(row)
    return rows


def _bad(path: Path, number: int, wanted: tuple[str, ...]) -> UsageError:
    message = _("%(path)s, line %(number)d: not a labelled article (%(fields)s).")
    return UsageError(message % {"path": path, "number": number, "fields": ", ".join(wanted)})


def read_labels(name: str) -> list[dict[str, str]]:
    """Read a table of labels of the project: ids and labels, never texts."""
    with (LABELS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digest(items: Iterable[Item]) -> str:
    """Return the SHA-256 of ids and texts, by which a training can be told to have read the same articles."""
    state = sha256()
    for one in items:
        state.update(f"{one.id}\0{one.title}\0{one.text}\0".encode(errors="surrogatepass"))
    return state.hexdigest()
