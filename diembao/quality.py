"""Evaluating: labels in, report out, by cross-validation where the labels are learned from too."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from classifier.judge import Judge, trained
from classifier.model import load
from classifier.training import classes, topics
from classifier.training.chance import ErrorRate, Share, error_rates
from classifier.training.corpus import read_rows
from classifier.training.examples import Texts, topic_examples
from classifier.training.report import Report, class_report, topic_report
from classifier.training.train import class_examples, space_of
from core.errors import UsageError
from core.i18n import translator
from diembao.settings import defaults

_ = translator("diembao")

_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
)
_PROFILES = ("tay-ninh",)  # topics are the same in every profile


def data_folder(labels: Path | None) -> Path | None:
    """Return the data folder that a file of labels lies in, None when it lies in none."""
    if labels is None:
        return None
    return next((folder for folder in labels.resolve().parents if (folder / "data/gold").is_dir()), None)


def topics_report(labels: Path, data: Path | None) -> Report:
    """Measure the topics on labelled articles: by cross-validation with a data folder, else the models as delivered."""
    rows = read_rows(labels, ("id", "title", "text", "topics"))
    profiles, known = defaults(_PROFILES)
    if data is None:
        return topic_report(_as_delivered(rows, Judge(profiles, known, models=trained())))
    examples = topics.apart(topic_examples(Texts.of(data), data, rows))
    ground = topics.Ground(examples, Judge(profiles, known), load("topics")["rarity"].astype(float))
    judged = [one for topic in topics.CORE for one in topics.cross_validate(ground, topic)]
    return topic_report(judged)


def _as_delivered(rows: Sequence[Mapping[str, Any]], judge: Judge) -> list[topics.Judged]:
    judged: list[topics.Judged] = []
    for row in rows:
        found = judge.judge(row["title"] or "", row["text"] or "").topics
        judged += [
            topics.Judged(str(row["id"]), topic, label == "yes", found[topic].score, found[topic].on)
            for topic, label in row["topics"].items()
            if topic in found and label in ("yes", "no")
        ]
    return sorted(judged, key=lambda one: list(topics.TOPICS).index(one.topic))


def class_part_report(part: str, labels: Path | None, data: Path | None) -> Report:
    """Measure tone, kind or role: the project's labels with models that did not see them, else those delivered."""
    if labels is not None:
        judge = Judge(*defaults(_PROFILES), models=trained())
        rows = read_rows(labels, ("id", "title", "text", part))
        return class_report(part, [_chosen(part, row, judge) for row in rows])
    if data is None:
        raise UsageError(_("Name a file of labels, or a data folder with --data."))
    texts = Texts.of(data)
    judge = Judge(*defaults(_PROFILES))
    ground = classes.Ground(class_examples(part, texts, judge), judge, part, space_of(texts))
    return class_report(part, classes.hold_out(ground) if part == "role" else classes.cross_validate(ground))


def random_report(data: Path) -> list[ErrorRate]:
    """Measure the topics as delivered on articles drawn by chance."""
    return error_rates(Texts.of(data), Judge(*defaults(_PROFILES), models=trained()))


def shown(share: Share) -> str:
    """Return a share as people read it: 4/26 (6–34 %)."""
    low, high = share.bounds
    return f"{share.hits}/{share.size} ({100 * low:.0f}–{100 * high:.0f} %)"


def _chosen(part: str, row: Mapping[str, Any], judge: Judge) -> classes.Judged:
    found = judge.judge(row["title"] or "", row["text"] or "")
    label = {"tone": found.tone.label, "kind": found.kind, "role": found.role.label}[part]
    return classes.Judged(str(row["id"]), str(row[part]), label, 1.0)


def record(report: Report) -> dict[str, Any]:
    """Return a report as a JSON record."""
    return {
        "part": report.part,
        "macro_f1": round(report.macro, 4),
        "classes": [
            {
                "class": line.name,
                "articles": line.size,
                "right": line.counts.right,
                "wrong": line.counts.wrong,
                "missed": line.counts.missed,
                "precision": round(line.counts.precision, 4),
                "recall": round(line.counts.recall, 4),
                "f1": round(line.counts.f1, 4),
                "f1_95": [round(line.low, 4), round(line.high, 4)],
                "calibration_error": None if line.calibration is None else round(line.calibration, 4),
            }
            for line in report.lines
        ],
        "errors": [{"id": one.id, "truth": one.truth, "answer": one.answer} for one in report.errors],
    }


def page(report: Report) -> str:
    """Return a report as an HTML page."""
    return _PAGES.get_template("quality.html.jinja").render(report=report, _=_)


def table_page(part: str, headers: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a table of figures as an HTML page."""
    return _PAGES.get_template("rates.html.jinja").render(part=part, headers=headers, rows=rows, _=_)
