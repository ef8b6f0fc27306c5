"""The digest as one mail-safe HTML page: tables, inline styles, nothing fetched, nothing run."""

import logging
from functools import cache
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from alerts.documents.outline import outline
from alerts.documents.wording import Wording, plain
from core.desk import Digest
from core.settings import Office

log = logging.getLogger(__name__)

PACKAGED = Path(__file__).parent / "templates"
TEMPLATE = "digest.html.jinja"


@cache
def _environment(folders: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def render(digest: Digest, office: Office, lang: str = "vi", templates: Path | None = None) -> str:
    """Return the digest as HTML. Files of `templates` replace ours of the same name.

    A faulty template of the office is reported to the log and ours is used: a digest must go out.
    """
    words = Wording(lang)
    facts = {
        "lang": lang,
        "_": words.gettext,
        "words": words,
        "digest": digest,
        "office": office,
        "document": outline(digest, words),
        "plain": plain,
    }
    if templates is not None:
        try:
            return _environment((templates, PACKAGED)).get_template(TEMPLATE).render(facts)
        except Exception:  # a template is a small program, and may fail in any way
            log.exception("a template in %s cannot be used", templates)
    return _environment((PACKAGED,)).get_template(TEMPLATE).render(facts)
