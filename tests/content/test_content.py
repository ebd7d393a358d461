"""What the portal opens with: the content in `fixtures/`, as the site would show it.

The class loads it once, in the transaction of `TestCase`: nothing of it is left for other tests.
"""

import datetime as dt
import json
import re
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import TestCase
from simple_history.models import registered_models

from apps.core.markup import plain_text
from apps.core.names import names_of
from apps.core.spans import SpanModel
from apps.core.translations import LANGUAGES, missing_languages, translated_fields
from apps.documents.models import Document
from apps.events.models import Event, Series
from apps.members.models import Membership
from apps.organizations.models import Body, Organization
from apps.people.models import Person, Post, Tenure
from apps.reference.models import City, Country, Topic
from apps.sources.models import Citation, Source
from apps.terms.models import Term, TermForm
from apps.terms.remarks import Vocabulary

STATEMENTS = json.loads(Path(__file__).with_name("statements.json").read_text())
MODELS = [model for model in registered_models.values() if hasattr(model, "history")]
CITED = (Country, City, Topic, Organization, Body, Membership, Person, Post, Tenure, Event, Document)
ARTICLE = "nato-article-kk"

# Rows of each organisation's or body's membership, whatever their status and time.
MEMBERSHIPS = {
    "un": 202, "wto": 166, "oic": 62, "osce": 61, "nato": 32, "sco": 31, "cica": 28, "turksoy": 14, "cis": 13,
    "carec": 11, "eco": 10, "eaeu": 9, "ots": 8, "csto": 7, "edb": 7, "eurasec": 6, "ifas": 5, "nato-pa": 1,
    "nato/eapc": 66, "nato/nacc": 39, "nato/partnership-for-peace": 35, "nato/mediterranean-dialogue": 7,
    "nato/istanbul-cooperation-initiative": 4,
}  # fmt: skip

# What the encyclopaedia article says otherwise: record, field ("" for all of it), what it states.
ERRORS_OF_THE_ARTICLE = [
    (Organization, ("nato",), "", "28"),
    (Document, ("north-atlantic-treaty",), "signed", "1946"),
    (Body, ("nato", "north-atlantic-council"), "meetings_per_year", "2 жылда бір"),
    (Body, ("nato", "defence-planning-committee"), "start", "1966"),
    (Body, ("nato", "defence-planning-committee"), "end", "жұмыс істеп тұр"),
    (Body, ("nato", "afnorth"), "end", "жұмыс істеп тұр"),
    (Body, ("nato", "afcent"), "end", "жұмыс істеп тұр"),
    (Body, ("nato", "afsouth"), "end", "жұмыс істеп тұр"),
    (Body, ("nato", "allied-command-atlantic"), "end", "жұмыс істеп тұр"),
    (Body, ("nato", "allied-command-operations"), "chaired_by", "әрқашан – американдық генерал"),
    (Post, ("nato-saceur",), "", "әрқашан – американдық генерал"),
    (Body, ("nato", "partnership-for-peace"), "description", "19 мемлекет"),
    (Event, ("kazakhstan-joins-the-partnership-for-peace",), "start", "1994-06-27"),
    (
        Membership,
        ("nato", "partnership-for-peace", "country", "kazakhstan", "partner", "1994-05-27"),
        "start",
        "1994-06-27",
    ),
    (Event, ("nato-pa-annual-session-in-valencia",), "start", "2008-11-12/2008-11-13"),
]

# One thing that the article, or public use, gives several names: all of them are kept.
OTHER_NAMES = [
    (Organization, ("nato",), "Солтүстік Атлантикалық келісім ұйымы"),
    (Organization, ("nato",), "Солтүстік Атлант Шарты Ұйымы"),
    (Body, ("nato", "partnership-for-peace"), "Бейбітшілік үшін ынтымақтастық"),
    (Body, ("nato", "north-atlantic-council"), "Солтүстік Атланталық кеңес"),
    (Body, ("nato", "north-atlantic-council"), "Солтүстік Атлантикалық кеңес"),
    (Body, ("nato", "eapc"), "СЕАП"),
    (Person, ("danial-akhmetov",), "Даниал Әхметов"),
    (Person, ("jaroslaw-skonieczka",), "Сконежка"),
]


