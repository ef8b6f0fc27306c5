"""How many articles a second are held against 10,000 statements on one core.

    python benchmarks/statements.py [--shared ../shared] [--statements 10000]

The statements are sentences of real articles of one set, the articles those of another; into every hundredth article
a statement is put, which must be found. "retrieved" is the index alone; "held" adds the model for what was retrieved.
Processor time, best of three rounds. Exit code 1 when fewer than 1,000 articles a second are held, or when fewer than
0.95 of the statements put in are found.
"""

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from classifier.claims.against import findings_against
from classifier.claims.retrieve import StatementIndex, sentences
from classifier.claims.support import delivered
from core.statements import Statement

ROOT = Path(__file__).parent.parent
ROUNDS, ARTICLES, EVERY, RATE, FOUND = 3, 2000, 100, 1000.0, 0.95
DAY = date(2026, 8, 1)


def rows(shared: Path, name: str) -> list[tuple[str, str]]:
    """Return (title, text) of a set of articles."""
    with gzip.open(shared / "data" / "articles" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [(row.get("title") or "", row.get("text") or "") for row in map(json.loads, file)]


def statements(shared: Path, many: int) -> list[Statement]:
    """Return sentences of real articles as statements."""
    found: list[Statement] = []
    for _title, text in rows(shared, "vietnam_news_2016") + rows(shared, "trends_vn_2024"):
        for start, end in sentences(text)[1:4]:
            if 60 < end - start < 400 and len(found) < many:
                found.append(Statement(len(found) + 1, text[start:end], "UBND tỉnh", DAY, "official"))
    return found


def best(what: Callable[[str, str], object], articles: list[tuple[str, str]]) -> float:
    """Return articles a second, the best of the rounds."""
    rates = []
    for _round in range(ROUNDS):
        begin = time.process_time()
        for title, text in articles:
            what(title, text)
        rates.append(len(articles) / (time.process_time() - begin))
    return max(rates)


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--statements", type=int, default=10_000)
    given = parser.parse_args()
    known = statements(given.shared, given.statements)
    articles = [row for row in rows(given.shared, "news_2020_subset") if row[1]][:ARTICLES]
    put_in = {}
    for place in range(0, len(articles), EVERY):
        statement = known[place * 7 % len(known)]
        title, text = articles[place]
        articles[place] = (title, f"{text[:800]}\n{statement.text}\n{text[800:]}")
        put_in[place] = statement.id
    begin = time.process_time()
    index = StatementIndex(known)
    print(f"{len(known)} statements indexed in {time.process_time() - begin:.1f} s; {len(articles)} articles")
    met = sum(
        any(one.passage.statement.id == statement for one in index.concerning(*articles[place], DAY))
        for place, statement in put_in.items()
    )
    asked = sum(bool(index.concerning(title, text, DAY)) for title, text in articles)
    print(f"{met} of {len(put_in)} statements put in are found; {asked} articles share enough with a statement")
    model = delivered()
    flagged = sum(bool(findings_against(title, text, index, DAY, model)) for title, text in articles)
    print(f"{flagged} articles have a finding")
    retrieved = best(lambda title, text: index.concerning(title, text, DAY), articles)
    held = best(lambda title, text: findings_against(title, text, index, DAY, model), articles)
    print(f"{retrieved:9.0f}  articles a second, retrieved\n{held:9.0f}  articles a second, held")
    return 0 if held >= RATE and met >= FOUND * len(put_in) else 1


if __name__ == "__main__":
    sys.exit(main())
