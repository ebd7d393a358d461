"""A fact that answers a query: the members on a day, the holder of a post, when it was founded, where its seat is.

Nothing here is guessed: the question is understood word by word (`questions`), the rows come from the verbs that the
pages use, published ones only, and what is only possible says so. What a query does not clearly ask has no answer.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override, pgettext

from apps.core.dates import spoken_day
from apps.core.names import call_as_on
from apps.core.translations import LANGUAGES
from apps.events.choices import EventKind, EventStatus
from apps.events.models import Event
from apps.events.querysets import CALLED_OFF
from apps.members.changes import changes_of
from apps.members.choices import FULL, PLURALS, MembershipStatus
from apps.members.models import Membership
from apps.people.choices import PostKind
from apps.people.models import Post, Tenure
from apps.reference.models import Country
from apps.sources.citations import Citations
from apps.sources.models import Source

from .analysis import Asked, words
from .questions import WHEN, WHERE, WHO, Period, Query, Question, names_in, says, ways_to_read

MOST_ROWS = 12  # so many names stand on the card; its link leads to all
MOST_EVENTS = 6
MOST_SOURCES = 3

# Words for kinds of facts, as anybody may write them: compared by their tokens.
MEMBERS = "мүше мүшелік member"
STATES = "мемлекет ел елдер толық state country nation full"
OBSERVERS = "бақылаушы байқаушы observer"
PARTNERS = "серіктес әріптес серіктестік әріптестік partner"
DIALOGUE = "диалог диалогтық сұхбат dialogue"
GROUPS = "ұйым халықаралық organization organisation international"
BELONGS = "кіреді кіретін кірген болады belong belonged"
PARTICIPATING = "қатысушы participating"
JOINED = "кірді кірген енді енген қосылды қосылған қабылданды қабылданған join joined accede acceded accession since"
LEFT = "шықты шыққан шығу left leave withdrew withdraw withdrawal"
FOUNDED = "құрылды құрылған құрылу құрылуы құрылтай негізі қаланды қаланған founded established created foundation"
DISSOLVED = "таратылды таратылған тарады тараған жабылды dissolved disbanded abolished ended"
SEATED = "штаб пәтері штабпәтер пәтер орналасқан орталығы headquarters headquarter hq seat based located"
NEXT = "келесі алдағы next upcoming coming"
LAST = "соңғы өткен last latest recent"
LEADERS = "басшы басшысы жетекші басқарады басқарды басқарған басқарып head leader chief leads led lead headed"
CHAIRS = "төраға төрайым төрағалық chair chairman chairwoman chairperson"

STATUSES: tuple[tuple[str, tuple[MembershipStatus, ...]], ...] = (
    (DIALOGUE, (MembershipStatus.DIALOGUE_PARTNER,)),
    (OBSERVERS, (MembershipStatus.OBSERVER,)),
    (PARTNERS, (MembershipStatus.PARTNER, MembershipStatus.DIALOGUE_PARTNER)),
    (f"{MEMBERS} {PARTICIPATING}", FULL),
    ("мемлекет ел елдер state country nation", FULL),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One of the things that answer: a record with its page, when it holds, and whether that is only possible."""

    record: Any
    url: str
    when: str = ""
    said: str = ""
    is_possible: bool = False
    flag: Country | None = None


@dataclass
class Answer:
    """The card above the results. `records` are what it rests on: their citations are its sources."""

    title: str
    url: str
    link: Any
    said: str = ""  # the answer in one sentence
    day: str = ""
    rows: list[Row] = field(default_factory=list)
    more: int = 0  # rows that stand only behind the link
    notes: list[str] = field(default_factory=list)
    notes_title: Any = ""
    records: Sequence[models.Model] = ()
    fields: frozenset[str] | None = None  # of the records, that the sources must support; None: any

    @cached_property
    def _citations(self) -> list[Any]:
        citations = Citations(self.records)
        found = [citation for record in self.records for citation in citations.of_record(record)]
        return [one for one in found if self.fields is None or one.field in self.fields]

    @property
    def sources(self) -> list[Source]:
        """The sources of most of what it says, at most so many."""
        counts: dict[int, int] = {}
        sources: dict[int, Source] = {}
        for citation in self._citations:
            if not citation.contradicts:
                counts[citation.source_id] = counts.get(citation.source_id, 0) + 1
                sources[citation.source_id] = citation.source
        return [sources[pk] for pk in sorted(counts, key=lambda pk: -counts[pk])[:MOST_SOURCES]]

    @property
    def is_disputed(self) -> bool:
        """True where a source says something else."""
        return any(citation.contradicts for citation in self._citations)


