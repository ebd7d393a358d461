"""The smallest valid published row of each noun, in both languages. Variants are traits and arguments."""

import factory
from factory.django import DjangoModelFactory

from apps.documents.models import Document, DocumentLink, Party
from apps.events.models import Event, Participation, Series
from apps.members.models import Membership
from apps.organizations.models import Body, BodyName, Organization, OrganizationLink, OrganizationName
from apps.people.models import Person, PersonName, Post, Tenure
from apps.reference.models import City, Country, CountryName, Declension, Topic
from apps.sources.models import Citation, Source
from apps.terms.models import Term, TermForm


class Published(DjangoModelFactory):
    class Meta:
        abstract = True

    class Params:
        draft = factory.Trait(publication="draft")
        archived = factory.Trait(publication="archived")

    publication = "published"


class CountryFactory(Published):
    class Meta:
        model = Country

    slug = factory.Sequence(lambda n: f"country-{n}")
    name_kk = factory.Sequence(lambda n: f"Ел {n}")
    name_en = factory.Sequence(lambda n: f"Country {n}")
    region = "central_asia"


class OtherNameFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    name = factory.Sequence(lambda n: f"Name{n}")
    language = "en"

    class Params:
        # A name until a day: `CountryNameFactory(former=True, end="1984-08-04")`
        former = factory.Trait(kind="former", start="1960-08-05")


class CountryNameFactory(OtherNameFactory):
    class Meta:
        model = CountryName

    country = factory.SubFactory(CountryFactory)


class CityFactory(Published):
    class Meta:
        model = City

    slug = factory.Sequence(lambda n: f"city-{n}")
    name_kk = factory.Sequence(lambda n: f"Қала {n}")
    name_en = factory.Sequence(lambda n: f"City {n}")
    country = factory.SubFactory(CountryFactory)


class TopicFactory(Published):
    class Meta:
        model = Topic

    slug = factory.Sequence(lambda n: f"topic-{n}")
    name_kk = factory.Sequence(lambda n: f"Тақырып {n}")
    name_en = factory.Sequence(lambda n: f"Topic {n}")


class DeclensionFactory(DjangoModelFactory):
    class Meta:
        model = Declension

    record = factory.SubFactory(CountryFactory)
    nominative = factory.SelfAttribute("record.name_kk")
    dative = factory.LazyAttribute(lambda row: f"{row.nominative}-ке")


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    slug = factory.Sequence(lambda n: f"source-{n}")
    title_kk = factory.Sequence(lambda n: f"Дереккөз {n}")
    title_en = factory.Sequence(lambda n: f"Source {n}")


class CitationFactory(DjangoModelFactory):
    class Meta:
        model = Citation

    source = factory.SubFactory(SourceFactory)


class OrganizationFactory(Published):
    class Meta:
        model = Organization

    slug = factory.Sequence(lambda n: f"org-{n}")
    name_kk = factory.Sequence(lambda n: f"Ұйым {n}")
    name_en = factory.Sequence(lambda n: f"Organisation {n}")
    abbreviation_kk = factory.Sequence(lambda n: f"ҰЙМ{n}")
    abbreviation_en = factory.Sequence(lambda n: f"ORG{n}")
    kind = "political"
    start = "1949-04-04"


class OrganizationNameFactory(OtherNameFactory):
    class Meta:
        model = OrganizationName

    organization = factory.SubFactory(OrganizationFactory)


class OrganizationLinkFactory(DjangoModelFactory):
    class Meta:
        model = OrganizationLink

    organization = factory.SubFactory(OrganizationFactory)
    target = factory.SubFactory(OrganizationFactory)
    kind = "successor_of"


class BodyFactory(Published):
    class Meta:
        model = Body

    organization = factory.SubFactory(OrganizationFactory)
    slug = factory.Sequence(lambda n: f"body-{n}")
    name_kk = factory.Sequence(lambda n: f"Кеңес {n}")
    name_en = factory.Sequence(lambda n: f"Council {n}")
    kind = "council"
    start = "1949"


