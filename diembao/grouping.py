"""The stories of the last days in memory, in step with the database: what is rolled back was never taken in."""

from classifier.events import delivered
from classifier.stories import WINDOW, Belonging, Stories
from core.ports import UnitOfWork
from core.press import Article


class Grouping:
    """Finds the story of a new article among those that any process has stored."""

    def __init__(self) -> None:
        self._stories: Stories | None = None
        self._last = self._moves = 0

    def find(self, tx: UnitOfWork, article: Article) -> Belonging:
        """Return the story of an article just stored; one of its own when none fits."""
        if self._stories is None or self._moves != tx.stories.moves():
            self._stories, self._last, self._moves = Stories(delivered()), 0, tx.stories.moves()
        for known in tx.articles.after(self._last, article.moment - WINDOW):
            if known.id != article.id:
                self._stories.put(known.id, known.story_id, known.moment, known.title, known.text)
                self._last = max(self._last, known.id)
        if not self._stories.covers(article.moment):
            return _among_old(tx, article)
        return self._stories.find(article.id, article.moment, article.title, article.text)


def _among_old(tx: UnitOfWork, article: Article) -> Belonging:
    """Return the story of an article that comes late, as from an archive."""
    stories = Stories(delivered(), 2 * WINDOW)
    for known in reversed(tx.articles.recent(article.moment - WINDOW, article.moment + WINDOW)):
        if known.id != article.id:
            stories.put(known.id, known.story_id, known.moment, known.title, known.text)
    return stories.find(article.id, article.moment, article.title, article.text)