def answer(query: str, today: dt.date) -> Answer | None:
    """Return the fact that a query asks for; None where it asks for none, or not clearly."""
    queries = [read for read in map(Query, ways_to_read(query)) if read.is_clear and read.words]
    queries = [read for read in queries if len(read.words) + bool(read.date) > 1]
    for read, names in zip(queries, names_in(queries, ("organization", "country")), strict=True):
        period = Period.of(read.date, today)
        if names and period and (question := Question.of(read, names, period)):
            return next((found for way in WAYS if (found := way(question))), None)
    return None


# ---- the kinds of facts: each returns its answer, or None where something else is asked


def _membership(question: Question) -> Answer | None:
    """When did Poland join NATO; is it a member."""
    if len(question.organizations) + len(question.countries) != 2 or not question.organizations:
        return None
    if not question.only(MEMBERS, JOINED, LEFT, OBSERVERS, PARTNERS):
        return None
    if not (question.rest or question.asks(WHEN) or question.period.is_asked):
        return None
    rows = list(
        Membership.objects.published()
        .filter(_between(question))
        .select_related("organization", "body__organization", "country", "member_organization")
        .order_by(models.F("body").asc(nulls_first=True), "possible_from", "pk")
    )
    if not rows:
        return None  # that none is recorded does not say that there was none: another state may have held the seat
    organization, member = rows[0].organization, rows[0].member
    call_as_on(question.period.moment.day, [organization, member, *(row.body for row in rows)])
    held = [(row, question.period.holds(row.span)) for row in rows]
    if question.period.is_asked:
        held = [(row, certain) for row, certain in held if certain is not None]
    url = reverse("members:detail", args=[member.slug])
    return Answer(
        title=f"{_short(member)} – {organization.short_name}",
        url=url + question.period.query,
        link=_("All its memberships"),
        day=_as_on(question.period),
        said="" if held else _("No membership is recorded for this time."),
        rows=[
            Row(
                row.body or row.organization,
                (row.body or row.organization).get_absolute_url(),
                row.span.spoken(),
                row.get_status_display(),
                is_possible=question.period.is_asked and not certain,
            )
            for row, certain in held[:MOST_ROWS]
        ],
        more=max(0, len(held) - MOST_ROWS),
        records=[row for row, _certain in held],
    )


def _between(question: Question) -> models.Q:
    if question.countries:
        return models.Q(organization=question.organization, country=question.countries[0])
    first, second = question.organizations
    return models.Q(organization=first, member_organization=second) | models.Q(
        organization=second, member_organization=first
    )


def _members(question: Question) -> Answer | None:
    """Who were the members (observers, partners) of NATO in 1955."""
    if len(question.organizations) != 1 or question.countries or not question.rest:
        return None
    statuses = next((found for text, found in STATUSES if any(says(word, text) for word in question.rest)), None)
    if statuses is None or not question.only(MEMBERS, STATES, PARTICIPATING, OBSERVERS, PARTNERS, DIALOGUE):
        return None
    organization, period = question.organization, question.period
    of_it = Membership.objects.of_organization(organization).filter(status__in=statuses)
    rows = list(of_it.for_page(period.moment.day, period.today).by_name())
    if not rows and not of_it.published().exists():
        return None  # that none is recorded does not say that there were none
    call_as_on(period.moment.day, [organization, *(row.member for row in rows[:MOST_ROWS])])
    nobody = _("It did not exist on this day.") if period.holds(organization.span) is None else ""
    certain = sum(not row.is_possible for row in rows)
    counted = ngettext("%(count)s member", "%(count)s members", certain) % {"count": certain}
    return Answer(
        title=_titled(organization, PLURALS[statuses[0]]),
        url=reverse("members:of_organization", args=[organization.slug]) + period.query,
        link=_("All members, with dates and sources"),
        said=(counted if statuses == FULL else _("Number: %(count)s") % {"count": certain})
        if rows
        else nobody or _("No members are recorded for this time."),
        day=_as_on(period),
        rows=[
            Row(
                row.member,
                reverse("members:detail", args=[row.member.slug]) + period.query,
                row.span.years(),
                is_possible=row.is_possible,
                flag=row.country,
            )
            for row in rows[:MOST_ROWS]
        ],
        more=max(0, len(rows) - MOST_ROWS),
        notes=_changes(of_it, period),
        notes_title=gettext_lazy("Changes within this time"),
        records=rows,
    )


