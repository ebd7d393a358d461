"""A draft, a proposal and an archived record appear in no public channel, count, facet or status code.

The channels are those of the URLconf: an address that has no case here fails the test.
"""

import re
from urllib.parse import quote

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import URLResolver, get_resolver, reverse
from django.utils import translation
from modeltranslation.fields import TranslationField

from apps.desk.models import Proposal
from apps.reference.models import Declension
from apps.search import tracking
from tests import factories as f
from tests.pages import conftest as pages

world = pages.world  # the fixture: one of everything, published
pytestmark = [pytest.mark.django_db, pytest.mark.once]

LANGUAGES = ("kk", "en")
STATES = ("draft", "review", "archived")
MARK = "Zqsecret"  # in every text of what is hidden
NEVER = "Zqabsent"  # in what never was; as long, so that nothing is cut elsewhere

OF_NATO, OF_COUNCIL = {"slug": "nato"}, {"slug": "nato", "body": "council"}
NO_RECORD = [{}]
SECRET = {
    name: [{"slug": f"secret-{name}-{state}"} for state in STATES]
    for name in ("organization", "country", "person", "event", "document", "term")
}
SECRET_BODY = [
    case
    for state in STATES
    for case in (
        {"slug": "nato", "body": f"secret-body-{state}"},
        {"slug": f"secret-organization-{state}", "body": "published-body"},
    )
]
SECRET_MEMBER = [*SECRET["country"], *SECRET["organization"]]

# Address (whatever the form) → what is public there, and what is hidden.
CASES = {
    "pages:home": (NO_RECORD, []),
    "pages:about": (NO_RECORD, []),
    "pages:style": (NO_RECORD, []),
    "pages:compare": (NO_RECORD, []),
    "pages:brief_of_organization": ([OF_NATO], SECRET["organization"]),
    "pages:brief_of_member": ([{"slug": "belgium"}, {"slug": "eu"}], SECRET_MEMBER),
    "pages:brief_of_event": ([{"slug": "2008-bucharest-summit"}], SECRET["event"]),
    "organizations:list": (NO_RECORD, []),
    "organizations:detail": ([OF_NATO, {"slug": "eu"}], SECRET["organization"]),
    "organizations:structure": ([OF_NATO], SECRET["organization"]),
    "organizations:body": ([OF_COUNCIL, {"slug": "nato", "body": "committee"}], SECRET_BODY),
    "members:matrix": (NO_RECORD, []),
    "members:list": (NO_RECORD, []),
    "members:detail": ([{"slug": "belgium"}, {"slug": "soviet-union"}, {"slug": "eu"}], SECRET_MEMBER),
    "members:timeline": ([{"slug": "belgium"}, {"slug": "eu"}], SECRET_MEMBER),
    "members:of_organization": ([OF_NATO], SECRET["organization"]),
    "members:map": ([OF_NATO], SECRET["organization"]),
    "members:number": ([OF_NATO], SECRET["organization"]),
    "members:of_body": ([OF_COUNCIL], SECRET_BODY),
    "members:body_map": ([OF_COUNCIL], SECRET_BODY),
    "members:body_number": ([OF_COUNCIL], SECRET_BODY),
    "people:list": (NO_RECORD, []),
    "people:detail": ([{"slug": "paul-henri-spaak"}], SECRET["person"]),
    "people:of_organization": ([OF_NATO], SECRET["organization"]),
    "events:list": (NO_RECORD, []),
    "events:detail": ([{"slug": "2008-bucharest-summit"}, {"slug": "eapc-summit"}], SECRET["event"]),
    "events:calendar": ([{"year": "2008", "month": "04"}], []),
    "events:calendar_now": (NO_RECORD, []),
    "events:year": ([{"year": "2008"}], []),
    "events:year_now": (NO_RECORD, []),
    "events:map": (NO_RECORD, []),
    "events:timeline": (NO_RECORD, []),
    "events:of_organization": ([OF_NATO], SECRET["organization"]),
    "events:timeline_of_organization": ([OF_NATO], SECRET["organization"]),
    "documents:list": (NO_RECORD, []),
    "documents:detail": ([{"slug": "washington-treaty"}], SECRET["document"]),
    "documents:file": ([{"slug": "washington-treaty"}], SECRET["document"]),
    "documents:of_organization": ([OF_NATO], SECRET["organization"]),
    "terms:list": (NO_RECORD, []),
    "terms:detail": ([{"slug": "treaty"}], SECRET["term"]),
    "search:results": (NO_RECORD, []),
    "search:suggestions": (NO_RECORD, []),
    "changes:list": (NO_RECORD, []),
    "changes:of_record": ([], []),  # by key: see below
    "corrections:list": (NO_RECORD, []),
    "corrections:new": ([], []),  # by key
    "corrections:of_record": ([], []),  # by key
    "corrections:detail": ([], []),  # by a code that nobody can guess: `test_corrections`
}
AT_THE_ROOT = ("sitemap.xml", "sitemap-kk.xml", "sitemap-en.xml", "robots.txt", "healthz", "readyz", "")
STAFF_ONLY = ("admin/", "accounts/", "i18n/")

