"""What pydantic found, said to a person who is no programmer: the line, what is wrong and how to mend it."""

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from config.documents import Document, Loc
from config.fields import Strict
from core.i18n import translator
from core.text import fold

_ = translator("config")

_SECRETS = ("password", "passwd", "pass", "smtp_password", "mat_khau", "matkhau", "secret", "token")
_SHOWN = 12  # names listed when none is near
_QUOTED = re.compile(r"'([^']*)'|(\d+)")


Model = TypeVar("Model", bound=Strict)


def validate(document: Document, model: type[Model]) -> Model | None:
    """Return the file as a model, or None with every fault noted in the document."""
    if not document.whole:
        return None
    try:
        return model.model_validate(document.tree)
    except ValidationError as error:
        for found in error.errors(include_url=False):
            if found["type"] == "too_short" and len(found["input"]) >= found["ctx"]["min_length"]:
                continue  # pydantic counts only the faultless items; the faulty ones are named one by one
            message, fix = _say(found, model)
            document.blame(tuple(found["loc"]), message, fix)
        return None


def nearest(word: str, known: Iterable[str]) -> str:
    """Return "Did you mean ...?" for a misspelt word, or what could stand there instead."""
    names = {fold(name): name for name in known}
    close = get_close_matches(fold(word), names, n=1)
    if close:
        return _("Did you mean `%(name)s`?") % {"name": names[close[0]]}
    shown = [*names.values()][:_SHOWN] + ["…"] * (len(names) > _SHOWN)
    return _("Known here: %(names)s.") % {"names": ", ".join(shown) or "–"}


def _say(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    loc, kind, limits = tuple(error["loc"]), error["type"], error.get("ctx", {})
    key = str(loc[-1]) if loc else ""
    if kind == "extra_forbidden":
        return _unknown_key(key, _model_at(model, loc[:-1]))
    if kind == "missing":
        return _("The key `%(key)s` is missing.") % {"key": key}, _("Add `%(key)s:` with a value.") % {"key": key}
    if kind == "fault":
        return str(limits["message"]), str(limits["fix"])
    if kind == "literal_error":
        known = [quoted or number for quoted, number in _QUOTED.findall(limits["expected"])]
        message = _("`%(value)s` is not a value known here.") % {"value": error["input"]}
        return message, nearest(str(error["input"]), known)
    if kind in _TYPES:
        return _wrong_type(_name(loc), kind, error["input"])
    if kind in _LIMITS:
        message, fix, name = _LIMITS[kind]()
        return message % {"key": _name(loc)}, fix % {"limit": limits[name]}
    return _("The value of `%(key)s` is wrong.") % {"key": _name(loc)}, str(error["msg"])


def _name(loc: Loc) -> str:
    return next((str(part) for part in reversed(loc) if isinstance(part, str) and part != "[key]"), _("the file"))


def _unknown_key(key: str, model: type[BaseModel] | None) -> tuple[str, str]:
    if fold(key).replace("-", "_").replace(" ", "_") in _SECRETS:
        names = "DIEMBAO_SMTP_PASSWORD, DIEMBAO_SMTP_PASSWORD_FILE"
        fix = _("Remove the line and put it into one of the environment variables %(names)s.") % {"names": names}
        return _("A password must not stand in a workspace file."), fix
    return _("The key `%(key)s` is not known.") % {"key": key}, nearest(key, model.model_fields if model else ())


def _model_at(model: Any, loc: Loc) -> type[BaseModel] | None:
    """Follow a place through lists and mappings to the model that describes it."""
    for part in loc:
        if isinstance(model, type) and issubclass(model, BaseModel):
            found = model.model_fields.get(str(part))
            model = found.annotation if found else None
        else:  # tuple[X, ...] and dict[str, X]: the model is the last argument that is a type
            model = next((argument for argument in reversed(get_args(model)) if argument is not Ellipsis), None)
        while get_args(model) and hasattr(model, "__metadata__"):
            model = get_args(model)[0]
    return model if isinstance(model, type) and issubclass(model, BaseModel) else None


_TYPES: dict[str, Callable[[], tuple[str, str]]] = {
    "string_type": lambda: (_("a text"), _('Put it between quotation marks, for example "2026".')),
    "int_type": lambda: (_("a whole number"), _("Write digits only, without quotation marks.")),
    "float_type": lambda: (_("a number"), _("Write digits with a decimal point, without quotation marks.")),
    "bool_type": lambda: (_("true or false"), _("Write true or false.")),
    "tuple_type": lambda: (_("a list"), _("Write [one, two], or each value on its own line after a hyphen.")),
    "dict_type": lambda: (_("a group of keys"), _("Write `key: value` lines, indented by two spaces.")),
    "model_type": lambda: (_("a group of keys"), _("Write `key: value` lines, indented by two spaces.")),
}

_LIMITS: dict[str, Callable[[], tuple[str, str, str]]] = {
    "greater_than_equal": lambda: (_("`%(key)s` is too small."), _("The least allowed is %(limit)s."), "ge"),
    "greater_than": lambda: (_("`%(key)s` is too small."), _("It must be more than %(limit)s."), "gt"),
    "less_than_equal": lambda: (_("`%(key)s` is too large."), _("The most allowed is %(limit)s."), "le"),
    "string_too_short": lambda: (_("`%(key)s` is empty."), _("Write at least %(limit)s character."), "min_length"),
    "string_too_long": lambda: (_("`%(key)s` is too long."), _("At most %(limit)s characters."), "max_length"),
    "too_short": lambda: (_("`%(key)s` is empty."), _("List at least %(limit)s."), "min_length"),
}


def _wrong_type(key: str, kind: str, value: object) -> tuple[str, str]:
    wanted, fix = _TYPES[kind]()
    if value is None:
        return _("`%(key)s` is empty.") % {"key": key}, fix
    return _("`%(key)s` must be %(wanted)s.") % {"key": key, "wanted": wanted}, fix