def _changes(memberships: Any, period: Period) -> list[str]:
    """Say what changed between the first and the last day of a year or month: the answer is that of the last."""
    if period.is_day:
        return []
    rows = memberships.published().between(period.first, period.last)
    return [change.label for change in changes_of(rows) if period.first < change.day <= period.last]


def _memberships(question: Question) -> Answer | None:
    """To what did Kazakhstan belong in 2000."""
    if question.organizations or len(question.countries) != 1:
        return None
    if not (question.asks(f"{MEMBERS} {GROUPS}") and question.only(MEMBERS, GROUPS, BELONGS, JOINED)):
        return None
    country, period = question.countries[0], question.period
    rows = list(
        Membership.objects.of_member(country)
        .filter(body__isnull=True)
        .for_page(period.moment.day, period.today)
        .order_by("possible_from", "pk")
    )
    call_as_on(period.moment.day, [country, *(row.organization for row in rows[:MOST_ROWS])])
    return Answer(
        title=_titled(country, _("Memberships")),
        url=reverse("members:detail", args=[country.slug]) + period.query,
        link=_("All its memberships"),
        said="" if rows else _("No membership is recorded for this time."),
        day=_as_on(period),
        rows=[
            Row(
                row.organization,
                row.organization.get_absolute_url() + period.query,
                row.span.years(),
                row.get_status_display(),
                row.is_possible,
            )
            for row in rows[:MOST_ROWS]
        ],
        more=max(0, len(rows) - MOST_ROWS),
        records=rows,
    )


def _founded(question: Question) -> Answer | None:
    """When was NATO founded, or dissolved."""
    if len(question.organizations) != 1 or question.countries or question.period.is_asked or not question.rest:
        return None
    if question.asks(WHO) or question.asks(WHERE):
        return None
    organization = question.organization
    if question.only(FOUNDED):
        label, said, name = _("Founded"), organization.start.spoken() if organization.start else "", "start"
    elif question.only(DISSOLVED):
        label, name = _("Dissolved"), "end"
        said = organization.end.spoken() if organization.end else ""
        if not organization.has_ended:
            said = _("It has not been dissolved.")
    else:
        return None
    return Answer(
        title=_titled(organization, label),
        url=organization.get_absolute_url(),
        link=_("All about the organisation"),
        said=said or _("The date is not known."),
        records=[organization],
        fields=frozenset((name, "")),
    )


def _seat(question: Question) -> Answer | None:
    """Where is the seat of NATO. Only today's is recorded: of another time there is no answer."""
    if len(question.organizations) != 1 or question.countries or question.period.is_asked:
        return None
    if question.asks(WHEN) or not question.only(SEATED) or not (question.rest or question.asks(WHERE)):
        return None
    organization, seat = question.organization, question.organization.seat
    if seat is not None and not seat.is_published:
        seat = None
    country = seat.country if seat and seat.country and seat.country.is_published else None
    return Answer(
        title=_titled(organization, _("Seat")),
        url=organization.get_absolute_url(),
        link=_("All about the organisation"),
        said=", ".join(str(place) for place in (seat, country) if place)
        or _("It has no fixed seat, or none is recorded."),
        records=[organization] if seat else [],
        fields=frozenset(("seat", "")),
    )


def _post(question: Question) -> Answer | None:
    """Who held a post of NATO, or of Kazakhstan, in 2006."""
    if len(question.organizations) + len(question.countries) != 1 or not question.rest:
        return None
    place: Any = [*question.organizations, *question.countries][0]
    key = "organization" if question.organizations else "country"
    post = _meant(list(Post.objects.filter(**{key: place}).with_tenures()), question.rest)
    if post is None:
        return None
    period = question.period
    call_as_on(period.moment.day, [place])
    held = [(one, certain) for one in post.shown_tenures if (certain := period.holds(one.span)) is not None]
    said = ""
    if not held:
        is_vacant = post.state(period.moment) == "vacant"
        said = _("vacant").capitalize() if is_vacant else _("No holder is recorded for this time.")
    if question.organizations:
        url = f"{reverse('people:of_organization', args=[place.slug])}{period.query}#post-{post.slug}"
    else:
        url = reverse("members:detail", args=[place.slug]) + period.query
    return Answer(
        title=_titled(place, post),
        url=url,
        link=_("All posts and their holders") if question.organizations else _("All about the country"),
        said=said,
        day=_as_on(period) if period.is_day else period.date.spoken(),
        rows=[
            Row(
                tenure.person,
                tenure.person.get_absolute_url(),
                tenure.span.spoken(),
                _acting(tenure),
                not certain,
                tenure.person.nationality,
            )
            for tenure, certain in reversed(held)
        ],
        records=[tenure for tenure, _certain in held],
    )