def words(text: str) -> int:
    return len(plain_text(text).split())


def certainly_outside(inner: SpanModel, outer: SpanModel) -> bool:
    """True where some day that certainly belongs to the one cannot belong to the other."""
    begins_before = outer.start is not None and inner.certain_from < outer.possible_from
    return begins_before or inner.certain_until > outer.possible_until


@pytest.mark.xdist_group("content")  # with --dist loadgroup one worker loads the content, and only once
class TestContent(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("load_content", stdout=StringIO())
        cls.nato = Organization.objects.get(slug="nato")

    def members_on(self, slug: str, day: str) -> int:
        organization = Organization.objects.get(slug=slug)
        return Membership.objects.of_organization(organization).full().on(dt.date.fromisoformat(day)).count()

    # ---- what is there

    def test_the_organisations_and_their_bodies_are_there(self):
        assert Organization.objects.international().count() >= 18
        assert Body.objects.count() >= 60
        assert Body.objects.filter(organization=self.nato).count() >= 20

    def test_every_membership_of_the_tables_is_there(self):
        rows = Membership.objects.values_list("organization__slug", "body__slug")
        assert Counter("/".join(filter(None, row)) for row in rows) == MEMBERSHIPS

    def test_every_summit_of_nato_is_there_in_order(self):
        summits = Series.objects.get(slug="nato-summits").events.order_by("possible_from")
        assert [summit.number for summit in summits] == list(range(1, 40))

    def test_the_documents_are_there_with_official_links_and_parties(self):
        assert Document.objects.count() >= 20
        assert not Document.objects.filter(links__isnull=True).exists()
        assert Document.objects.filter(parties__isnull=False).distinct().count() >= 20

    def test_the_posts_and_who_held_them_are_there(self):
        assert Post.objects.count() == 25
        assert Tenure.objects.count() >= 138  # the rows of the tables
        assert Tenure.objects.filter(post__slug="nato-secretary-general").count() == 18
        assert Tenure.objects.filter(post__slug="nato-saceur").count() == 21

    def test_the_article_is_told_in_events(self):
        assert Event.objects.exclude(series__slug="nato-summits").count() >= 47
        assert Series.objects.get(slug="simmons-visits-to-kazakhstan").events.count() == 8

    def test_the_glossary_is_there_with_its_forms_and_says_what_is_not_settled(self):
        assert Term.objects.count() >= 290
        assert not Term.objects.incomplete().exists()
        assert not Term.objects.exclude(forms__language="ru").exists()
        assert TermForm.objects.filter(status="deprecated").count() >= 70
        unsettled = set(Term.objects.filter(forms__needs_native_editor=True).values_list("slug", flat=True))
        assert {"secretariat", "associate-member", "disarmament", "timeline", "tag"} <= unsettled
        assert len(unsettled) == 15  # 13 rows of the list that it was made from, and two cities

    def test_a_heading_of_the_glossary_begins_with_its_preferred_form(self):
        for term in Term.objects.with_forms():
            for language in LANGUAGES:
                heading, form = getattr(term, f"name_{language}"), term.preferred(language)
                assert heading.startswith(form.text), (term.slug, heading, form.text)

    def test_the_glossary_offers_nothing_that_it_deprecates(self):
        for language in LANGUAGES:
            vocabulary = Vocabulary(language)
            for one in vocabulary.avoided:
                assert vocabulary.remarks(one.instead.text) == [], one.text
                assert [remark.place.found for remark in vocabulary.remarks(f"– {one.text}.")] == [one.text]

    def test_everything_is_published(self):
        drafts = [
            f"{model._meta.label} {record.natural_key()}"
            for model in MODELS
            if hasattr(model, "publication")
            for record in model.objects.exclude(publication="published")
        ]
        assert drafts == []

    # ---- members on a day

    def test_nato_had_twelve_members_when_it_was_founded(self):
        assert self.members_on("nato", "1949-04-04") == 12
        assert self.members_on("nato", "1949-04-03") == 0

    def test_nato_had_fifteen_members_on_9_may_1955(self):
        assert self.members_on("nato", "1955-05-09") == 15

    def test_nato_had_the_28_members_of_the_article_in_2010(self):
        assert self.members_on("nato", "2010-01-01") == 28

    def test_nato_has_32_members_in_2026(self):
        assert self.members_on("nato", "2026-11-22") == 32

    def test_the_united_nations_grew_as_is_known(self):
        known = {1945: 51, 1955: 76, 1962: 110, 1964: 115, 1973: 135, 1984: 159, 1990: 159, 2002: 191, 2011: 193}
        assert {year: self.members_on("un", f"{year}-12-31") for year in known} == known

    def test_a_state_that_ended_is_followed_without_a_gap(self):
        assert self.members_on("osce", "1992-12-31") == self.members_on("osce", "1993-01-01") - 1
        assert not Membership.objects.filter(country__slug="czechoslovakia").on(dt.date(1993, 1, 1)).exists()
        assert Membership.objects.filter(country__slug="czechoslovakia").on(dt.date(1992, 12, 31)).count() == 3

    def test_the_soviet_union_held_its_seats_and_russia_continues_them(self):
        def member(organization: str, day: str) -> set[str]:
            rows = Membership.objects.filter(organization__slug=organization, body=None).on(dt.date.fromisoformat(day))
            held = rows.filter(country__slug__in=("russia", "soviet-union"))
            return set(held.values_list("country__slug", flat=True))

        assert member("un", "1945-10-24") == member("un", "1991-12-23") == {"soviet-union"}
        assert member("un", "1991-12-24") == member("un", "2026-11-22") == {"russia"}
        assert member("osce", "1980-01-01") == member("osce", "1991-11-30") == {"soviet-union"}
        assert member("osce", "1991-12-31") == {"russia"}

    def test_no_state_is_called_a_soviet_republic_where_only_the_union_was_a_member(self):
        members_then = {"belarus", "ukraine"}  # in the United Nations from the beginning
        rows = Membership.objects.on(dt.date(1985, 1, 1)).exclude(country=None).select_related("country")
        names = {row.country.slug: row.country.name_on(dt.date(1985, 1, 1), "en").text for row in rows}
        assert {slug for slug, name in names.items() if "Soviet Socialist Republic" in name} == members_then
        assert not any("Soviet Federative" in name for name in names.values())

    def test_no_membership_lies_outside_the_life_of_what_it_belongs_to(self):
        rows = Membership.objects.select_related("organization", "body", "country", "member_organization")
        outside = [
            f"{row.natural_key()} in {outer}"
            for row in rows
            for outer in (row.organization, row.body, row.member)
            if outer is not None and certainly_outside(row, outer)
        ]
        assert outside == []

    # ---- two languages

    def test_nothing_is_in_one_language_only(self):
        missing = [
            f"{model._meta.label} {record.natural_key()}: {fields} in {language}"
            for model in MODELS
            for record in model._default_manager.all()
            for language, fields in missing_languages(record).items()
            if fields
        ]
        assert missing == []

    def test_everything_has_its_name_in_both_languages(self):
        for model in MODELS:
            if "name" in translated_fields(model):
                assert not model.objects.filter(name_kk="").exists(), model
                assert not model.objects.filter(name_en="").exists(), model

    def test_no_latin_letter_hides_in_a_cyrillic_word(self):
        mixed = re.compile(r"[^\W\d_]*(?:[A-Za-zÀ-ɏ][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-zÀ-ɏ])[^\W\d_]*")
        found = [
            f"{model._meta.label} {record.natural_key()}: {match[0]}"
            for model in MODELS
            for record in model._default_manager.all()
            for field in translated_fields(model)
            for language in LANGUAGES
            for match in mixed.finditer(getattr(record, f"{field}_{language}") or "")
        ]
        assert found == []

    def test_descriptions_have_their_length(self):
        of_nato = Body.objects.filter(organization__slug__in=("nato", "nato-pa"))
        limits = [(Organization.objects.all(), 80, 200), (of_nato, 20, 80), (Event.objects.all(), 20, 80)]
        wrong = [
            f"{record.slug} ({language}): {count}"
            for records, least, most in limits
            for record in records
            for language in LANGUAGES
            if not least <= (count := words(getattr(record, f"description_{language}") or "")) <= most
        ]
        assert wrong == []

    # ---- where it is written

    def test_every_record_names_a_source(self):
        bare = [
            f"{model._meta.label} {record.natural_key()}"
            for model in CITED
            for record in model.objects.filter(citations__isnull=True)
        ]
        assert bare == []

    def test_every_source_is_cited(self):
        assert not Source.objects.filter(citations__isnull=True).exists()

    def test_what_the_article_gets_wrong_is_kept_beside_what_is_known(self):
        lost = [
            (model.__name__, key, field)
            for model, key, field, stated in ERRORS_OF_THE_ARTICLE
            if not model.objects.get_by_natural_key(*key)
            .citations.filter(source__slug=ARTICLE, contradicts=True, field=field, stated_value=stated)
            .exists()
        ]
        assert lost == []

    def test_a_contradiction_says_what_its_source_has_and_why(self):
        contradictions = Citation.objects.filter(contradicts=True)
        assert not contradictions.filter(stated_value="").exists()
        assert not contradictions.filter(note_kk="").exists()

    def test_what_the_record_holds_is_not_what_a_contradiction_states(self):
        same = [
            f"{citation.record.natural_key()} {citation.field}"
            for citation in Citation.objects.filter(contradicts=True).exclude(field="")
            if str(getattr(citation.record, citation.field)) == citation.stated_value
        ]
        assert same == []

    def test_the_names_that_the_article_uses_are_all_findable(self):
        lost = [
            (key, name)
            for model, key, name in OTHER_NAMES
            if not any(name in row.text for row in names_of(model.objects.get_by_natural_key(*key)))
        ]
        assert lost == []

    def test_every_statement_of_the_article_has_its_records(self):
        assert len(STATEMENTS) >= 50
        lost = []
        for statement in STATEMENTS:
            assert statement["records"], statement["quote"]
            for label, *key in statement["records"]:
                model = apps.get_model(label)
                try:
                    record = model._default_manager.get_by_natural_key(*key)
                except model.DoesNotExist:
                    lost.append((statement["quote"], label, key))
                else:
                    assert record.is_published
        assert lost == []

    # ---- the rules of the models, and loading

    def test_every_record_obeys_the_rules_of_its_model(self):
        # Constraints, unique keys and foreign keys are the database's own: it has accepted the rows.
        refused = []
        for model in MODELS:
            relations = {field.name for field in model._meta.fields if field.is_relation}
            for record in model._default_manager.select_related():
                try:
                    record.full_clean(exclude=relations, validate_unique=False, validate_constraints=False)
                except ValidationError as error:
                    refused.append(f"{model._meta.label} {record.natural_key()}: {error.message_dict}")
        assert refused == []

    def test_content_that_is_there_is_left_alone(self):
        said = StringIO()
        with self.assertNumQueries(1):
            call_command("load_content", stdout=said)
        assert "nothing was loaded" in said.getvalue()
        assert said.getvalue().count("\n") == 1

    def test_every_record_begins_its_history_with_what_it_says(self):
        for model in MODELS:
            assert model.history.count() == model._default_manager.count(), model
        summit = Event.objects.get(slug="2008-bucharest-summit")
        assert [organization.organization for organization in summit.history.get().organizations.all()] == [self.nato]
        summit.name_en = "Bucharest"
        summit.save()
        latest, first = summit.history.all()
        assert [change.field for change in latest.diff_against(first).changes] == ["name_en"]

    def test_loading_again_changes_nothing_but_what_was_edited(self):
        edited = self.nato
        edited.name_en = "Something else"
        edited.save()
        before = {model: (model._default_manager.count(), model.history.count()) for model in MODELS}
        call_command("load_content", again=True, stdout=StringIO())
        after = {model: (model._default_manager.count(), model.history.count()) for model in MODELS}
        records, entries = before[Organization]
        assert after == before | {Organization: (records, entries + 1)}
        edited.refresh_from_db()
        assert edited.name_en == "North Atlantic Treaty Organization"
