"""Briefs: an organisation, a member or an event on one sheet of paper, as on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from apps.core.dates import language_or_active
from apps.core.filters import Moment
from apps.core.languages import language_name
from apps.core.markup import plain_text
from apps.core.names import call_as_on
from apps.core.translations import other_language, translation
from apps.documents.choices import DocumentKind
from apps.documents.models import Document, Party
from apps.events.choices import Role
from apps.events.models import Event, Participation
from apps.members.choices import PLURALS, MembershipStatus
from apps.members.models import Membership
from apps.organizations.choices import Level
from apps.organizations.models import Body, Organization, OrganizationLink
from apps.people.models import Post, Tenure
from apps.people.tenures import PostLine, lines_of
from apps.reference.models import Country
from apps.sources.models import Citation

from .delegations import ORDERS, in_order
from .sheets import Block, Entry, Fact, Sheet

WITH_YEARS = 70  # so many members have the year since when beside their names; more are only named
MOST = 12  # documents, posts, events: more never fit
# How those of one role are headed.
ROLES = {
    Role.HOST: pgettext_lazy("role", "Hosts"),
    Role.ORGANIZER: pgettext_lazy("role", "Organisers"),
    Role.CHAIR: pgettext_lazy("role", "Chairs"),
    Role.VISITOR: pgettext_lazy("role", "Visitors"),
    Role.APPLICANT: pgettext_lazy("role", "Applicants"),
    Role.SIGNATORY: pgettext_lazy("role", "Signatories"),
    Role.HEAD_OF_DELEGATION: pgettext_lazy("role", "Heads of delegation"),
    Role.SPEAKER: pgettext_lazy("role", "Speakers"),
    Role.PARTICIPANT: pgettext_lazy("role", "Participants"),
}
FOUNDING = (DocumentKind.TREATY, DocumentKind.CHARTER, DocumentKind.AGREEMENT)


@dataclass(frozen=True, slots=True)
class Brief:
    """The sheet, and how many sources stand behind what it says."""

    sheet: Sheet
    sources: int


def _sources_behind(records: Iterable[models.Model]) -> int:
    return Citation.objects.of_records(records).values("source").distinct().count()


def _entry(record: models.Model, before: str = "", after: str = "", **marks: Any) -> Entry:
    """Return a line about a record that has a page; a name in the other language carries its `lang`."""
    name = translation(record, "name")
    return Entry(
        name.text,
        before,
        after,
        record.get_absolute_url(),
        name.language if name.is_fallback else "",
        is_possible=getattr(record, "is_possible", False),
        **marks,
    )


def _joined(*parts: Any) -> str:
    return ", ".join(str(part) for part in parts if part)


def _sheet(record: models.Model, facts: Sequence[Fact], bands: list[list[Block]]) -> Sheet:
    """Return the sheet of a record, filled."""
    title, other = translation(record, "name"), translation(record, "name", other_language(), fallback=False)
    summary, text = translation(record, "summary"), translation(record, "description")
    return Sheet(
        title.text,
        other.text if other.text != title.text else "",
        plain_text(summary.text),
        summary.language if summary.is_fallback else "",
        [fact for fact in facts if fact.words],
        bands,
        plain_text(text.text),
        text.language if text.is_fallback else "",
    ).fill()


def _spoken(date: Any) -> str:
    return date.spoken() if date else ""


# ---- an organisation ----


def brief_of_organization(organization: Organization, moment: Moment, order: str) -> Brief:
    day, today = moment.day, moment.today
    members = list(Membership.objects.of_organization(organization).for_page(day, today))
    bodies = _by_level(Body.objects.filter(organization=organization).for_tree().current_or_on(day, today))
    posts = lines_of(Post.objects.filter(organization=organization).for_page(day, today), moment)
    posts = [line for line in posts if line.holders or line.post.is_leading]
    events = Event.objects.published().filter(organizations=organization).select_related("city")
    documents = list(_founding_first(Document.objects.published().filter(organizations=organization), moment))
    held = [tenure for line in posts for tenure in line.holders]
    call_as_on(day, [*(row.member for row in members), *bodies, *(tenure.person for tenure in held)])
    sheet = _sheet(
        organization,
        _facts_of_organization(organization, members, moment),
        [
            *([block] for block in _members_by_status(members, order)),
            [Block("posts", _("Posts and their holders"), [_post(line) for line in posts], 2, 4)],
            [Block("bodies", _("Bodies"), [_body(body) for body in bodies], 2, 4)],
            [
                Block("events", _("Events"), _last_and_next(events, moment.effective, 1)),
                Block("documents", _("Key documents"), [_document(document) for document in documents], least=3),
            ],
        ],
    )
    return Brief(sheet, _sources_behind([organization, *members, *held, *documents]))


def _facts_of_organization(organization: Organization, members: Sequence[Membership], moment: Moment) -> list[Fact]:
    founded = _spoken(organization.start) or _("not known")
    ended = ""
    if organization.has_ended:
        ended = _spoken(organization.end) or _("on an unknown day")
    seat = organization.seat
    languages = ", ".join(language_name(code) for code in organization.official_languages.split())
    full = sum(membership.is_full and not membership.is_possible for membership in members)
    links = [link.seen_from(organization) for link in OrganizationLink.objects.published().touching(organization)]
    return [
        Fact(_("Founded"), founded),
        Fact(_("Dissolved"), ended),
        Fact(_("Kind"), organization.get_kind_display()),
        Fact(_("Seat"), _joined(seat, seat and seat.country)),
        Fact(_("Full members"), full or ""),
        Fact(_("Official languages"), languages),
        Fact(_("Website"), organization.website, organization.website),
        *(Fact(capfirst(label), other, other.get_absolute_url()) for label, other in links[:3]),
    ]


def _by_level(bodies: Iterable[Body]) -> list[Body]:
    """Put those first in which the highest sit; those of no known level come last, in the order of the structure."""
    levels = {level: place for place, level in enumerate(Level.values)}
    return sorted(bodies, key=lambda body: levels.get(body.level, len(levels)))


def _body(body: Body) -> Entry:
    decides = body.get_decides_by_display() if body.decides_by != "not_applicable" else ""
    return _entry(body, after=_joined(body.get_level_display() or body.get_kind_display(), decides))


def _post(line: PostLine) -> Entry:
    post = translation(line.post, "name").text
    if not line.holders:
        return Entry(_("vacant") if line.is_vacant else _("no holder is recorded"), f"{post}:")
    first = line.holders[0]
    others = _joined(*(holder.person for holder in line.holders[1:]))
    acting = pgettext("tenure", "acting") if first.acting else ""
    since = first.span.years() if len(line.holders) == 1 else ""
    return _entry(first.person, f"{post}:", _joined(others, acting, since))


def _members_by_status(memberships: Sequence[Membership], order: str) -> list[Block]:
    page = language_or_active(None)
    with_years = len(memberships) <= WITH_YEARS
    blocks = []
    for status in MembershipStatus:
        rows = [membership for membership in memberships if membership.status == status]
        entries = [
            Entry(
                name,
                after=row.start.short() if with_years and row.start else "",
                url=row.country.get_absolute_url() if row.country_id else row.member_organization.get_absolute_url(),
                language=language if language != page else "",
                is_possible=row.is_possible,
            )
            for row, name, language in in_order(rows, order, lambda membership: membership.member)
        ]
        note = ORDERS[order] if not blocks else ""
        if entries:
            columns = 5 if len(entries) > 8 else 3
            blocks.append(Block(f"members-{status}", PLURALS[status], entries, columns, 5, note, counts=True))
    return blocks


def _last_and_next(events: QuerySet, day: Any, most: int) -> list[Entry]:
    """Return the next events of some, then the last, as on a day."""
    entries = []
    for rows, first, then in (
        (events.next_after(day), _("Next:"), _("Then:")),
        (events.last_until(day), _("Last:"), _("Before that:")),
    ):
        for place, event in enumerate(rows[:most]):
            entries.append(_entry(event, then if place else first, _joined(event.span.spoken(), event.where)))
    return entries


def _founding_first(documents: QuerySet, moment: Moment) -> QuerySet:
    """Return the documents that there were by the day: treaties, charters and agreements before all others."""
    weight = Case(
        *(When(kind=kind, then=Value(place)) for place, kind in enumerate(FOUNDING)), default=Value(len(FOUNDING))
    )
    return documents.until(moment.effective).order_by(weight, "-signed_from", "-pk")[:MOST]


def _document(document: Document) -> Entry:
    return _entry(document, after=_joined(document.get_kind_display(), _spoken(document.signed)))


# ---- a member ----


def brief_of_member(member: Country | Organization, moment: Moment) -> Brief:
    day, today = moment.day, moment.today
    is_country = isinstance(member, Country)
    memberships = list(Membership.objects.of_member(member).for_page(day, today))
    tenures = list(_tenures_of(member).current_or_on(day, today).order_by("post__position", "possible_from", "pk"))
    places = [one for row in memberships for one in (row.organization, row.body)]
    posts = [one for row in tenures for one in (row.person, row.post.organization, row.post.country)]
    call_as_on(day, [*places, *posts])
    events = _events_of(member)
    parties = [party for party in _parties_of(member) if _is_in_force(party, moment)]
    facts = [
        Fact(_("Memberships"), len(memberships)),
        Fact(_("Organisations"), len({membership.organization_id for membership in memberships})),
    ]
    if is_country:
        codes = _joined(member.iso2, member.iso3, member.iso_num)
        existence = member.span.spoken() if member.start or member.end else ""
        facts = [
            Fact(_("Region"), member.get_region_display()),
            Fact(_("ISO codes"), codes),
            Fact(_("Existence"), existence),
            *facts,
        ]
    sheet = _sheet(
        member,
        facts,
        [
            [
                Block(
                    "memberships",
                    _("Memberships"),
                    [_membership(row) for row in memberships],
                    2,
                    6,
                    _("In brackets: the status, and the day on which it began"),
                    counts=True,
                )
            ],
            [
                Block("posts", _("Posts held by its people"), [_tenure(tenure) for tenure in tenures], least=4),
                Block("events", _("Events"), _last_and_next(events, moment.effective, 3), least=2),
            ],
            [
                Block(
                    "documents",
                    _("Documents in force"),
                    [_party(party) for party in parties],
                    2,
                    4,
                    _("In brackets: as what it is bound, and the day on which that began"),
                    counts=True,
                )
            ],
        ],
    )
    documents = [party.document for party in parties]
    return Brief(sheet, _sources_behind([member, *memberships, *tenures, *documents]))


def _membership(row: Membership) -> Entry:
    since = row.start.spoken() if row.start else _("not known")
    place = row.body or row.organization
    name = translation(place, "name")
    return Entry(
        name.text,
        row.organization.short_name,
        _joined(row.get_status_display(), since),
        place.get_absolute_url(),
        name.language if name.is_fallback else "",
        row.is_possible,
    )


def _tenures_of(member: Country | Organization) -> QuerySet:
    """Return the tenures of a country's people and in its own posts; of an organisation, those in its posts."""
    where = Q(post__organization=member)
    if isinstance(member, Country):
        where = Q(person__nationality=member) | Q(post__country=member)
    return Tenure.objects.published().filter(where).select_related("person", "post__organization", "post__country")