# Every key of the vocabulary of filters, asked with the address of something hidden.
KEYS = {
    "organization": "organization", "body": "body", "member": "country", "person": "person", "event": "event",
    "topic": "topic", "city": "city", "series": "series", "status": "status", "kind": "kind",
}  # fmt: skip
QUERIES = (
    *(f"search/suggestions/?q={word}" for word in ("nato", "zqsecr", "belg")),
    "search/?q=zqsecret",
    "search/?q=zqsecre",
    "search/?q=members+of+zqsecret",
    "events/?on=2008-04-03",
    "members/?on=2008-04-03",
    "matrix/?on=1991-01-01",
    "people/?on=1960-01-01",
    "terms/?q=zqsecret",
    "organizations.csv?q=zqsecret",
    *(f"compare.{form}?organization=nato&organization=eu" for form in ("csv", "svg", "bib", "ris")),
)


def addresses(patterns=None, prefix="", space=""):
    """Yield (name, route) of every address of the portal."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, route, f"{space}{one.namespace}:" if one.namespace else space)
        else:
            yield f"{space}{one.name or ''}", route


def base_of(name):
    return re.sub(r"\.[a-z]+$", "", name)


@pytest.fixture(scope="module")
def channels():
    """Return the names of all public addresses."""
    with translation.override("en"):
        return [name for name, route in addresses() if route.startswith("en/")]


def paths(channels, nth):
    """Return the paths of what is public (0) or hidden (1), without the language."""
    with translation.override("en"):
        found = [reverse(name, kwargs=case) for name in channels for case in CASES[base_of(name)][nth]]
    return [path.removeprefix("/en/") for path in found]


# ---- what is hidden


def texts(model):
    """Return the mark for every text of a model, in both languages."""
    fields = [one for one in model._meta.concrete_fields if isinstance(one, TranslationField)]
    found = {one.name: f"{MARK} {one.language}" for one in fields}
    addresses = [one for one in model._meta.concrete_fields if isinstance(one, models.URLField)]
    return found | {one.name: "https://zqsecret.example/" for one in addresses}


def hide(factory, state, slug="", **kwargs):
    """Make a record that the public does not see; what is archived was public once."""
    model = factory._meta.model
    if slug:
        kwargs["slug"] = f"secret-{slug}-{state}"
    was = "published" if state == "archived" else state
    record = factory(**{**texts(model), "publication": was, **kwargs})
    if state == "archived":
        for name in texts(model):
            if name.endswith(("_kk", "_en")):
                setattr(record, name, f"{getattr(record, name)} edited")
        record.save()
        record.publication = state
        record.save()
    return record


def spaak_of(nato):
    return nato.posts.get(slug="nato-secretary-general").tenures.get(start="1957-05-16").person


def hide_one_of_each(state, world):
    nato, belgium = world["nato"], world["belgium"]
    summit = nato.events.get(slug="2008-bucharest-summit")
    treaty = summit.documents.get(slug="washington-treaty")
    country = hide(f.CountryFactory, state, "country")
    city = hide(f.CityFactory, state, "city", country=belgium, latitude="51", longitude="5")
    topic = hide(f.TopicFactory, state, "topic")
    organization = hide(f.OrganizationFactory, state, "organization", seat=city, start="1949-04-04")
    f.OrganizationNameFactory(organization=organization, name=MARK)
    f.OrganizationLinkFactory(organization=organization, target=nato)
    f.BodyFactory(**texts(f.BodyFactory._meta.model), organization=organization, slug="published-body")
    body = hide(f.BodyFactory, state, "body", organization=nato)
    hide(
        f.MembershipFactory,
        state,
        organization=nato,
        country=f.CountryFactory(publication="draft", **texts(type(country))),
    )
    f.MembershipFactory(organization=nato, country=country, start="1949")
    f.MembershipFactory(organization=organization, country=belgium, start="1949")
    f.MembershipFactory(organization=nato, body=body, country=belgium, start="1950")
    person = hide(f.PersonFactory, state, "person", nationality=belgium, born="1900-11-23")
    f.PersonNameFactory(person=person, name=MARK)
    post = hide(f.PostFactory, state, "post", organization=nato)
    f.TenureFactory(post=post, person=spaak_of(nato), start="1960")
    f.TenureFactory(post=f.PostFactory(organization=organization, **texts(type(post))), person=person, start="1957")
    held = f"197{STATES.index(state)}"
    hide(
        f.TenureFactory,
        state,
        post=nato.posts.get(slug="nato-secretary-general"),
        person=spaak_of(nato),
        start=held,
        end=held,
    )
    series = hide(f.SeriesFactory, state, "series")
    event = hide(
        f.EventFactory, state, "event", organizations=[nato, organization], start="2008-04-03", city=city,
        series=summit.series, number=7 + STATES.index(state), parent=summit,
    )  # fmt: skip
    f.ParticipationFactory(event=event, person=None, country=belgium, title_kk=MARK, title_en=MARK)
    f.ParticipationFactory(event=summit, person=person, title_kk=MARK, title_en=MARK)
    document = hide(f.DocumentFactory, state, "document", organizations=[nato, organization], signed="1949-04-04")
    f.DocumentLinkFactory(document=document, title_kk=MARK, title_en=MARK)
    f.PartyFactory(document=document, country=belgium)
    f.PartyFactory(document=treaty, country=country)
    term = hide(f.TermFactory, state, "term", forms=[("ru", "deprecated", MARK)])
    source = f.SourceFactory(**texts(f.SourceFactory._meta.model))
    for record in (country, city, topic, organization, body, person, post, event, document, term):
        f.CitationFactory(record=record, source=source, quote=MARK, locator=MARK)
    Declension.objects.create(record=organization, nominative=MARK, genitive=MARK)
    for own, others in ((event.topics, topic), (document.topics, topic), (document.events, event)):
        own.add(others)
    return {
        "organization": organization,
        "body": body,
        "country": country,
        "person": person,
        "city": city,
        "event": event,
        "document": document,
        "term": term,
        "topic": topic,
        "series": series,
        "post": post,
    }


def propose(world):
    fields = {"name_en": {"from": "North Atlantic Treaty Organization", "to": MARK}}
    Proposal.objects.create(
        record=world["nato"], title=MARK, note=MARK, source_url="https://zqsecret.example/", source_title=MARK,
        changes=[{"form": "", "verb": "change", "row": None, "at": 0, "fields": fields}],
    )  # fmt: skip


@pytest.fixture
def hidden(world):
    found = {state: hide_one_of_each(state, world) for state in STATES}
    propose(world)
    tracking.settle()
    return found


def read(client, path):
    response = client.get(path)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, response.headers.get("Location", ""), body


def text_of(answer):
    return answer[2].decode(errors="replace") + answer[1]


def difference(before, now):
    """Return the first lines of an answer that are not as they were."""
    lines = zip(text_of(before).splitlines(), text_of(now).splitlines(), strict=False)
    return before != now and (before[0], now[0], *next((pair for pair in lines if pair[0] != pair[1]), ("", "")))


# ---- what is tested


def test_every_public_address_has_its_case(channels):
    assert {base_of(name) for name in channels} == set(CASES)


def test_every_other_address_is_at_the_root_or_for_staff():
    with translation.override("en"):
        rest = {route for _name, route in addresses() if not route.startswith("en/")}
    known = {*AT_THE_ROOT[3:], "sitemap.xml", "sitemap-<section>.xml"}
    assert {route for route in rest if not route.startswith(STAFF_ONLY)} == known


def test_no_page_changes_by_what_is_hidden(client, world, channels):
    asked = [*dict.fromkeys([*paths(channels, 0), *pages.PAGES, *QUERIES])]
    asked = [f"/{language}/{path}" for language in LANGUAGES for path in asked] + [f"/{path}" for path in AT_THE_ROOT]
    before = {path: read(client, path) for path in asked}
    for state in STATES:
        hide_one_of_each(state, world)
    propose(world)
    tracking.settle()
    changed = {path: told for path in asked if (told := difference(before[path], read(client, path)))}
    assert changed == {}


def test_its_address_answers_as_one_that_never_was(client, hidden, channels):
    for language in LANGUAGES:
        for path in paths(channels, 1):
            here = read(client, f"/{language}/{path}")
            nowhere = read(client, f"/{language}/{path.replace('secret', 'absent').replace('published-body', 'x')}")
            assert here[0] == nowhere[0] == 404, path
            assert without_path(here) == without_path(nowhere), path


def without_path(answer):
    text = re.sub(r"(secret|absent)-[a-z]+-(draft|review|archived)", "…", text_of(answer))
    return re.sub(r"bodies/(published-body|x)\b", "bodies/…", text)


@pytest.mark.parametrize("stem", ["changes", "corrections/new", "corrections/of"])
def test_what_is_asked_of_it_by_key_is_at_an_address_that_never_was(client, hidden, stem):
    for records in hidden.values():
        for record in records.values():
            path = f"/en/{stem}/{record._meta.model_name}/{record.pk}/"
            status, _location, body = read(client, path)
            nowhere = path.replace(f"/{record.pk}/", "/987654/")
            assert status == 404, path
            assert body.replace(f"/{record.pk}/".encode(), b"/987654/") == read(client, nowhere)[2], path


@pytest.mark.parametrize("state", STATES)
def test_a_filter_by_it_is_a_filter_by_nothing(client, hidden, channels, state):
    query = "&".join(f"{key}=secret-{value}-{state}" for key, value in KEYS.items())
    for language in LANGUAGES:
        for path in dict.fromkeys(paths(channels, 0)):
            here = read(client, f"/{language}/{path}?{query}")
            nowhere = read(client, f"/{language}/{path}?{query.replace('secret', 'absent')}")
            assert here[0] == nowhere[0], path
            assert without_path(here) == without_path(nowhere), path


@pytest.mark.parametrize(
    "path", ["search/?q=", "search/suggestions/?q=", "terms/?q=", "events/?q=", "organizations/?q="]
)
def test_its_words_are_found_no_more_than_words_that_nobody_wrote(client, hidden, path):
    for language in LANGUAGES:
        for word in (MARK, MARK[:-1], f"members of {MARK}", f"{MARK} 1957", f"nato {MARK}"):
            here = text_of(read(client, f"/{language}/{path}{quote(word)}"))
            nowhere = text_of(read(client, f"/{language}/{path}{quote(word.replace('secre', 'absen'))}"))
            assert here.replace("secre", "absen").lower() == nowhere.lower(), (path, word)


def test_what_a_public_record_refers_to_is_not_named_unless_it_is_public(client, hidden, world, channels):
    """Published records that name what is hidden, in the relations that join one page to another."""
    nato, secret = world["nato"], hidden["draft"]
    nato.parent = secret["organization"]
    nato.save()
    summit = nato.events.get(slug="2008-bucharest-summit")
    summit.series = secret["series"]
    summit.save()
    for many, record in (
        (summit.organizations, "organization"), (summit.bodies, "body"), (summit.topics, "topic"),
    ):  # fmt: skip
        many.add(secret[record])
    part = nato.events.get(slug="a-visit")
    part.parent = secret["event"]
    part.save()
    treaty = summit.documents.get(slug="washington-treaty")
    for many, record in (
        (treaty.organizations, "organization"), (treaty.bodies, "body"), (treaty.events, "event"),
        (treaty.topics, "topic"),
    ):  # fmt: skip
        many.add(secret[record])
    council = nato.bodies.get(slug="council")
    council.parent = secret["body"]
    council.save()
    world["belgium"].successors.add(secret["country"])
    tracking.settle()
    for language in LANGUAGES:
        for path in dict.fromkeys([*paths(channels, 0), *pages.PAGES]):
            answer = read(client, f"/{language}/{path}")
            assert MARK.lower() not in text_of(answer).lower(), path
            assert "secret-" not in text_of(answer), path
    for path in AT_THE_ROOT:
        assert "secret-" not in text_of(read(client, f"/{path}")), path


# What is named wherever a published record is shown is published, and stays so.
NAMED_ALONG = [
    (f.OrganizationFactory, "seat", f.CityFactory),
    (f.EventFactory, "city", f.CityFactory),
    (f.DocumentFactory, "city", f.CityFactory),
    (f.PersonFactory, "nationality", f.CountryFactory),
    (f.CityFactory, "country", f.CountryFactory),
]


def test_these_are_the_relations_by_which_a_record_names_another_everywhere():
    named = {(model._meta.label, name) for model in apps.get_models() for name in getattr(model, "NAMED_ALONG", ())}
    assert named == {(factory._meta.model._meta.label, name) for factory, name, _other in NAMED_ALONG}


@pytest.mark.parametrize(("factory", "name", "other"), NAMED_ALONG)
def test_a_record_is_not_published_before_what_it_names(signed_in, factory, name, other):
    hidden = other(publication="draft", name_kk="Құпия", name_en="Secret")
    record = factory(publication="draft", **{name: hidden})
    publisher, address = signed_in("publisher"), admin_address(record)
    publisher.post(address, {"action": "publish", "_selected_action": [record.pk]})
    page = publisher.get(address).content.decode()
    assert "“Secret” is not published: publish it first." in page
    record.refresh_from_db()
    assert record.publication == "draft"
    with pytest.raises(ValidationError, match="publish it first"):
        type(record)(**{**vars_of(record), "publication": "published"}).clean()
    hidden.publication = "published"
    hidden.save()
    publisher.post(address, {"action": "publish", "_selected_action": [record.pk]})
    record.refresh_from_db()
    assert record.publication == "published"


@pytest.mark.parametrize(("factory", "name", "other"), NAMED_ALONG)
@pytest.mark.parametrize("action", ["archive", "back_to_draft"])
def test_what_published_records_name_stays_published(signed_in, factory, name, other, action):
    named = other(name_kk="Қала", name_en="Place")
    record = factory(**{name: named})
    publisher, address = signed_in("publisher", language="kk"), admin_address(named)
    publisher.post(address, {"action": action, "_selected_action": [named.pk]})
    assert "1 жарияланған жазба" in publisher.get(address).content.decode()
    named.refresh_from_db()
    assert named.publication == "published"
    record.publication = "archived"
    record.save()
    publisher.post(address, {"action": action, "_selected_action": [named.pk]})
    named.refresh_from_db()
    assert named.publication != "published"


def admin_address(record):
    return f"/admin/{record._meta.app_label}/{record._meta.model_name}/"


def vars_of(record):
    return {one.attname: getattr(record, one.attname) for one in record._meta.concrete_fields}
