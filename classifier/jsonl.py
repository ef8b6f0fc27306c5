"""Judging JSON Lines without a database: one answer for each line, in order, whatever the line holds."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, NoReturn
from urllib.parse import urlsplit

from classifier.batch import Entry, Known, Placed, place
from classifier.judge import Judge
from core.i18n import translator
from core.judgement import PlaceMatch, Relevance, TopicScore
from core.periods import ZONE

_ = translator("classifier")

MAX_LINE = 5 * 1024 * 1024  # bytes
BATCH = 5000  # lines among which stories are found; they are held in memory, so a longer file has several batches
_TEXT_FIELDS = ("title", "text", "lang", "source", "url", "published")
_SURROGATES = re.compile("[\ud800-\udfff]")


class _BadLineError(Exception):
    def __init__(self, code: str, message: str, identity: object = None) -> None:
        super().__init__(message)
        self.code = code
        self.identity = identity


@dataclass(frozen=True, slots=True)
class _Judged:
    identity: object
    entry: Entry


def judge_lines(
    lines: Iterable[bytes], judge: Judge, profiles: Sequence[str], known: Known | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the assessment of each line, or its error in its place; `profiles` are those whose places are shown.

    Lines are judged in batches, and held against the other articles of their batch and against what is known.
    """
    numbered = enumerate(lines, 1)
    while batch := [_read(number, line, judge) for number, line in islice(numbered, BATCH)]:
        judged = [line for line in batch if isinstance(line, _Judged)]
        placed = iter(place([line.entry for line in judged], known))
        for line in batch:
            yield _fields(line, next(placed), judged, profiles) if isinstance(line, _Judged) else line


def _read(number: int, line: bytes, judge: Judge) -> _Judged | dict[str, Any]:
    """Judge a line; return its error row when it cannot be."""
    try:
        row = _parse(line)
    except _BadLineError as error:
        detail = {"line": number, "code": error.code, "message": str(error)}
        return {"id": _identity(error.identity), "error": detail}
    title, text, source, url = (row.get(field) or "" for field in ("title", "text", "source", "url"))
    found = judge.judge(title, text, outlet_id=source, lang=row.get("lang") or None)
    entry = Entry(title, text, source or _host(url), url, _moment(row.get("published") or ""), found)
    return _Judged(_identity(row.get("id")), entry)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _moment(published: str) -> datetime | None:
    """Return the time of publication; None when it is not given in ISO 8601. Without a zone it is that of Viet Nam."""
    try:
        moment = datetime.fromisoformat(published)
        return moment.astimezone(ZONE) if moment.tzinfo else moment.replace(tzinfo=ZONE)
    except (ValueError, OverflowError):
        return None


def _parse(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_LINE:
        raise _BadLineError("too_big", _("The line is longer than %(size)d bytes.") % {"size": MAX_LINE})
    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        message = _("The line is not UTF-8: byte %(position)d cannot be read.") % {"position": error.start + 1}
        raise _BadLineError("not_utf8", message) from error
    if not text:
        raise _BadLineError("empty_line", _("The line is empty."))
    try:
        row = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise _BadLineError("not_json", _("The line is not valid JSON.")) from error
    if not isinstance(row, dict):
        raise _BadLineError("not_an_object", _("The line must be a JSON object with `id`, `title` and `text`."))
    return _checked(row)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _checked(row: dict[str, Any]) -> dict[str, Any]:
    identity = row.get("id")
    if isinstance(identity, bool) or not isinstance(identity, str | int | None):
        raise _BadLineError("bad_field", _("`%(field)s` must be a string.") % {"field": "id"})
    for field in _TEXT_FIELDS:
        if not isinstance(row.get(field), str | None):
            raise _BadLineError("bad_field", _("`%(field)s` must be a string.") % {"field": field}, identity)
    if not (row.get("title") or "").strip() and not (row.get("text") or "").strip():
        raise _BadLineError("missing_text", _("`title` and `text` are both empty."), identity)
    return row


def _identity(identity: object) -> object:
    """Half a surrogate pair is legal in JSON but cannot be written as UTF-8."""
    return _SURROGATES.sub("\ufffd", identity) if isinstance(identity, str) else identity


def _fields(line: _Judged, placed: Placed, judged: Sequence[_Judged], profiles: Sequence[str]) -> dict[str, Any]:
    found, verification, belonging = line.entry.assessment, placed.verification, placed.belonging
    return {
        "id": line.identity,
        "lang": found.lang,
        "kind": found.kind,
        "places": {profile: _place(found.places[profile]) for profile in profiles if profile in found.places},
        "topics": {topic: _topic(score) for topic, score in found.topics.items()},
        "tone": {"label": found.tone.label, "score": found.tone.score, "evidence": list(found.tone.evidence)},
        "role": {"label": found.role.label, "score": found.role.score, "evidence": list(found.role.evidence)},
        "verification": {
            "band": verification.band,
            "score": verification.score,
            "signals": [
                {"kind": signal.kind, "weight": signal.weight, "evidence": signal.evidence, "against": signal.against}
                for signal in verification.signals
            ],
        },
        "foreign": found.foreign,
        "needs_reader": found.needs_reader,
        "story": {
            "first": judged[belonging.story].identity,
            "relation": belonging.relation,
            "like": None if belonging.like is None else judged[belonging.like].identity,
            "articles": placed.articles,
            "newsrooms": placed.newsrooms,
        },
    }


def _place(relevance: Relevance) -> dict[str, Any]:
    return {
        "relevant": relevance.relevant,
        "grade": relevance.grade,
        "score": relevance.score,
        "localities": list(relevance.localities),
        "matches": [_match(match) for match in relevance.matches],
    }


def _match(match: PlaceMatch) -> dict[str, Any]:
    span = {"field": match.field, "start": match.start, "end": match.end}
    return {"place": match.place, "text": match.text, **span, "why": match.why}


def _topic(score: TopicScore) -> dict[str, Any]:
    return {"on": score.on, "score": score.score, "sub": list(score.sub), "evidence": list(score.evidence)}