def _tenure(tenure: Tenure) -> Entry:
    post, place = tenure.post, tenure.post.organization or tenure.post.country
    where = place.short_name if post.organization_id else translation(place, "name").text
    after = _joined(translation(post, "name").text, where, tenure.span.years())
    return _entry(tenure.person, after=after)


def _events_of(member: Country | Organization) -> QuerySet:
    took_part = Q(pk__in=Participation.objects.published().filter(_same(member)).values("event"))
    if isinstance(member, Country):
        people = Participation.objects.published().filter(person__nationality=member)
        took_part |= Q(pk__in=people.values("event"))
    else:
        took_part |= Q(organizations=member)
    return Event.objects.published().filter(took_part).select_related("city").distinct()


def _same(member: Country | Organization) -> Q:
    return Q(country=member) if isinstance(member, Country) else Q(organization=member)


def _parties_of(member: Country | Organization) -> QuerySet:
    rows = Party.objects.published().filter(_same(member)).select_related("document")
    return rows.order_by("-document__signed_from", "-pk")


def _is_in_force(party: Party, moment: Moment) -> bool:
    """Say whether the document binds the party on the day: its own dates stand before those of the document."""
    start = party.in_force or party.document.in_force
    end = party.ended or party.document.ended
    return bool(start) and start.latest <= moment.effective and not (end and end.earliest <= moment.effective)


