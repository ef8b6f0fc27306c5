"""What no single value can show: names that must exist elsewhere, and ids that must stand only once.

The checks read the plain trees, so that a fault in one entry never hides those of the others. A file that could not
be read at all says nothing about what it would have named.
"""

from collections.abc import Iterable, Mapping

from config.documents import Document, Loc
from config.explain import nearest
from config.models import Gazetteer
from core.i18n import translator

_ = translator("config")

Documents = Mapping[str, Document]

_LISTS = (
    ("sources.yaml", "outlets"),
    ("topics.yaml", "topics"),
    ("alerts.yaml", "departments"),
    ("alerts.yaml", "rules"),
    ("directory.yaml", "tasks"),
)


def cross_check(
    documents: Documents, shipped: Iterable[str], gazetteers: Mapping[str, Gazetteer], clocks: Iterable[str]
) -> None:
    """Note in the documents every name that leads nowhere and every id used twice; `clocks` are the shipped ids."""
    _unique_ids(documents)
    _profiles(documents, tuple(shipped))
    _places(documents, gazetteers)
    _rules(documents, gazetteers)
    _escalation(documents)
    _schedule(documents)
    _bureaus(documents)
    _tasks(documents)
    _calendar(documents)
    _clocks(documents["alerts.yaml"], frozenset(clocks))


def _ids(document: Document, *loc: str | int) -> set[str]:
    return {row["id"] for _loc, row in document.rows(*loc) if isinstance(row.get("id"), str)}


def _once(document: Document, places: Iterable[tuple[Loc, object]]) -> None:
    first: dict[str, int] = {}
    for loc, value in places:
        if not isinstance(value, str):
            continue
        if value in first:
            message = _("`%(value)s` is used twice, first on line %(line)d.") % {"value": value, "line": first[value]}
            document.blame(loc, message, _("Give each its own, or remove one."))
        first.setdefault(value, document.line(loc))


def _unique_ids(documents: Documents) -> None:
    for file, key in _LISTS:
        document = documents[file]
        _once(document, [((*loc, "id"), row.get("id")) for loc, row in document.rows(key)])
    sources = documents["sources.yaml"]
    addresses = [row for outlet, _row in sources.rows("outlets") for row in sources.rows(*outlet, "sources")]
    for key in ("id", "url"):
        _once(sources, [((*loc, key), row.get(key)) for loc, row in addresses])


def _must_exist(document: Document, places: Iterable[tuple[Loc, str]], known: Iterable[str], message: str) -> None:
    names = set(known)
    for loc, word in places:
        if word not in names:
            document.blame(loc, message % {"name": word}, nearest(word, sorted(names)))


def _profiles(documents: Documents, shipped: tuple[str, ...]) -> None:
    main = documents["diembao.yaml"]
    followed = list(main.words("profiles"))
    _must_exist(main, followed, shipped, _("There is no profile `%(name)s`."))
    _once(main, followed)


def _followed(documents: Documents) -> list[str]:
    return [word for _loc, word in documents["diembao.yaml"].words("profiles")]


def _places(documents: Documents, gazetteers: Mapping[str, Gazetteer]) -> None:
    document, followed = documents["places.yaml"], _followed(documents)
    if not followed:
        return
    rows = list(document.rows("add"))
    own = _ids(document, "add")
    named = [((*loc, "profile"), row["profile"]) for loc, row in rows if isinstance(row.get("profile"), str)]
    _must_exist(document, named, followed, _("The profile `%(name)s` is not followed here."))
    tuned = document.tree.get("thresholds") if isinstance(document.tree, dict) else None
    keys = [(("thresholds", key), key) for key in tuned] if isinstance(tuned, dict) else []
    _must_exist(document, keys, followed, _("The profile `%(name)s` is not followed here."))
    seen: dict[tuple[str, str], int] = {}
    for loc, row in rows:
        profile = row.get("profile") or followed[0]
        gazetteer = gazetteers.get(profile) if isinstance(profile, str) else None
        if gazetteer is None or not isinstance(row.get("id"), str):
            continue
        shipped = {place.id for place in gazetteer.places}
        if row["id"] in shipped or (profile, row["id"]) in seen:
            message = _("The place `%(id)s` exists already.") % {"id": row["id"]}
            document.blame((*loc, "id"), message, _("Choose another id."))
        seen[profile, row["id"]] = document.line(loc)
        if isinstance(row.get("locality"), str):
            localities = [((*loc, "locality"), row["locality"])]
            today = {place.id for place in gazetteer.places if place.kind != "former_commune"}
            _must_exist(document, localities, today | own, _("There is no place `%(name)s`."))