class BodyNameFactory(OtherNameFactory):
    class Meta:
        model = BodyName

    body = factory.SubFactory(BodyFactory)


class MembershipFactory(Published):
    class Meta:
        model = Membership

    class Params:
        of_organization = factory.Trait(country=None, member_organization=factory.SubFactory(OrganizationFactory))

    organization = factory.SubFactory(OrganizationFactory)
    country = factory.SubFactory(CountryFactory)
    status = "member"
    start = "1992-03-02"


class PersonFactory(Published):
    class Meta:
        model = Person

    slug = factory.Sequence(lambda n: f"person-{n}")
    name_kk = factory.Sequence(lambda n: f"Адам {n}")
    name_en = factory.Sequence(lambda n: f"Person {n}")


class PersonNameFactory(OtherNameFactory):
    class Meta:
        model = PersonName

    person = factory.SubFactory(PersonFactory)


class PostFactory(Published):
    class Meta:
        model = Post

    slug = factory.Sequence(lambda n: f"post-{n}")
    name_kk = "Бас хатшы"
    name_en = "Secretary General"
    organization = factory.SubFactory(OrganizationFactory)
    kind = "head"


class TenureFactory(Published):
    class Meta:
        model = Tenure

    post = factory.SubFactory(PostFactory)
    person = factory.SubFactory(PersonFactory)
    start = "2004-01-05"


class SeriesFactory(Published):
    class Meta:
        model = Series

    slug = factory.Sequence(lambda n: f"series-{n}")
    name_kk = factory.Sequence(lambda n: f"Топтама {n}")
    name_en = factory.Sequence(lambda n: f"Series {n}")


class EventFactory(Published):
    class Meta:
        model = Event
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"event-{n}")
    name_kk = factory.Sequence(lambda n: f"Саммит {n}")
    name_en = factory.Sequence(lambda n: f"Summit {n}")
    kind = "summit"
    start = "2008-04-03"

    @factory.post_generation
    def organizations(self, create, extracted, **kwargs):
        if create and extracted:
            self.organizations.set(extracted)


class ParticipationFactory(DjangoModelFactory):
    class Meta:
        model = Participation

    event = factory.SubFactory(EventFactory)
    person = factory.SubFactory(PersonFactory)
    role = "participant"


class DocumentFactory(Published):
    class Meta:
        model = Document
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"document-{n}")
    name_kk = factory.Sequence(lambda n: f"Шарт {n}")
    name_en = factory.Sequence(lambda n: f"Treaty {n}")
    kind = "treaty"
    signed = "1949-04-04"

    @factory.post_generation
    def organizations(self, create, extracted, **kwargs):
        if create and extracted:
            self.organizations.set(extracted)


class DocumentLinkFactory(DjangoModelFactory):
    class Meta:
        model = DocumentLink

    document = factory.SubFactory(DocumentFactory)
    url = factory.Sequence(lambda n: f"https://www.example.org/{n}")


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = Party

    document = factory.SubFactory(DocumentFactory)
    country = factory.SubFactory(CountryFactory)
    status = "signatory"


class TermFormFactory(DjangoModelFactory):
    class Meta:
        model = TermForm

    class Params:
        deprecated = factory.Trait(status="deprecated")

    term = factory.SubFactory("tests.factories.TermFactory")
    language = "kk"
    text = factory.Sequence(lambda n: f"нұсқа {n}")


class TermFactory(Published):
    """A term with the preferred forms that it needs to be published: those of its name."""

    class Meta:
        model = Term
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"term-{n}")
    name_kk = factory.Sequence(lambda n: f"термин {n}")
    name_en = factory.Sequence(lambda n: f"term {n}")
    category = "documents"

    @factory.post_generation
    def forms(self, create, extracted, **kwargs):
        """`forms=[("kk", "deprecated", "келісімшарт")]` adds more of them."""
        rows = [("kk", "preferred", self.name_kk), ("en", "preferred", self.name_en), *(extracted or ())]
        for language, status, text in rows if create else ():
            TermFormFactory(term=self, language=language, status=status, text=text)
