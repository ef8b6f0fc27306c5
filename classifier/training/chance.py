"""Error rates of the topics on articles drawn by chance and read by a person, which nothing was learned from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from classifier.judge import Judge
from classifier.training.corpus import read_labels
from classifier.training.examples import Texts
from classifier.training.metrics import wilson
from classifier.training.topics import TOPICS


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; `low` and `high` bound the rate with 95 % (Wilson)."""

    hits: int
    size: int

    @property
    def bounds(self) -> tuple[float, float]:
        """Lower and upper bound of the rate."""
        return wilson(self.hits, self.size)


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """How often a topic was wrongly seen where it was seen, and overlooked in articles in which nothing was seen.

    An article that two careful readers may read differently (`border`) counts in neither.
    """

    topic: str
    wrong: Share
    overlooked: Share


def error_rates(texts: Texts, judge: Judge) -> list[ErrorRate]:
    """Judge the articles drawn; those missing from the data folder are left out."""
    rows = [row for row in read_labels("random") if row["id"] in texts.by_id]
    answers = []
    for row in rows:
        one = texts.by_id[row["id"]]
        found = judge.judge(one.title, one.text).topics
        answers.append({topic for topic, score in found.items() if score.on})
    return [_rate(topic, rows, answers) for topic in TOPICS]


def _rate(topic: str, rows: Sequence[Mapping[str, str]], answers: Sequence[set[str]]) -> ErrorRate:
    seen = [row[topic] for row, on in zip(rows, answers, strict=True) if topic in on and row[topic] != "border"]
    unseen = [row[topic] for row, on in zip(rows, answers, strict=True) if not on and row[topic] != "border"]
    return ErrorRate(topic, Share(seen.count("no"), len(seen)), Share(unseen.count("yes"), len(unseen)))
