"""Stories: which articles tell of one event, copies of one text told apart from independent reports.

Articles come one after the other. A new one joins the story whose articles are most like it; what is older than the
window is forgotten, so that memory is bounded by the window.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Literal

import numpy as np

from classifier.copies import COPY, Fingerprint, containment, fingerprint
from classifier.events import Rarity, Sketch, likeness, same_title, sketch, spread

WINDOW = timedelta(days=4)
SAME_EVENT = 19.0
"""Mean likeness to the articles of a story, times the words of the briefer article: what is said in few words
is soon alike. Chosen on half of the clusters of news_mds_2013, and by reading 70 pairs of brief items."""
TELLING = 40  # rarest words of an article by which others are looked for
COMMON = 200  # articles from which on a word or a shingle tells nothing
PEERS = 12  # articles that are compared fully
MEMBERS = 20  # latest articles of a story that a new one is compared with

Relation = Literal["new", "copy", "event"]
_Index = defaultdict[int, deque[int]]


@dataclass(frozen=True, slots=True)
class Belonging:
    """The story an article belongs to, and why: the article it is most like, and how much (0 to 1)."""

    story: int
    relation: Relation = "new"
    like: int | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class _Known:
    id: int
    story: int
    print: Fingerprint
    sketch: Sketch
    keys: tuple[int, ...]


class Stories:
    """The articles of the window, by their rare words and shingles."""

    def __init__(self, rarity: Rarity, window: timedelta = WINDOW) -> None:
        self._rarity, self._window = rarity, window
        self._known: dict[int, _Known] = {}
        self._order: deque[int] = deque()
        self._by_word: _Index = defaultdict(deque)
        self._by_shingle: _Index = defaultdict(deque)
        self._by_title: _Index = defaultdict(deque)
        self._members: _Index = defaultdict(deque)
        self._newest = datetime.min.replace(tzinfo=UTC)

    def __len__(self) -> int:
        return len(self._known)

    def put(self, article: int, story: int, moment: datetime, title: str, text: str) -> None:
        """Take in an article whose story is known."""
        self._add(self._look(article, moment, title, text), story)

    def find(self, article: int, moment: datetime, title: str, text: str) -> Belonging:
        """Return the story of an article that is not taken in; one of its own, named by its number, when none fits."""
        return self._story_of(self._look(article, moment, title, text))

    def add(self, article: int, moment: datetime, title: str, text: str) -> Belonging:
        """Find the story of a new article and take it in."""
        new = self._look(article, moment, title, text)
        found = self._story_of(new)
        self._add(new, found.story)
        return found

    def covers(self, moment: datetime) -> bool:
        """Tell whether an article of this moment would still be within the window."""
        return self._newest - moment <= self._window

    def _look(self, article: int, moment: datetime, title: str, text: str) -> _Known:
        seen = sketch(title, text, moment, self._rarity)
        rarest = np.argpartition(-seen.weights, TELLING)[:TELLING] if len(seen.weights) > TELLING else slice(None)
        return _Known(article, 0, fingerprint(text), seen, tuple(map(int, seen.buckets[rarest])))

    def _add(self, new: _Known, story: int) -> None:
        known = replace(new, story=story)
        self._known[known.id] = known
        self._order.append(known.id)
        for index, keys in self._places(known):
            for key in keys:
                index[key].append(known.id)
        self._newest = max(self._newest, known.sketch.moment)
        while self._order and self._newest - self._known[self._order[0]].sketch.moment > self._window:
            self._forget(self._known.pop(self._order.popleft()))

    def _forget(self, old: _Known) -> None:
        for index, keys in self._places(old):
            for key in keys:
                index[key].remove(old.id)  # the oldest stand first
                if not index[key]:
                    del index[key]

    def _places(self, known: _Known) -> tuple[tuple[_Index, Iterable[int]], ...]:
        return (
            (self._by_word, known.keys),
            (self._by_shingle, known.print.sample),
            (self._by_title, (_title_key(known.sketch),)),
            (self._members, (known.story,)),
        )

    def _story_of(self, new: _Known) -> Belonging:
        near = [
            *self._by_title.get(_title_key(new.sketch), ()),
            *self._nearest(self._by_shingle, new.print.sample),
            *self._nearest(self._by_word, new.keys),
        ]
        peers = [self._known[article] for article in dict.fromkeys(near)]
        peers = [peer for peer in peers if abs(peer.sketch.moment - new.sketch.moment) <= self._window]
        copies = [(containment(new.print, peer.print), peer) for peer in peers]
        if copied := [(share, peer) for share, peer in copies if share >= COPY]:
            share, peer = max(copied, key=_first_best)
            return Belonging(peer.story, "copy", peer.id, round(share, 3))
        stories = {peer.story for peer in peers}
        over = spread(new.sketch)
        told = [found for found in map(partial(self._event, new, over), sorted(stories)) if found.score > 0]
        return max(told, key=lambda found: found.score, default=Belonging(new.id))

    def _event(self, new: _Known, over: Rarity, story: int) -> Belonging:
        """Return how like a new article is to the articles of a story: 1 under the same title."""
        latest = [self._known[article] for article in self._members[story]][-MEMBERS:]
        alike = [(_alike(new.sketch, over, one.sketch), one) for one in latest]
        best, peer = max(alike, key=_first_best)
        mean = best if best >= 1 else sum(score for score, _one in alike) / len(alike)
        briefer = min(len(new.sketch.buckets), len(peer.sketch.buckets))
        score = round(mean, 3) if mean * briefer >= SAME_EVENT else 0.0
        return Belonging(story, "event", peer.id, score)

    def _nearest(self, index: _Index, keys: Iterable[int]) -> list[int]:
        """Return the articles that share most of these keys; a key of very many articles tells nothing."""
        found: Counter[int] = Counter()
        for key in keys:
            articles = index.get(key)
            if articles and len(articles) <= COMMON:
                found.update(articles)
        return [article for article, _count in found.most_common(PEERS)]


def _alike(one: Sketch, over: Rarity, other: Sketch) -> float:
    return 1.0 if same_title(one, other) else likeness(one, over, other)


def _title_key(seen: Sketch) -> int:
    return hash((seen.wording, seen.figures))


def _first_best(found: tuple[float, _Known]) -> tuple[float, float, int]:
    score, known = found
    return score, -known.sketch.moment.timestamp(), -known.id
