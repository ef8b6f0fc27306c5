"""What officers say instead of the machine of one article: a topic, its tone, kind or role. Never about truth."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from core.judgement import Assessment

CorrectedField = Literal["topic", "tone", "kind", "role"]
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Correction:
    """The word of a person on one field of an article, kept for good; the last one of a field counts.

    `topic` is the id of the topic where the field is one, else empty; `value` is a label, or yes or no for a topic;
    `before` is what stood there. `number` counts all corrections, 0 before it is stored.
    """

    article_id: int
    at: datetime
    actor: str
    field: CorrectedField
    topic: str
    value: str
    before: str
    reason: str
    number: int = 0

    @property
    def key(self) -> str:
        """The field in one word, with the topic where it is one."""
        return f"topic:{self.topic}" if self.field == "topic" else self.field


class CorrectionStore(Protocol):
    """Corrections of articles. Nothing is ever changed or taken out."""

    def add(self, correction: Correction) -> Correction:
        """Append a correction, write it to the audit log and return it with its number."""
        ...

    def assess(self, article_id: int, assessment: Assessment) -> None:
        """Store an article's assessment as it is with its corrections; when the machine judged it stays."""
        ...

    def of(self, article_id: int) -> list[Correction]:
        """Return the corrections of an article, oldest first."""
        ...

    def listing(self) -> list[Correction]:
        """Return all corrections, oldest first."""
        ...


def standing(corrections: Iterable[Correction]) -> list[Correction]:
    """Return the corrections that count, the last of each field of each article, in order of article and field."""
    last = {(one.article_id, one.key): one for one in sorted(corrections, key=lambda one: one.number)}
    return [last[key] for key in sorted(last)]
