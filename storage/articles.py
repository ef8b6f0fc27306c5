"""Articles with their versions, assessments and stories."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVarTuple

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from core.desk import JudgedArticle, Timing
from core.judgement import TALLIED, Assessment, Relevance, Tally
from core.press import Article, Draft, Source
from core.versions import Change
from storage.columns import storable
from storage.tables import ArticleRow, AssessmentRow, RelevanceRow, SourceRow, TopicRow, VersionRow

Judged = Select[ArticleRow, Assessment]
_Columns = TypeVarTuple("_Columns")


def judged_articles() -> Judged:
    """Return the query for articles with their assessments."""
    return select(ArticleRow, AssessmentRow.found).join(AssessmentRow, AssessmentRow.article_id == ArticleRow.id)


def of_profile(query: Select[*_Columns], profile: str) -> Select[*_Columns]:
    """Return the query narrowed to articles that concern a profile in any grade."""
    return query.join(RelevanceRow, RelevanceRow.article_id == ArticleRow.id).where(
        RelevanceRow.profile == profile, RelevanceRow.grade != "none"
    )


def fetch(session: Session, query: Judged) -> list[JudgedArticle]:
    """Run a query of judged articles."""
    return [JudgedArticle(article(row), found) for row, found in session.execute(query)]


class SqlArticles:
    """`core.ports.ArticleStore` on one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, url: str) -> Article | None:
        """Return the article with this canonical URL."""
        row = self._session.scalar(select(ArticleRow).where(ArticleRow.url == url))
        return article(row) if row else None

    def add(
        self,
        source: Source,
        draft: Draft,
        excerpt: str,
        assessment: Assessment,
        first_seen: datetime,
        now: datetime,
        next_check: datetime | None = None,
    ) -> Article:
        """Store an article with its first version and its assessment; the article starts a story of its own."""
        row = ArticleRow(
            url=draft.url,
            outlet_id=source.outlet.id,
            outlet_name=source.outlet.name,
            outlet_tier=source.outlet.tier,
            source_id=source.id,
            title=draft.title,
            excerpt=excerpt,
            text=draft.text,
            published=draft.published,
            first_seen=first_seen,
            stored_at=now,
            origin=draft.origin,
            section=draft.section,
            next_check=next_check,
        )
        self._session.add(row)
        self._session.flush()
        row.story_id = row.id
        self._session.add(version(row.id, 1, "first", draft.title, draft.text, now))
        self._session.add_all(assessed(row.id, assessment, now))
        self._session.flush()
        self._session.refresh(row)
        return article(row)

    def recent(self, since: datetime, until: datetime, limit: int = 2000) -> list[Article]:
        """Return articles whose moment lies in [since, until], newest first, for grouping."""
        query = select(ArticleRow).where(ArticleRow.moment >= since, ArticleRow.moment <= until)
        newest = query.order_by(ArticleRow.moment.desc(), ArticleRow.id.desc()).limit(limit)
        return [article(row) for row in self._session.scalars(newest)]

    def after(self, article_id: int, since: datetime) -> list[Article]:
        """Return articles stored after another whose moment is at or after `since`, in order of storing."""
        query = select(ArticleRow).where(ArticleRow.id > article_id, ArticleRow.moment >= since)
        return [article(row) for row in self._session.scalars(query.order_by(ArticleRow.id))]

    def join(self, article_id: int, story_id: int) -> None:
        """Put an article into the story of another; raises KeyError when there is no such article."""
        statement = update(ArticleRow).where(ArticleRow.id == article_id).values(story_id=story_id)
        if not self._session.scalars(statement.returning(ArticleRow.id)).all():
            raise KeyError(article_id)

    def story(self, story_id: int) -> list[JudgedArticle]:
        """Return the articles of a story, earliest moment first."""
        query = judged_articles().where(ArticleRow.story_id == story_id)
        return fetch(self._session, query.order_by(ArticleRow.moment, ArticleRow.id))

    def between(self, profile: str, start: datetime, end: datetime) -> list[JudgedArticle]:
        """Return articles of a profile (any grade but none) whose moment lies in [start, end), earliest first."""
        query = of_profile(judged_articles(), profile).where(ArticleRow.moment >= start, ArticleRow.moment < end)
        return fetch(self._session, query.order_by(ArticleRow.moment, ArticleRow.id))

    def count(self, profile: str, topics: Sequence[str], start: datetime, end: datetime) -> int:
        """Count articles about a profile, on any of the topics if there are some, with a moment in [start, end).

        Sport and tables are left out, as rules leave them out.
        """
        query = (
            select(func.count())
            .select_from(ArticleRow)
            .join(RelevanceRow, RelevanceRow.article_id == ArticleRow.id)
            .join(AssessmentRow, AssessmentRow.article_id == ArticleRow.id)
            .where(RelevanceRow.profile == profile, RelevanceRow.grade == "main")
            .where(AssessmentRow.kind.not_in(("sport", "table")))
            .where(ArticleRow.moment >= start, ArticleRow.moment < end)
        )
        if topics:
            query = query.where(ArticleRow.id.in_(select(TopicRow.article_id).where(TopicRow.topic.in_(topics))))
        return self._session.scalars(query).one()

    def get(self, article_id: int) -> JudgedArticle:
        """Return one article; raises KeyError."""
        found = fetch(self._session, judged_articles().where(ArticleRow.id == article_id))
        if not found:
            raise KeyError(article_id)
        return found[0]

    def unjudged(self, profile: str, limit: int) -> list[JudgedArticle]:
        """Return articles that were never judged for a profile, oldest first."""
        judged = select(RelevanceRow.article_id).where(RelevanceRow.profile == profile)
        query = judged_articles().where(ArticleRow.id.not_in(judged))
        return fetch(self._session, query.order_by(ArticleRow.id).limit(limit))

    def place(self, article_id: int, places: Mapping[str, Relevance]) -> None:
        """Add how far an article concerns further profiles; what was found for others stands."""
        row = self._session.get_one(AssessmentRow, article_id)
        new = {profile: found for profile, found in places.items() if profile not in row.found.places}
        row.found = replace(row.found, places={**row.found.places, **new})
        self._session.add_all(_relevance(article_id, profile, found) for profile, found in new.items())
        self._session.flush()

    def timings(self, since: datetime, until: datetime) -> list[Timing]:
        """Return when each article stored in [since, until) was published, seen, stored and judged, oldest first."""
        query = (
            select(
                ArticleRow.outlet_id,
                ArticleRow.outlet_name,
                ArticleRow.published,
                ArticleRow.first_seen,
                ArticleRow.stored_at,
                AssessmentRow.judged_at,
                SourceRow.first_success,
            )
            .join(AssessmentRow, AssessmentRow.article_id == ArticleRow.id)
            .join(SourceRow, SourceRow.id == ArticleRow.source_id)
            .where(ArticleRow.stored_at >= since, ArticleRow.stored_at < until)
            .order_by(ArticleRow.stored_at, ArticleRow.id)
        )
        return [Timing(*row) for row in self._session.execute(query)]

    def tally(self, start: datetime, end: datetime, profile: str | None = None) -> Tally:
        """Count the articles whose moment lies in [start, end); with a profile those of any grade but none."""
        ids = select(ArticleRow.id).where(ArticleRow.moment >= start, ArticleRow.moment < end)
        if profile is not None:
            ids = of_profile(ids, profile)
        columns = [getattr(AssessmentRow, name) for name in TALLIED]
        grouped = select(func.count(), *columns).where(AssessmentRow.article_id.in_(ids)).group_by(*columns)
        articles = 0
        fields: dict[str, Counter[str]] = {name: Counter() for name in TALLIED}
        for number, *values in self._session.execute(grouped):
            articles += number
            for name, value in zip(TALLIED, values, strict=True):
                fields[name][value] += number
        topics = select(TopicRow.topic, func.count()).where(TopicRow.article_id.in_(ids)).group_by(TopicRow.topic)
        return Tally(articles, fields, dict(iter(self._session.execute(topics))))  # a result itself is no plain pairs