def _party(party: Party) -> Entry:
    start = (party.in_force or party.document.in_force).spoken()
    return _entry(party.document, after=_joined(party.get_status_display(), start))


# ---- an event ----


def brief_of_event(event: Event, moment: Moment, order: str) -> Brief:
    rows = list(event.participations.published().select_related("country", "organization", "person__nationality"))
    call_as_on(event.start.earliest if event.start else None, (row.participant for row in rows))
    parts = list(event.parts.published().select_related("city").order_by("possible_from", "pk"))
    documents = list(event.documents.published().latest_first()[:MOST])
    sheet = _sheet(
        event,
        _facts_of_event(event),
        [
            *([block] for block in _casts(rows, order)),
            [Block("parts", _("Programme"), [_part(part, moment) for part in parts], least=4)],
            [Block("documents", _("Documents"), [_document(document) for document in documents], least=3)],
        ],
    )
    return Brief(sheet, _sources_behind([event, *documents]))


def _facts_of_event(event: Event) -> list[Fact]:
    where = event.where
    if event.city_id and event.city.country and not translation(event, "place"):
        where = _joined(event.city, event.city.country)
    bodies = event.bodies.published().without_tree_fields().select_related("organization")
    series = ""
    if event.series_id and event.series.is_published:
        series = _joined(event.series, _("No. %(number)s") % {"number": event.number} if event.number else "")
    status = event.get_status_display() if event.status != "held" else ""
    return [
        Fact(_("When"), event.span.spoken()),
        Fact(_("Where"), where),
        Fact(_("Kind"), _joined(event.get_kind_display(), status)),
        Fact(_("Organisations"), _joined(*event.organizations.published())),
        Fact(_("Bodies"), _joined(*bodies)),
        Fact(_("Series"), series),
        Fact(pgettext("event", "Part of"), event.parent if event.parent_id and event.parent.is_published else ""),
    ]


def _casts(rows: Sequence[Participation], order: str) -> list[Block]:
    page = language_or_active(None)
    blocks = []
    for role in Role:
        entries = [
            Entry(
                name,
                after=translation(row, "title").text,
                url=row.participant.get_absolute_url(),
                language=language if language != page else "",
            )
            for row, name, language in in_order((r for r in rows if r.role == role), order, lambda r: r.participant)
        ]
        if entries:
            columns = 1 if len(entries) == 1 else 2 if any(entry.after for entry in entries) else 4
            many = len(entries) > 1
            note = ORDERS[order] if many and not any(block.note for block in blocks) else ""
            title = ROLES[role] if many else capfirst(role.label)
            blocks.append(Block(f"role-{role}", title, entries, columns, 4, note, counts=many))
    return blocks


def _part(part: Event, moment: Moment) -> Entry:
    on_the_day = bool(moment.day) and part.span.holds(moment.day, moment.today) is not None
    return _entry(part, part.span.spoken(), _joined(part.get_kind_display(), part.where), is_marked=on_the_day)
