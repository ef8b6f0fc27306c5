"""Article pages: the first look and extraction beside trafilatura alone and newspaper4k, in one process and one run.

    python benchmarks/pages.py [--shared ../shared] [--quick]

5,000 pages are made of four saved ones (page_templates.py); 2 % of them name a place of the shipped profile tay-ninh.
Neither title nor summary of a page is known beforehand, so that every name must be found on the page itself. Speed is
pages per second of processor time, in rounds by turns. The second part is the benchmark of 181 English pages
(scrapinghub/article-extraction-benchmark), scored as its authors do: shingles of four words, precision and recall
averaged over the pages. Exit code 1 when a limit is missed.
"""

import argparse
import gzip
import json
import logging
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

import newspaper
import trafilatura
from page_templates import TEMPLATES, Page, generate

from classifier.judge import Judge, trained
from collector import pages
from core.press import Draft, Entry, Fetched, Outlet
from core.text import clean
from diembao.settings import defaults

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 22, tzinfo=UTC)
SHARE = 0.02
SEED = 4
FASTER = 10.0  # times trafilatura alone
ROUNDS = 5
SLOW = 5  # trafilatura alone reads every fifth page: five and four have no common divisor, so all templates come
OUTLETS = {template.name: Outlet(template.name, template.name, (template.domain,)) for template in TEMPLATES}
_WORD = re.compile(r"\w+")


@dataclass
class Gate:
    """The gate of the shipped profile, with a note of what it said to each page."""

    judge: Judge
    answers: list[bool] = field(default_factory=list)

    def may_match(self, text: str) -> bool:
        """Ask the judge."""
        self.answers.append(self.judge.may_match(text))
        return self.answers[-1]


class Open:
    """A gate that lets everything through, to compare texts."""

    def may_match(self, _text: str) -> bool:
        """Let it through."""
        return True


def ours(page: Page, gate: Gate | Open) -> Draft | None:
    """Read a page of which nothing is known but its address."""
    fetched = Fetched(page.url, 200, page.body, "text/html; charset=utf-8")
    return pages.read(fetched, Entry(page.url, ""), OUTLETS[page.template], gate, NOW)


def theirs(page: Page) -> str:
    """Extract with trafilatura alone, at the settings we use."""
    return trafilatura.extract(page.body.decode(), include_comments=False, include_tables=False) or ""


def defaults_of_theirs(page: Page) -> str:
    """Extract with trafilatura alone as it comes: comments and tables too."""
    return trafilatura.extract(page.body.decode()) or ""


def other(page: Page) -> str:
    """Extract with newspaper4k, without the network."""
    article = newspaper.Article(page.url, language="vi", fetch_images=False)
    article.download(input_html=page.body.decode())
    article.parse()
    return str(article.text)