def version(
    article_id: int, number: int, change: Change, title: str, text: str, now: datetime, evidence: str = ""
) -> VersionRow:
    """Return the row of a version."""
    fingerprint = hashlib.sha256(storable(f"{title}\n{text}").encode()).hexdigest()
    return VersionRow(
        article_id=article_id,
        number=number,
        hash=fingerprint,
        title=title,
        text=text,
        seen_at=now,
        change=change,
        evidence=evidence,
    )


def assessed(article_id: int, found: Assessment, now: datetime) -> Iterable[AssessmentRow | RelevanceRow | TopicRow]:
    """Return the rows of an assessment."""
    yield AssessmentRow(
        article_id=article_id,
        found=found,
        lang=found.lang,
        kind=found.kind,
        tone=found.tone.label,
        role=found.role.label,
        band=found.verification.band,
        model_version=found.model_version,
        config_version=found.config_version,
        judged_at=now,
    )
    for profile, relevance in found.places.items():
        yield _relevance(article_id, profile, relevance)
    for topic in found.topics_on:
        yield TopicRow(article_id=article_id, topic=topic)


def _relevance(article_id: int, profile: str, found: Relevance) -> RelevanceRow:
    return RelevanceRow(article_id=article_id, profile=profile, grade=found.grade, score=found.score)


def article(row: ArticleRow) -> Article:
    """Return the record of a row."""
    return Article(
        id=row.id,
        url=row.url,
        outlet_id=row.outlet_id,
        outlet_name=row.outlet_name,
        outlet_tier=row.outlet_tier,
        source_id=row.source_id,
        title=row.title,
        excerpt=row.excerpt,
        text=row.text,
        published=row.published,
        first_seen=row.first_seen,
        stored_at=row.stored_at,
        origin=row.origin,
        section=row.section,
        story_id=row.story_id or row.id,
        state=row.state,
    )