def _acting(tenure: Tenure) -> str:
    return str(Tenure._meta.get_field("acting").verbose_name) if tenure.acting else ""


def _meant(posts: list[Post], rest: list[Asked]) -> Post | None:
    """Return the post that the words name, in either language: all its words and no others, or else its kind."""
    exact = [post for post in posts if any(_is_named(rest, getattr(post, f"name_{code}")) for code in LANGUAGES)]
    if not exact and all(says(word, LEADERS) for word in rest):
        exact = [one for one in posts if one.kind in (PostKind.HEAD, PostKind.CHAIR, PostKind.HEAD_OF_STATE)]
    if not exact and all(says(word, CHAIRS) for word in rest):
        exact = [one for one in posts if one.kind == PostKind.CHAIR]
    return exact[0] if len(exact) == 1 else None


def _is_named(rest: list[Asked], name: str | None) -> bool:
    tokens = [word.token for word in words(name or "")]
    return bool(tokens) and (
        all(any(token in word.tokens for word in rest) for token in tokens)
        and all(not set(tokens).isdisjoint(word.tokens) for word in rest)
    )


@cache
def _event_words() -> dict[EventKind, str]:
    """The names of the kinds of events, in both languages."""
    found: dict[EventKind, list[str]] = {kind: [] for kind in EventKind if kind != EventKind.OTHER}
    for code in LANGUAGES:
        with override(code):
            for kind, names in found.items():
                names.append(str(kind.label))
    return {kind: " ".join(names) for kind, names in found.items()}


def _events(question: Question) -> Answer | None:
    """The next or the last summit of NATO, or its summits in 2008."""
    if len(question.organizations) != 1 or question.countries or not question.rest:
        return None
    kinds = _event_words()
    kind = next((kind for kind in kinds if any(says(word, kinds[kind]) for word in question.rest)), None)
    if kind is None or not question.only(kinds[kind], NEXT, LAST):
        return None
    organization, period = question.organization, question.period
    is_next, is_last = (any(says(word, text) for word in question.rest) for text in (NEXT, LAST))
    if is_next + is_last + period.is_asked != 1:
        return None
    events = Event.objects.published().filter(organizations=organization, kind=kind)
    query = {"organization": organization.slug, "kind": kind.value}
    if period.is_asked:
        found = events.exclude(status__in=CALLED_OFF).between(period.first, period.last).order_by("possible_from", "pk")
        if period.first.year == period.last.year:
            query["year"] = str(period.first.year)
    else:
        found = (events.next_after(period.today) if is_next else events.last_until(period.today))[:1]
    rows = list(found[: MOST_EVENTS + 1] if period.is_asked else found)
    label = pgettext("event", "next") if is_next else pgettext("event", "latest") if is_last else period.date.spoken()
    return Answer(
        title=_titled(organization, f"{kind.label} ({label})"),
        url=f"{reverse('events:list')}?{urlencode(query)}",
        link=_("All of these events"),
        said="" if rows else _("None is recorded."),
        rows=[
            Row(event, event.get_absolute_url(), event.span.spoken(), _state(event, period.today))
            for event in rows[:MOST_EVENTS]
        ],
        more=max(0, len(rows) - MOST_EVENTS),
        records=rows[:MOST_EVENTS],
    )


def _state(event: Event, today: dt.date) -> str:
    if event.is_unconfirmed(today):
        return _("announced, not confirmed")
    return "" if event.status == EventStatus.HELD else event.get_status_display()


WAYS: tuple[Callable[[Question], Answer | None], ...] = (
    _membership,
    _members,
    _memberships,
    _founded,
    _seat,
    _events,
    _post,
)


def _short(record: Any) -> str:
    return str(getattr(record, "short_name", record))


def _titled(record: Any, what: Any) -> str:
    """Name a fact: no ending on a name."""
    return f"{_short(record)}: {what}"


def _as_on(period: Period) -> str:
    return _("As on %(day)s") % {"day": spoken_day(period.last)} if period.is_asked else ""
