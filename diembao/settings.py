"""Turns the checked workspace into the frozen records the rooms work with. Pure conversion, nothing is decided here."""

from collections.abc import Iterable

from config import alerting, clocks, fields, models, service
from config.load import Workspace, load_shipped
from core import press, settings
from core.clocks import ClockRule
from core.outlook import Occasion
from core.periods import Windows

_MEGABYTE = 1024 * 1024


def build(workspace: Workspace) -> settings.Settings:
    """Return the settings of a workspace."""
    main, outlets = workspace.main, [(outlet, _outlet(outlet)) for outlet in workspace.sources.outlets]
    return settings.Settings(
        workspace=str(workspace.folder),
        language=main.language,
        database_url=workspace.database_url,
        version=workspace.version,
        profiles=_profiles(workspace),
        outlets=tuple(outlet for _model, outlet in outlets),
        sources=tuple(_source(source, model, outlet) for model, outlet in outlets for source in model.sources),
        topics=tuple(_topic(topic) for topic in workspace.topics.topics),
        rules=tuple(_rule(rule) for rule in workspace.alerts.rules),
        departments=tuple(_department(department) for department in workspace.alerts.departments),
        digests=_digests(main.schedule),
        office=_office(main.office),
        mail=settings.Mail(**main.mail.model_dump(), password=workspace.mail_password.get_secret_value()),
        network=_network(main.network),
        calendar=_calendar(workspace.calendar),
        seen_days=main.retention.seen_days,
        tick=main.schedule.tick,
        health=main.schedule.health,
        recheck=main.schedule.recheck,
        sending=_sending(workspace.alerts.sending),
        clocks=_clocks(workspace),
        remind_before=workspace.alerts.clocks.remind_days_before,
        remind_after=workspace.alerts.clocks.remind_days_after,
        tasks=tuple(
            settings.PlanTask(task.id, task.profile or main.profiles[0], task.name, task.lead, task.due)
            for task in workspace.directory.tasks
        ),
        bureaus=tuple(settings.Bureau(**_filled(one)) for one in workspace.directory.bureaus),
        spokespersons=tuple(settings.Spokesperson(**_filled(one)) for one in workspace.directory.spokespersons),
    )


def defaults(profile_ids: Iterable[str]) -> tuple[tuple[settings.Profile, ...], tuple[settings.Topic, ...]]:
    """Return shipped profiles and their topics, for judging without a workspace; raises UsageError.

    A topic that several profiles ship is taken from the first.
    """
    shipped = [load_shipped(profile) for profile in profile_ids]
    topics = [_topic(topic) for found in shipped for topic in found.topics.topics]
    first = {topic.id: topic for topic in reversed(topics)}
    order = dict.fromkeys(topic.id for topic in topics)
    return tuple(_profile(found.gazetteer) for found in shipped), tuple(first[topic] for topic in order)


def _profiles(workspace: Workspace) -> tuple[settings.Profile, ...]:
    gazetteers = {gazetteer.profile.id: gazetteer for gazetteer in workspace.gazetteers}
    followed, added = workspace.main.profiles, workspace.places.add
    return tuple(
        _profile(
            gazetteers[identity],
            tuple(place for place in added if (place.profile or followed[0]) == identity),
            workspace.places.exclude,
            workspace.places.thresholds.get(identity, settings.THRESHOLD),
        )
        for identity in followed
    )


def _profile(
    gazetteer: models.Gazetteer,
    added: tuple[models.Place, ...] = (),
    excluded: tuple[str, ...] = (),
    threshold: float = settings.THRESHOLD,
) -> settings.Profile:
    unit = gazetteer.profile
    places = tuple(
        settings.PlaceName(place.id, place.kind, place.names, place.ambiguous, place.locality)
        for place in (*gazetteer.places, *added)
    )
    exclusions = (*gazetteer.exclusions, *excluded)
    return settings.Profile(
        unit.id, unit.name, unit.title, places, exclusions, unit.home_outlets, unit.within, threshold
    )


def _outlet(outlet: models.Outlet) -> press.Outlet:
    return press.Outlet(
        outlet.id,
        outlet.name,
        outlet.domains,
        outlet.tier,
        outlet.kind,
        outlet.languages,
        outlet.sitemaps,
        outlet.host_gap,
    )


def _source(source: models.Source, model: models.Outlet, outlet: press.Outlet) -> press.Source:
    verified = source.verified or model.verified
    return press.Source(
        source.id,
        outlet,
        source.url,
        source.kind,
        source.pages,
        source.every,
        verified,
        source.links or "",
        source.pattern or "",
    )


def _terms(terms: Iterable[models.Term], weight: float, sub: str = "") -> tuple[settings.Term, ...]:
    return tuple(
        settings.Term(term.text, weight if term.weight is None else term.weight, sub, term.case) for term in terms
    )


