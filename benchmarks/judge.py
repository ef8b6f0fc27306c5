"""How many articles a second are judged, part by part and together, beside plain TF-IDF with a LinearSVC in one run.

    python benchmarks/judge.py [--shared ../shared]

Full articles (news_2020_subset), one process, best of three rounds taken by turns. The peer classifies the same texts
with scikit-learn, one document a call as articles arrive; it answers one question, the judge answers all. Start-up
(import, models, profiles, first article) and memory are taken in a process of their own. Exit code 1 when a limit is
missed: 300 full articles a second with 1 and with 34 profiles, start-up 2 s, 300 MiB.
"""

import argparse
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from classifier.class_model import class_model
from classifier.features import features
from classifier.judge import Judge, trained
from classifier.language import detect
from classifier.model import load
from classifier.text import read
from config.national import profiles
from diembao.settings import defaults

ROOT = Path(__file__).parent.parent
ROUNDS, ARTICLES = 3, 400
RATE, START_SECONDS, MEMORY = 300.0, 2.0, 300  # articles/s, seconds, MiB

START = """
import time
begin = time.perf_counter()
from classifier.judge import Judge, trained
from diembao.settings import defaults
Judge(*defaults(["tay-ninh"]), models=trained()).judge("Tin ở Tây Ninh", "Một bài báo.")
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(time.perf_counter() - begin, int(peak) / 1024)
"""


def articles(shared: Path) -> list[tuple[str, str]]:
    """Return real full articles."""
    with gzip.open(shared / "data" / "articles" / "news_2020_subset.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [(row["title"] or "", row["text"] or "") for row in rows][:ARTICLES]


def peer(texts: list[tuple[str, str]]) -> Callable[[str, str], object]:
    """Return a fitted TF-IDF and LinearSVC pipeline, applied to one document."""
    joined = [f"{title}\n{text}" for title, text in texts]
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\w+", sublinear_tf=True)
    model = LinearSVC().fit(vectorizer.fit_transform(joined), [index % 2 for index in range(len(joined))])
    return lambda title, text: model.decision_function(vectorizer.transform([f"{title}\n{text}"]))


def contenders(texts: list[tuple[str, str]]) -> dict[str, Callable[[str, str], object]]:
    """Return what is timed, by name."""
    one = Judge(*defaults(["tay-ninh"]), models=trained())
    many = Judge(*defaults(list(profiles())), models=trained())
    tone = class_model(load("tone"))
    return {
        "language": lambda title, text: detect(f"{title}\n{text}".lower()),
        "features of the models": lambda title, text: features(read(title).lower, read(text).lower),
        "features and one model": lambda title, text: tone.probabilities(
            features(read(title).lower, read(text).lower), (0, 0, 0, 0)
        ),
        "evidence, 1 profile": one.evidence,
        "judge, 1 profile": one.judge,
        "judge, 34 profiles": many.judge,
        "TF-IDF + LinearSVC, one question": peer(texts),
    }


def rate(what: Callable[[str, str], object], texts: list[tuple[str, str]]) -> float:
    """Return articles a second."""
    begin = time.perf_counter()
    for title, text in texts:
        what(title, text)
    return len(texts) / (time.perf_counter() - begin)


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    texts = articles(parser.parse_args().shared)
    timed = contenders(texts)
    best = dict.fromkeys(timed, 0.0)
    for _round in range(ROUNDS):
        for name, what in timed.items():
            best[name] = max(best[name], rate(what, texts))
    length = sum(len(title) + len(text) for title, text in texts) / len(texts)
    print(f"{len(texts)} full articles, {length:.0f} code points each, articles a second on one core")
    for name, found in best.items():
        print(f"{found:9.0f}  {name}")
    done = subprocess.run([sys.executable, "-c", START], cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, memory = map(float, done.stdout.split())
    print(f"start-up {seconds:.2f} s, {memory:.0f} MiB")
    kept = min(best["judge, 1 profile"], best["judge, 34 profiles"]) >= RATE
    return 0 if kept and seconds <= START_SECONDS and memory <= MEMORY else 1


if __name__ == "__main__":
    sys.exit(main())