def _rules(documents: Documents, gazetteers: Mapping[str, Gazetteer]) -> None:
    document, topics = documents["alerts.yaml"], documents["topics.yaml"]
    shipped = {place.id for gazetteer in gazetteers.values() for place in gazetteer.places}
    places = shipped | _ids(documents["places.yaml"], "add")
    subs = {str(sub) for loc, row in topics.rows("topics") if isinstance(row.get("sub"), dict) for sub in row["sub"]}
    for loc, _row in document.rows("rules"):
        _departments(documents, document, document.words(*loc, "departments"))
        if topics.whole and topics.tree:
            wanted = document.words(*loc, "when", "topics")
            _must_exist(document, wanted, _ids(topics, "topics"), _("There is no topic `%(name)s`."))
            _must_exist(document, document.words(*loc, "when", "subs"), subs, _("There is no sub-topic `%(name)s`."))
        for key in ("places", "localities") if gazetteers else ():
            _must_exist(document, document.words(*loc, "when", key), places, _("There is no place `%(name)s`."))


def _escalation(documents: Documents) -> None:
    document = documents["alerts.yaml"]
    for loc, _row in document.rows("sending", "escalation"):
        _departments(documents, document, document.words(*loc, "departments"))


def _departments(documents: Documents, document: Document, named: Iterable[tuple[Loc, str]]) -> None:
    alerts = documents["alerts.yaml"]
    if not alerts.whole or not alerts.tree:
        return
    known = _ids(alerts, "departments")
    silent = {row.get("id") for _loc, row in alerts.rows("departments") if not row.get("recipients")}
    for loc, word in named:
        _must_exist(document, [(loc, word)], known, _("There is no department `%(name)s`."))
        if word in silent:
            message = _("The department `%(name)s` has no recipient.") % {"name": word}
            document.blame(loc, message, _("Add its address under `recipients` in alerts.yaml."))


def _schedule(documents: Documents) -> None:
    main = documents["diembao.yaml"]
    plans = main.at("schedule", "digests")
    for profile in plans if isinstance(plans, dict) else ():
        loc = ("schedule", "digests", profile)
        _must_exist(main, [(loc, profile)], _followed(documents), _("The profile `%(name)s` is not followed here."))
        _departments(documents, main, main.words(*loc))
    _departments(documents, main, main.words("schedule", "health"))
    _departments(documents, main, main.words("schedule", "approvers"))


def _bureaus(documents: Documents) -> None:
    document, sources = documents["directory.yaml"], documents["sources.yaml"]
    if sources.whole and sources.tree:
        rows = document.rows("bureaus")
        named = [((*loc, "outlet"), row["outlet"]) for loc, row in rows if isinstance(row.get("outlet"), str)]
        _must_exist(document, named, _ids(sources, "outlets"), _("There is no outlet `%(name)s` in sources.yaml."))


def _tasks(documents: Documents) -> None:
    document, followed = documents["directory.yaml"], _followed(documents)
    if followed:
        rows = [(loc, row.get("profile")) for loc, row in document.rows("tasks")]
        named = [((*loc, "profile"), profile) for loc, profile in rows if isinstance(profile, str)]
        _must_exist(document, named, followed, _("The profile `%(name)s` is not followed here."))


def _calendar(documents: Documents) -> None:
    document = documents["calendar.yaml"]
    off, working = document.at("days_off"), document.at("working_days")
    for number, day in enumerate(working if isinstance(working, tuple) else ()):
        if isinstance(off, tuple) and day in off:
            message = _("%(day)s is both a day off and a working day.") % {"day": day}
            document.blame(("working_days", number), message, _("Keep it in one list."))


def _clocks(document: Document, shipped: frozenset[str]) -> None:
    off = list(document.words("clocks", "off"))
    _must_exist(document, off, shipped, _("There is no legal clock `%(name)s`."))
    _once(document, off)
    added = [((*loc, "id"), row.get("id")) for loc, row in document.rows("clocks", "add")]
    _once(document, added)
    own = {identity for _loc, identity in added if isinstance(identity, str)}
    rows = [(loc, row.get("replaces")) for loc, row in document.rows("clocks", "add")]
    named = [((*loc, "replaces"), word) for loc, word in rows if isinstance(word, str)]
    _must_exist(document, named, shipped | own, _("There is no legal clock `%(name)s`."))
    for loc, identity in added:
        if identity in shipped:
            message = _("The legal clock `%(id)s` exists already.") % {"id": identity}
            document.blame(loc, message, _("Choose another id; to replace a clock, also name the old one in `off`."))
