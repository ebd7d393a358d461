import pytest
from django.utils import timezone

from apps.desk.models import Proposal
from apps.search import tracking
from tests import factories as f


@pytest.fixture
def world(db):
    """One of everything, published, tied together; the addresses of its pages follow from its slugs."""
    belgium = f.CountryFactory(slug="belgium", name_kk="Бельгия", name_en="Belgium", iso2="BE", flag="be")
    soviet = f.CountryFactory(slug="soviet-union", name_kk="Кеңес Одағы", name_en="Soviet Union", end="1991-12-26")
    soviet.successors.add(belgium)
    brussels = f.CityFactory(
        slug="brussels", name_kk="Брюссель", name_en="Brussels", country=belgium, latitude="50.85", longitude="4.35"
    )
    topic = f.TopicFactory(slug="non-proliferation", name_kk="Таратпау", name_en="Non-proliferation")
    nato = f.OrganizationFactory(
        slug="nato",
        name_kk="Солтүстік Атлантикалық шарт ұйымы",
        name_en="North Atlantic Treaty Organization",
        abbreviation_kk="НАТО",
        abbreviation_en="NATO",
        kind="military_political",
        seat=brussels,
        official_languages="en fr",
        website="https://www.nato.int",
        description_kk="**Әскери** одақ.",
        description_en="A *military* alliance.",
    )
    union = f.OrganizationFactory(slug="eu", name_kk="Еуропалық одақ", name_en="European Union")
    f.OrganizationLinkFactory(organization=union, target=nato, kind="observer_at")
    council = f.BodyFactory(organization=nato, slug="council", name_kk="Кеңес", name_en="Council")
    committee = f.BodyFactory(
        organization=nato, slug="committee", parent=council, kind="committee", end="2010-06", name_en="Committee"
    )
    membership = f.MembershipFactory(organization=nato, country=belgium, start="1949-04-04")
    membership.topics.add(topic)
    f.MembershipFactory(organization=nato, body=council, country=belgium, start="1949")
    f.MembershipFactory(organization=nato, country=None, member_organization=union, status="observer")
    person = f.PersonFactory(
        slug="paul-henri-spaak", name_kk="Поль-Анри Спаак", name_en="Paul-Henri Spaak", nationality=belgium
    )
    post = f.PostFactory(slug="nato-secretary-general", organization=nato, body=council)
    f.TenureFactory(post=post, person=person, start="1957-05-16", end="1961-04-21")
    series = f.SeriesFactory(slug="nato-summits")
    summit = f.EventFactory(
        slug="2008-bucharest-summit",
        name_kk="Бухарест саммиті",
        name_en="Bucharest summit",
        start="2008-04-02",
        end="2008-04-04",
        city=brussels,
        series=series,
        number=1,
        organizations=[nato],
    )
    summit.bodies.add(council)
    summit.topics.add(topic)
    f.EventFactory(slug="eapc-summit", parent=summit, series=series, number=2, start="2008-04-03")
    f.EventFactory(slug="a-visit", kind="visit", start="2008-04", organizations=[nato])
    f.ParticipationFactory(event=summit, person=person, title_kk="Бас хатшы", title_en="Secretary General")
    f.ParticipationFactory(event=summit, person=None, country=belgium, role="host")
    f.ParticipationFactory(event=summit, person=None, organization=union, role="participant")
    treaty = f.DocumentFactory(
        slug="washington-treaty",
        name_kk="Вашингтон шарты",
        name_en="Washington Treaty",
        organizations=[nato],
        in_force="1949-08-24",
        city=brussels,
    )
    treaty.events.add(summit)
    treaty.bodies.add(council)
    treaty.topics.add(topic)
    f.DocumentLinkFactory(document=treaty, title_kk="Мәтіні", title_en="Text", language="en")
    f.PartyFactory(document=treaty, country=belgium, signed="1949-04-04")
    term = f.TermFactory(
        slug="treaty",
        name_kk="шарт",
        name_en="treaty",
        definition_kk="Мемлекеттер арасындағы жазбаша келісім.",
        definition_en="A written agreement between states.",
        forms=[("kk", "deprecated", "келісімшарт"), ("ru", "preferred", "договор")],
    )
    source = f.SourceFactory(title_kk="Мақала", title_en="Article", language="kk")
    for record, field in (
        (nato, "start"),
        (membership, ""),
        (summit, "start"),
        (treaty, "signed"),
        (person, ""),
        (term, ""),
    ):
        f.CitationFactory(record=record, source=source, field=field, quote="1949 жылы 4 сәуірде")
    f.CitationFactory(record=nato, source=source, field="start", contradicts=True, stated_value="1946", position=1)
    for number, (state, name, to) in enumerate(
        (("open", "start", "1950"), ("accepted", "website", "https://nato.int"))
    ):
        Proposal.objects.create(
            record=nato,
            title="1",
            changes=[{"form": "", "verb": "change", "row": None, "at": 0, "fields": {name: {"from": "", "to": to}}}],
            source_url="https://www.nato.int/history",
            code=f"suggested{number}",
            state=state,
            decided_at=timezone.now() if number else None,
        )
    tracking.settle()  # as after a commit
    return {"nato": nato, "committee": committee, "belgium": belgium}


PAGES = (
    "",
    "about/",
    "changes/",
    "corrections/",
    "corrections/?state=returned",
    "corrections/suggested0/",
    "corrections/suggested1/",
    "changes/?kind=event&from=2026-01-01&to=yesterday",
    "search/",
    "search/?q=nato",
    "search/?q=nato+summit+nowhere",
    "search/?q=nato&kind=event&kind=body",
    "search/?q=natto",
    "search/?q=nato+musheleri+1955",
    "search/?q=nato+secretary+general+1958",
    "search/?q=the",
    "organizations/nato/brief/",
    "members/belgium/brief/",
    "events/2008-bucharest-summit/brief/?order=fr",
    "compare/",
    "compare/?organization=nato&organization=eu",
    "compare/?member=belgium&member=eu&on=2008-04-03",
    "compare/?organization=nato&then=1950-01-01",
    "compare/?organization=nato&organization=nowhere&on=yesterday",
    "organizations/",
    "organizations/nato/",
    "organizations/nato/structure/",
    "organizations/nato/members/",
    "organizations/nato/people/",
    "organizations/nato/events/",
    "organizations/nato/documents/",
    "organizations/nato/bodies/council/",
    "organizations/nato/bodies/council/members/",
    "organizations/nato/bodies/committee/",
    "matrix/",
    "matrix/?region=europe&organization=nato&on=1955-05-09",
    "members/",
    "members/belgium/",
    "members/soviet-union/",
    "members/eu/",
    "people/",
    "people/paul-henri-spaak/",
    "events/",
    "events/2008-bucharest-summit/",
    "events/calendar/2008/04/",
    "events/calendar/2008/04/?organization=nato&kind=summit",
    "events/year/2008/",
    "events/map/",
    "events/map/?kind=summit&on=2008-04-03",
    "events/timeline/",
    "events/timeline/?organization=nato&q=nothing",
    "documents/",
    "documents/washington-treaty/",
    "terms/",
    "terms/?status=deprecated&language=ru&q=шарт",
    "terms/treaty/",
)