@dataclass
class Timed:
    """Pages and seconds of processor time of one contender."""

    pages: int = 0
    seconds: float = 0.0

    def run(self, work: Callable[[Page], object], these: Iterable[Page]) -> list[object]:
        """Do the work for each page and count the time."""
        start, done = time.process_time(), [work(page) for page in these]
        self.seconds += time.process_time() - start
        self.pages += len(done)
        return done

    @property
    def rate(self) -> float:
        """Pages per second."""
        return self.pages / self.seconds


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of a text, a shorter text as one."""
    words = _WORD.findall(text)
    return Counter(run for at in range(max(1, len(words) - 3)) if (run := tuple(words[at : at + 4])))


def score(pairs: Iterable[tuple[str, str]], cut: Callable[[str], Counter[tuple[str, ...]]]) -> tuple[float, ...]:
    """Return mean precision, mean recall and their F1 over pairs of true and extracted text."""
    precision, recall = [], []
    for true, found in pairs:
        wanted, got = cut(true), cut(found)
        both = (wanted & got).total()
        if got:
            precision.append(both / got.total())
        if wanted:
            recall.append(both / wanted.total())
    return mean(precision), mean(recall), 2 * mean(precision) * mean(recall) / (mean(precision) + mean(recall))


def words(text: str) -> Counter[tuple[str, ...]]:
    """Return the words of a text."""
    return Counter((word,) for word in _WORD.findall(clean(text).lower()))


def foreign(page: Page, text: str) -> list[str]:
    """Return the lines of an extracted text that hold words which are not in the article, the title aside."""
    own = set(_WORD.findall(clean(f"{page.title}\n{page.gold}")))
    return [line for line in clean(text).split("\n") if set(_WORD.findall(line)) - own]


def generated(data: Path, count: int, sample: int, peers: int) -> bool:
    """Measure speed and text on generated pages; False when a limit is missed."""
    judge = Judge(*defaults(["tay-ninh"]), models=trained())
    made = generate(data, count, SHARE, judge.may_match, SEED)
    gate, opened = Gate(judge), Open()
    let_in: dict[str, bool] = {}
    drafts: dict[str, Draft | None] = {}

    def look(page: Page) -> None:
        before = len(gate.answers)
        drafts[page.url] = ours(page, gate)
        let_in[page.url] = gate.answers[before + 1]  # the first is about the entry

    us, trafilatura_alone, as_it_comes, newspaper4k = Timed(), Timed(), Timed(), Timed()
    ratios = []
    for turn in range(ROUNDS):
        part = made[turn::ROUNDS]
        mine, its = Timed(), Timed()
        mine.run(look, part)
        its.run(theirs, part[::SLOW])
        ratios.append(mine.rate / its.rate)
        for total, each in ((us, mine), (trafilatura_alone, its)):
            total.pages, total.seconds = total.pages + each.pages, total.seconds + each.seconds
        as_it_comes.run(defaults_of_theirs, part[:: 4 * SLOW + 1])
        newspaper4k.run(other, part[: peers // ROUNDS])
    ratio = us.rate / trafilatura_alone.rate
    relevant = [page for page in made if page.relevant]
    missed = [page for page in relevant if not let_in[page.url] or drafts[page.url] is None]
    print(f"{count:,} generated pages, {len(relevant)} of them relevant; seed {SEED}.\n")
    print("| contender | pages | pages/s | ms a page |\n|---|---|---|---|")
    contenders = (
        ("diembao", us),
        ("trafilatura alone, our settings", trafilatura_alone),
        ("trafilatura alone, its defaults", as_it_comes),
        ("newspaper4k", newspaper4k),
    )
    for name, timed in contenders:
        print(f"| {name} | {timed.pages:,} | {timed.rate:.0f} | {1000 / timed.rate:.1f} |")
    print("\n| template | irrelevant pages | past the first look | KB a page |\n|---|---|---|---|")
    for template in TEMPLATES:
        these = [page for page in made if page.template == template.name]
        rest = [page for page in these if not page.relevant]
        size = mean(len(page.body) for page in these) / 1024
        print(f"| {template.name} | {len(rest):,} | {sum(let_in[page.url] for page in rest)} | {size:.0f} |")
    compare(relevant + [page for page in made if not page.relevant][:sample], opened, peers)
    print("\n| limit | wanted | reached | |\n|---|---|---|---|")
    spread = f"rounds {min(ratios):.1f} to {max(ratios):.1f}"
    fast = line(
        f"speed with {SHARE:.0%} relevant",
        f"≥ {FASTER:.0f} × trafilatura",
        f"{ratio:.1f} × ({spread})",
        ratio >= FASTER,
    )
    return line("relevant pages missed", "0", f"{len(missed)} of {len(relevant)}", not missed) and fast


def compare(these: Sequence[Page], gate: Open, peers: int) -> None:
    """Print how right the texts are of pages that everybody extracts."""
    print(f"\n{len(these)} of them with every gate open ({min(peers, len(these))} for newspaper4k):\n")
    print("| contender | precision | recall | F1 (words) | pages with a line that is not the article's |")
    print("|---|---|---|---|---|")
    readers: tuple[tuple[str, Sequence[Page], Callable[[Page], str]], ...] = (
        ("diembao", these, lambda page: getattr(ours(page, gate), "text", "")),
        ("trafilatura alone", these, theirs),
        ("newspaper4k", these[:peers], other),
    )
    for name, some, reader in readers:
        texts = [(page, reader(page)) for page in some]
        figures = " | ".join(f"{figure:.3f}" for figure in score([(page.gold, text) for page, text in texts], words))
        print(f"| {name} | {figures} | {sum(bool(foreign(page, text)) for page, text in texts)} |")


def english(folder: Path) -> bool:
    """Score the 181 pages; False when trafilatura alone does better."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    pairs: dict[str, list[tuple[str, str]]] = {"diembao": [], "trafilatura alone": []}
    for key, wanted in truth.items():
        body = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
        address, true = wanted["url"], wanted["articleBody"]
        read = pages.read(Fetched(address, 200, body, "text/html"), Entry(address, ""), Outlet("", "", ()), Open(), NOW)
        alone = trafilatura.extract(body.decode("utf-8", "replace"), include_comments=False, include_tables=False)
        pairs["diembao"].append((true, read.text if read else ""))
        pairs["trafilatura alone"].append((true, alone or ""))
    figures = {name: score(each, shingles) for name, each in pairs.items()}
    print(f"\n{len(truth)} English pages, shingles of four words:\n")
    print("| contender | precision | recall | F1 |\n|---|---|---|---|")
    for name, three in figures.items():
        print(f"| {name} | {' | '.join(f'{figure:.3f}' for figure in three)} |")
    mine, its = figures["diembao"][2], figures["trafilatura alone"][2]
    print("\n| limit | wanted | reached | |\n|---|---|---|---|")
    return line("F1 on the English pages", f"≥ {its:.3f} (trafilatura alone)", f"{mine:.3f}", mine >= its)


def line(what: str, wanted: str, reached: str, good: bool) -> bool:
    """Print whether a limit is kept."""
    print(f"| {what} | {wanted} | {reached} | {'pass' if good else 'FAIL'} |")
    return good


def main() -> int:
    """Run the benchmark; exit code 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--quick", action="store_true", help="500 pages instead of 5,000")
    options = parser.parse_args()
    data = options.shared / "data"
    if not data.is_dir():
        print(f"{data} is absent: the saved pages and articles are needed.", file=sys.stderr)
        return 2
    logging.disable()  # newspaper4k and trafilatura talk about every odd page
    print(f"# Pages, {datetime.now().astimezone():%Y-%m-%d}, {os.cpu_count()} cores\n")
    count, sample, peers = (500, 100, 20) if options.quick else (5000, 200, 100)
    good = generated(data, count, sample, peers)
    return 0 if english(data / "html" / "article_extraction_benchmark") and good else 1


if __name__ == "__main__":
    sys.exit(main())
