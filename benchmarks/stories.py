"""How well and how fast articles are grouped: same copy, same event, and the throughput of a long stream.

    python benchmarks/stories.py [--shared ../shared] [--articles 100000] [--copies 10000]

Three parts. *Same event* on the clusters of news_mds_2013, by halves: the parameters were chosen on the first.
*Same copy*: made copies among real articles, in five levels (L1 new headline, last paragraph cut; L2 60 % of the
sentences, 3 % of the words edited; L3 40 %, 8 %; L4 the first quarter; L5 all, 15 %); wrong is a made copy said to be
one of an article that is neither its source nor a copy of that. *Stream*: replayed items in order of time with memory.
Exit code 1 when a limit is missed: pairwise F1 .90, B-cubed .92; recall .95, precision .99; 1,000 items a second.
"""

import argparse
import gzip
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

from classifier.copies import containment, fingerprint
from classifier.events import delivered
from classifier.stories import Stories
from classifier.training.corpus import read_items

ROOT = Path(__file__).parent.parent
START = datetime(2026, 1, 1, tzinfo=UTC)
LEVELS = ("L1", "L2", "L3", "L4", "L5")
LIMITS = {"F1": 0.90, "B-cubed": 0.92, "recall": 0.95, "precision": 0.99, "rate": 1000.0}


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a compressed JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def memory() -> float:
    """Return the memory this process holds, in MiB."""
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))


def clusters(shared: Path, half: int) -> tuple[float, float]:
    """Return pairwise F1 and B-cubed F1 of one half of the clusters."""
    found = [
        row
        for row in rows(shared / "data" / "clusters" / "news_mds_2013.jsonl.gz")
        if int(sha256(row["cluster"].encode()).hexdigest(), 16) % 2 == half
    ]
    found.sort(key=lambda row: datetime.strptime(row["published"], "%d/%m/%Y %H:%M").replace(tzinfo=UTC))
    stories = Stories(delivered())
    story = [
        stories.add(
            number,
            datetime.strptime(row["published"], "%d/%m/%Y %H:%M").replace(tzinfo=UTC),
            row["title"],
            row["text"],
        ).story
        for number, row in enumerate(found)
    ]
    return pairwise(story, [row["cluster"] for row in found]), b_cubed(story, [row["cluster"] for row in found])


def pairwise(said: Sequence[object], true: Sequence[object]) -> float:
    """Return F1 over pairs: together where they belong together."""
    both = one = other = 0
    for first, second in combinations(range(len(said)), 2):
        together, belong = said[first] == said[second], true[first] == true[second]
        both, one, other = both + (together and belong), one + together, other + belong
    return 2 * both / (one + other)


def b_cubed(said: Sequence[object], true: Sequence[object]) -> float:
    """Return B-cubed F1 (Bagga and Baldwin, 1998): precision and recall of each article's group, on average."""
    groups: dict[object, set[int]] = defaultdict(set)
    classes: dict[object, set[int]] = defaultdict(set)
    for number, (group, cluster) in enumerate(zip(said, true, strict=True)):
        groups[group].add(number)
        classes[cluster].add(number)
    shared = [len(groups[group] & classes[cluster]) for group, cluster in zip(said, true, strict=True)]
    precision = sum(same / len(groups[group]) for same, group in zip(shared, said, strict=True)) / len(said)
    recall = sum(same / len(classes[cluster]) for same, cluster in zip(shared, true, strict=True)) / len(said)
    return 2 * precision * recall / (precision + recall)


