"""Stories as people arrange them: what the machine put together may be split or merged by hand, and stays so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

MoveKind = Literal["merge", "split"]


@dataclass(frozen=True, slots=True)
class Move:
    """One article put into another story by a person."""

    article_id: int
    before: int
    after: int


class StoryStore(Protocol):
    """Moves of articles between stories, append-only."""

    def merge(self, story_id: int, into: int, now: datetime, actor: str, reason: str) -> list[Move]:
        """Put the articles of one story into another; raises KeyError when either is none."""
        ...

    def split(self, article_id: int, now: datetime, actor: str, reason: str) -> list[Move]:
        """Take an article out of its story, into one of its own; raises KeyError when it is alone or unknown."""
        ...

    def moves(self) -> int:
        """Return how many moves there were, so that who keeps stories in memory sees when to read them again."""
        ...

    def moved(self, article_ids: Sequence[int]) -> set[int]:
        """Return which of these articles a person has put where they are."""
        ...