def _topic(topic: models.Topic) -> settings.Topic:
    strong, weak = _terms(topic.strong, 1.0), _terms(topic.weak, 0.5)
    for name, sub in topic.sub.items():
        strong, weak = strong + _terms(sub.strong, 1.0, name), weak + _terms(sub.weak, 0.5, name)
    return settings.Topic(
        topic.id,
        _names(topic.name),
        strong,
        weak,
        _terms(topic.context, 0.0),
        topic.exclude,
        topic.threshold,
        topic.needs_home,
        {name: _names(sub.name) for name, sub in topic.sub.items()},
        _terms(topic.against, 0.0),
        _terms(topic.always, 0.0),
        _terms(topic.never, 0.0),
    )


def _names(names: fields.Names) -> dict[str, str]:
    return {"vi": names.vi, "en": names.en or names.vi}


def _rule(rule: alerting.Rule) -> settings.AlertRule:
    when, burst = rule.when, rule.when.burst
    return settings.AlertRule(
        id=rule.id,
        name=rule.name,
        severity=rule.severity,
        departments=rule.departments,
        ask=rule.ask,
        fresh_hours=rule.fresh_hours,
        newsrooms=when.newsrooms or 0,
        burst=settings.Burst(**burst.model_dump()) if burst else None,
        **when.model_dump(exclude={"newsrooms", "burst"}),
    )


def _sending(plan: alerting.SendingPlan) -> settings.Sending:
    quiet = plan.quiet_hours
    return settings.Sending(
        quiet=settings.QuietHours(**quiet.model_dump()) if quiet else None,
        cooldown=plan.cooldown_hours,
        cap=plan.cap_per_hour or 0,
        escalation=tuple(settings.Escalation(**step.model_dump()) for step in plan.escalation),
    )


def _department(department: alerting.Department) -> settings.Department:
    recipients = tuple(settings.Recipient(**recipient.model_dump()) for recipient in department.recipients)
    former = tuple((one.name, one.valid_to) for one in department.former)
    return settings.Department(department.id, department.name, recipients, former)


def _filled(contact: models.Bureau | models.Spokesperson) -> dict[str, str]:
    """Return the fields of a contact, empty where nothing is written."""
    return {name: value or "" for name, value in contact.model_dump().items()}


def _office(office: service.Office) -> settings.Office:
    changes = (change.model_dump(exclude_unset=True) for change in office.changes)
    return settings.Office(
        **office.model_dump(exclude={"changes"}),
        changes=tuple((fields.pop("valid_from"), fields) for fields in changes),
    )


def _clocks(workspace: Workspace) -> tuple[ClockRule, ...]:
    own = workspace.alerts.clocks
    return tuple(_clock(rule) for rule in (*workspace.clocks, *own.add) if rule.id not in own.off)


def _clock(rule: clocks.ClockRule) -> ClockRule:
    return ClockRule(
        id=rule.id,
        actor=rule.actor,
        duty=_names(rule.duty),
        unit=rule.unit,
        valid_from=rule.valid_from,
        source=rule.source,
        value=rule.value,
        before=_month_and_day(rule.before) if rule.before else None,
        starts=rule.starts,
        starts_on=rule.starts_on,
        valid_to=rule.valid_to,
        verified=rule.verified,
        replaces=rule.replaces or "",
    )


def _digests(schedule: service.Schedule) -> tuple[settings.DigestPlan, ...]:
    approvers = schedule.approvers if schedule.approval == "required" else ()
    windows = Windows(_month_and_day(schedule.half_year_ends), _month_and_day(schedule.year_ends))
    return tuple(
        settings.DigestPlan(profile, departments, schedule.freeze_hour, schedule.periods, windows, approvers)
        for profile, departments in schedule.digests.items()
    )


def _calendar(calendar: models.Calendar) -> settings.WorkingCalendar:
    yearly = (Occasion(one.name, one.month, one.day, days=one.days) for one in calendar.anniversaries)
    once = (
        Occasion(one.name, one.day.month, one.day.day, one.day.year, ((one.until or one.day) - one.day).days + 1)
        for one in calendar.events
    )
    return settings.WorkingCalendar(calendar.days_off, calendar.working_days, (*yearly, *once))


def _month_and_day(text: str) -> tuple[int, int]:
    month, day = map(int, text.split("-"))
    return month, day


def _network(network: service.Network) -> settings.Network:
    return settings.Network(
        contact=network.contact,
        allow=network.allow,
        deadline=network.deadline,
        max_wire=network.max_wire_mb * _MEGABYTE,
        max_body=network.max_body_mb * _MEGABYTE,
        max_redirects=network.max_redirects,
        host_gap=network.host_gap,
        concurrency=network.concurrency,
        proxy=network.proxy,
    )
