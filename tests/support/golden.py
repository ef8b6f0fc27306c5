"""The documents held as golden files: a rich and an empty month, and a draft in English."""

from alerts.documents import charts, html, text
from alerts.documents.overview import CHARTS
from support import digests, factories


def documents() -> dict[str, str]:
    """Name of the golden file to its content."""
    office = factories.office(contact="Phòng Quản lý báo chí, điện thoại 0276 000 0000")
    cases = (
        ("rich-vi", digests.rich(), "vi"),
        ("empty-vi", digests.empty(), "vi"),
        ("draft-en", digests.rich(draft=True), "en"),
    )
    made = {}
    for name, digest, lang in cases:
        pictures = {chart: charts.content_id(digest, chart) for chart in CHARTS}
        made[f"{name}.html"] = html.render(digest, office, lang, pictures=pictures)
        made[f"{name}.txt"] = text.render(digest, office, lang)
    return made
