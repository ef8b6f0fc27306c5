"""A profile that joins later judges what is stored already: no page is fetched for it."""

import logging

from diembao.rooms import Rooms

log = logging.getLogger(__name__)

AT_ONCE = 200  # articles of one transaction


def rejudge(rooms: Rooms) -> int:
    """Judge stored articles for every profile that never saw them and return how many concern one.

    No alert is raised: what is stored is no news, and the digests count it.
    """
    return sum(_for_profile(rooms, profile.id) for profile in rooms.settings.profiles)


def _for_profile(rooms: Rooms, profile: str) -> int:
    found = 0
    while not rooms.stop.wanted:
        with rooms.store.read() as tx:
            waiting = tx.articles.unjudged(profile, AT_ONCE)
        if not waiting:
            break
        judged = {
            one.article.id: rooms.judge.judge(one.article.title, one.article.text, outlet_id=one.article.outlet_id)
            for one in waiting
        }
        with rooms.store.begin() as tx:
            for article_id, assessment in judged.items():
                tx.articles.place(article_id, {profile: assessment.places[profile]})
        found += sum(assessment.grade(profile) != "none" for assessment in judged.values())
    if found:
        log.info("profile %s: %d stored articles concern it", profile, found)
    return found
