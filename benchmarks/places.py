"""How fast names of places are found: diembao beside the bare automaton, `re` and flashtext, in the same run.

    python benchmarks/places.py [--shared ../shared]

Every contender finds the same names in the same prepared text (NFC, one tone placement, small letters), best of five
rounds taken by turns; `re` is an alternation of all names, longest first, and reads a few of the articles only, because
it is slow. Three lists: the names of one profile, of all 34, and every unit of the country, old and new. The whole
country is also built in a process of its own, for its time and its memory. Exit code 1 when a limit is missed.
"""

import argparse
import gc
import gzip
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from classifier.lexicon import Lexicon, canonical
from classifier.places import name_phrases
from classifier.text import Text, read
from config import national
from diembao.settings import defaults

try:
    from flashtext import KeywordProcessor
except ImportError:  # it comes as source only, which the locked environment does not build: pip install flashtext
    KeywordProcessor = None

ROOT = Path(__file__).parent.parent
ROUNDS = 5
RE_TEXTS = 20
OF_BARE, OF_RE = 0.6, 10.0  # with 34 profiles: at least this many times as fast
BUILD_SECONDS, BUILD_MEMORY = 2.0, 150  # of the whole country; MiB


def phrases(profiles: Iterable[str]) -> list[tuple[str, object]]:
    """Return the names of ready profiles with what they stand for."""
    return [pair for profile in defaults(profiles)[0] for pair in name_phrases(profile)]


def country() -> list[tuple[str, object]]:
    """Return every unit of the country, old and new, by its bare and its full name."""
    units = national.units().values()
    return [(name, unit.id) for unit in units for name in (unit.name, f"{unit.kind} {unit.name}")]


def texts(shared: Path) -> list[Text]:
    """Return real articles, prepared."""
    with gzip.open(shared / "data" / "articles" / "news_2020_subset.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [read(f"{row['title'] or ''}\n{row['text'] or ''}") for row in rows]


def megabytes(prepared: Iterable[Text]) -> float:
    """Return the size of the texts as UTF-8."""
    return sum(len(text.lower.encode()) for text in prepared) / 1e6


def speeds(names: list[tuple[str, object]], prepared: list[Text]) -> dict[str, float]:
    """Return MB/s of every contender."""
    keys = sorted({canonical(name) for name, _tag in names}, key=len, reverse=True)
    bare = AhoCorasick(keys, matchkind=MatchKind.Standard)
    alternation = re.compile(rf"\b(?:{'|'.join(map(re.escape, keys))})\b")
    lexicon = Lexicon(names)
    contenders: dict[str, tuple[Callable[[Text], object], list[Text]]] = {
        "diembao": (lexicon.find, prepared),
        "bare automaton": (lambda text: bare.find_matches_as_indexes(text.lower, overlapping=True), prepared),
        "re": (lambda text: alternation.findall(text.lower), prepared[:RE_TEXTS]),
    }
    if KeywordProcessor is not None:
        flash = KeywordProcessor(case_sensitive=True)
        flash.add_keywords_from_list(keys)
        contenders["flashtext"] = (lambda text: flash.extract_keywords(text.lower, span_info=True), prepared)
    gc.collect()
    gc.freeze()  # the dictionaries of the others are not to be gone through for everyone's matches
    best = dict.fromkeys(contenders, float("inf"))
    for _round in range(ROUNDS):
        for name, (find, those) in contenders.items():
            if name == "re" and best[name] < float("inf"):
                continue  # once is long enough
            started = time.perf_counter()
            for text in those:
                find(text)
            best[name] = min(best[name], time.perf_counter() - started)
    return {name: megabytes(contenders[name][1]) / seconds for name, seconds in best.items()}


def built() -> tuple[float, float]:
    """Return seconds and MiB that the names of the whole country take to be built, in a process of their own."""
    command = [sys.executable, __file__, "--build"]
    seconds, memory = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.split()
    return float(seconds), float(memory)


def build() -> None:
    """Read and build the whole country, and print the seconds and the highest memory of this process in MiB."""
    started = time.perf_counter()
    Lexicon(country())
    seconds = time.perf_counter() - started
    highest = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(seconds, int(highest.split()[1]) / 1024)


def main(shared: Path) -> int:
    """Print the table and return the exit code."""
    prepared = texts(shared)
    print(f"{len(prepared)} articles, {megabytes(prepared):.1f} MB; MB/s, best of {ROUNDS}")
    print("| names of | names | diembao | bare automaton | flashtext | re |\n| --- | --- | --- | --- | --- | --- |")
    ratios = (0.0, 0.0)
    for title, names in (
        ("1 profile", phrases(["tay-ninh"])),
        ("34 profiles", phrases(sorted(national.profiles()))),
        ("the country", country()),
    ):
        found = speeds(names, prepared)
        order = ("diembao", "bare automaton", "flashtext", "re")
        columns = " | ".join(f"{found[name]:.3g}" if name in found else "-" for name in order)
        print(f"| {title} | {len({canonical(name) for name, _tag in names})} | {columns} |", flush=True)
        if title == "34 profiles":
            ratios = found["diembao"] / found["bare automaton"], found["diembao"] / found["re"]
    seconds, memory = built()
    print(
        f"34 profiles: {ratios[0]:.2f} x the bare automaton (limit {OF_BARE}), {ratios[1]:.0f} x re (limit {OF_RE:.0f})"
    )
    print(f"whole country: {seconds:.2f} s (limit {BUILD_SECONDS:.0f}), {memory:.0f} MiB (limit {BUILD_MEMORY})")
    held = (ratios[0] >= OF_BARE, ratios[1] >= OF_RE, seconds <= BUILD_SECONDS, memory <= BUILD_MEMORY)
    return 0 if all(held) else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--build", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.build:
        build()
    elif not arguments.shared.is_dir():
        print(f"{arguments.shared} is not here; nothing was measured")
    else:
        sys.exit(main(arguments.shared))