def made_copy(text: str, level: str, words: Sequence[str], chance: random.Random) -> str:
    """Return a copy of a text, cut and edited as its level says."""
    pieces = text.replace("\n", ". ").split(". ")
    if level == "L1":
        return ". ".join(pieces[:-1])
    if level == "L4":
        return text[: len(text) // 4]
    share, edited = {"L2": (0.6, 0.03), "L3": (0.4, 0.08), "L5": (1.0, 0.15)}[level]
    kept = sorted(chance.sample(range(len(pieces)), max(1, round(share * len(pieces)))))
    made: list[str] = []
    for word in ". ".join(pieces[number] for number in kept).split():
        act = chance.random()
        if act >= edited:
            made.append(word)
        elif act < edited * 2 / 3:  # replaced, or another one put before; else left out
            made += [chance.choice(words)] if act < edited / 3 else [chance.choice(words), word]
    return " ".join(made)


def copies(shared: Path, articles: int, number: int) -> dict[str, tuple[int, int, int]]:
    """Return for each level how many copies were made, found, and said to be of a wrong article."""
    chance = random.Random(7)
    texts = [one for one in read_items(shared) if len(one.text) > 900][: articles - number]
    words = [word for one in texts[:500] for word in one.text.split()]
    stories = Stories(delivered(), timedelta(days=10_000))
    for place, one in enumerate(texts):
        stories.put(place, place, START + timedelta(seconds=place), one.title, one.text)
    result = {level: [0, 0, 0] for level in LEVELS}
    for turn in range(number):
        level, source = LEVELS[turn % len(LEVELS)], chance.randrange(len(texts))
        text = made_copy(texts[source].text, level, words, chance)
        found = stories.find(-1, START + timedelta(seconds=len(texts)), f"Tin mới {turn}", text)
        result[level][0] += 1
        if found.relation == "copy" and found.like is not None:
            same = found.like == source or _is_copy(texts[found.like].text, texts[source].text)
            result[level][1 if same else 2] += 1
    return {level: (made, right, wrong) for level, (made, right, wrong) in result.items()}


def _is_copy(one: str, other: str) -> bool:
    return containment(fingerprint(one), fingerprint(other)) >= 0.3


def stream(shared: Path, articles: int) -> tuple[int, int, float, float, int]:
    """Return articles, stories, articles a second, MiB gained and the most articles held at once, of replayed items."""
    paths = sorted((shared / "replay" / "data").glob("*.jsonl.gz"))
    items = [row for path in paths for row in rows(path)][:articles]
    items.sort(key=lambda row: row.get("first_fetched") or row["published"])
    before, held = memory(), 0
    stories, seen = Stories(delivered()), set()
    begin = time.process_time()
    for number, row in enumerate(items):
        moment = datetime.fromisoformat(row.get("first_fetched") or row["published"])
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        seen.add(stories.add(number, moment, row.get("title") or "", row.get("text") or "").story)
        held = max(held, len(stories))
    rate = len(items) / (time.process_time() - begin)
    return len(items), len(seen), rate, memory() - before, held


def main() -> int:
    """Print the three parts; return 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--copies", type=int, default=10_000)
    asked = parser.parse_args()
    good = True
    for half, name in enumerate(("half they were chosen on", "other half")):
        pairs, cubed = clusters(asked.shared, half)
        good &= pairs >= LIMITS["F1"] and cubed >= LIMITS["B-cubed"]
        print(f"same event, {name}: pairwise F1 {pairs:.3f}, B-cubed {cubed:.3f}")
    count, stories, rate, gained, held = stream(asked.shared, asked.articles)
    good &= rate >= LIMITS["rate"]
    print(f"stream: {count:,} items, {stories:,} stories, {rate:,.0f} items/s, {gained:.0f} MiB, {held:,} held at most")
    made = copies(asked.shared, asked.articles, asked.copies)
    for level, (number, right, wrong) in made.items():
        print(f"same copy, {level}: {number:,} made, {right / number:.3f} found, {wrong} wrong")
    total, right, wrong = (sum(column) for column in zip(*made.values(), strict=True))
    recall, precision = right / total, right / max(1, right + wrong)
    good &= recall >= LIMITS["recall"] and precision >= LIMITS["precision"]
    print(f"same copy: recall {recall:.3f}, precision {precision:.3f}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
