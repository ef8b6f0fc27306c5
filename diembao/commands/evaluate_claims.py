"""`diembao evaluate claims`: how well claims are held against sources."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from string import Template

import click
from rich.console import Console

from classifier.claims.support import delivered
from classifier.training.claims_report import ClaimsReport, Share, claims_reports
from core.i18n import translator
from diembao.cli import Command
from diembao.output import say, show_json, show_table

_ = translator("diembao")

_TABLED = (0.1, 0.2, 0.3, 0.5, 0.7, 1.0)  # of the coverages
_WIDTH, _HEIGHT, _LEFT, _TOP, _FLOOR = 520, 300, 60, 20, 0.5  # of the plot; accuracy begins at the floor
_COLOURS = ("#1f5fa8", "#c0561a")
_PAGE = Template(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 370" font-family="sans-serif" font-size="13">\n'
    '<rect width="620" height="370" fill="white"/>\n$marks</svg>\n'
)


def command() -> click.Command:
    """Build the command."""

    @click.command(
        "claims",
        cls=Command,
        help=_(
            "Measure how well claims are held against sources, with the delivered model on claims that it did not"
            " learn from: evidence given, and evidence found in the article. With counts, intervals (95 of 100), the"
            " precision of alarms, and how often an answer is right when only the surest are given."
        ),
        epilog="diembao evaluate claims --data ../shared",
    )
    @click.option(
        "--data",
        required=True,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help=_("Folder with the claims (data/claims)."),
    )
    @click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), help=_("Also draw the abstention curve."))
    @click.option("--json", "as_json", is_flag=True, help=_("Write JSON."))
    def claims_command(data: Path, svg: Path | None, as_json: bool) -> None:
        with Console(stderr=True).status(_("Measuring …")):
            reports = claims_reports(data, delivered())
        if svg:
            svg.write_text(drawn(reports), encoding="utf-8")
        if as_json:
            show_json([asdict(report) for report in reports])
            return
        for report in reports:
            _show(report)

    return claims_command


def _show(report: ClaimsReport) -> None:
    words = {"given": _("Evidence given"), "found": _("Evidence found in the article")}
    say(f"{words[report.part]}:")
    headers = (_("Class"), _("Claims"), _("Found rightly"), _("Found wrongly"), _("Missed"), _("Precision"))
    rows = [
        (
            line.name, line.size, line.counts.right, line.counts.wrong, line.counts.missed,
            f"{line.counts.precision:.3f}", f"{line.counts.recall:.3f}", f"{line.counts.f1:.3f}",
            f"{line.low:.3f}–{line.high:.3f}", f"{line.calibration or 0.0:.3f}",
        )
        for line in report.lines
    ]  # fmt: skip
    show_table((*headers, _("Recall"), "F1", "95 %", "ECE"), rows)
    figure = f"{report.macro:.3f} ({report.low:.3f}–{report.high:.3f})"
    say(_("Mean F1 of the classes: %(figure)s") % {"figure": figure})
    say(_("Refuted among the tenth of the claims surest to be: %(share)s") % {"share": _shown(report.alarms)})
    curve = [step for step in report.curve if step.coverage in _TABLED]
    show_table(
        (_("Answered"), _("Sure from"), _("Right")),
        [(f"{step.coverage:.0%}", f"{step.least:.2f}", _shown(step.accuracy)) for step in curve],
    )


def _shown(share: Share) -> str:
    return f"{share.right}/{share.size} = {share.value:.3f} ({share.low:.3f}–{share.high:.3f})"


def drawn(reports: Sequence[ClaimsReport]) -> str:
    """Return the abstention curves as a picture in SVG: share of claims answered, share of answers right."""
    marks = []
    for tenth in range(5, 11):
        y = _y(tenth / 10)
        marks.append(f'<path d="M{_LEFT} {y}H{_LEFT + _WIDTH}" stroke="#ddd"/>')
        marks.append(f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{tenth / 10:.1f}</text>')
    for fifth in range(6):
        x = _x(fifth / 5)
        marks.append(f'<text x="{x}" y="{_TOP + _HEIGHT + 18}" text-anchor="middle">{fifth * 20} %</text>')
    for colour, report, place in zip(_COLOURS, reports, (0, 1), strict=False):
        points = " ".join(f"{_x(step.coverage)},{_y(step.accuracy.value)}" for step in report.curve)
        marks.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        marks.append(
            f'<text x="{_LEFT + 12}" y="{_y(0.62) + place * 20}" fill="{colour}">evidence {report.part}</text>'
        )
    label = "claims answered (surest first) and share of right answers"
    marks.append(f'<text x="{_LEFT + _WIDTH / 2}" y="{_TOP + _HEIGHT + 40}" text-anchor="middle">{label}</text>')
    return _PAGE.substitute(marks="".join(f"{mark}\n" for mark in marks))


def _x(share: float) -> float:
    return round(_LEFT + share * _WIDTH, 1)


def _y(share: float) -> float:
    return round(_TOP + _HEIGHT * (1 - (share - _FLOOR) / (1 - _FLOOR)), 1)
