"""The digest as one mail-safe HTML page: tables, inline styles, nothing fetched, nothing run."""

import logging
from base64 import b64encode
from collections.abc import Mapping
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
NO_PICTURES: Mapping[str, str] = {}


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


def render(
    digest: Digest,
    office: Office,
    lang: str = "vi",
    templates: Path | None = None,
    pictures: Mapping[str, str] = NO_PICTURES,
) -> str:
    """Return the digest as HTML. Files of `templates` replace ours of the same name.

    `pictures` maps the id of each chart that was drawn to its Content-ID; without them the page is whole as well.
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
        "pictures": pictures,
    }
    if templates is not None:
        try:
            return _environment((templates, PACKAGED)).get_template(TEMPLATE).render(facts)
        except Exception:  # a template is a small program, and may fail in any way
            log.exception("a template in %s cannot be used", templates)
    return _environment((PACKAGED,)).get_template(TEMPLATE).render(facts)


def standing_alone(page: str, pictures: Mapping[str, bytes]) -> str:
    """Return a page with its pictures, given by Content-ID, inside: a file has no parts beside it as a mail has."""
    for content_id, png in pictures.items():
        page = page.replace(f'src="cid:{content_id}"', f'src="data:image/png;base64,{b64encode(png).decode()}"')
    return page
