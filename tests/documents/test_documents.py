"""Documents, their dates and their parties."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction

from tests import factories as f

pytestmark = pytest.mark.django_db


def refused(record: models.Model) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refusal:
        record.full_clean()
    return refusal.value.message_dict


def test_a_document_does_not_end_before_it_was_signed():
    assert "ended" in refused(f.DocumentFactory.build(signed="1949-04-04", ended="1948"))


def test_dates_known_in_part_get_the_benefit_of_the_doubt():
    f.DocumentFactory.build(signed="1949-04-04", in_force="1949", ended="1949").full_clean()


@pytest.mark.parametrize("both", [True, False])
def test_a_party_is_a_country_or_an_organisation(both):
    party = f.PartyFactory.build(
        document=f.DocumentFactory(),
        country=f.CountryFactory() if both else None,
        organization=f.OrganizationFactory() if both else None,
    )
    assert "country" in refused(party)
    with pytest.raises(IntegrityError), transaction.atomic():
        party.save()


def test_a_partys_own_dates_are_in_order():
    party = f.PartyFactory.build(
        document=f.DocumentFactory(), country=f.CountryFactory(), signed="1949-04-04", in_force="1948"
    )
    assert "in_force" in refused(party)


def test_a_document_of_unknown_date_sorts_without_a_false_one(client):
    f.DocumentFactory(name_en="Undated", signed=None)
    assert "Undated" in client.get("/en/documents/").content.decode()
    assert "Undated" not in client.get("/en/documents/?to=2000-01-01").content.decode()


def test_a_file_of_another_kind_is_refused():
    document = f.DocumentFactory.build()
    document.file.save("virus.exe", ContentFile(b"x"), save=False)
    assert "file" in refused(document)


def test_a_file_is_as_public_as_its_document(client):
    document = f.DocumentFactory(slug="plan")
    assert client.get("/en/documents/plan/file/").status_code == 404
    document.file.save("plan.pdf", ContentFile(b"%PDF-1.4 text"))
    response = client.get("/en/documents/plan/file/")
    assert b"".join(response.streaming_content) == b"%PDF-1.4 text"
    assert response["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert 'href="/en/documents/plan/file/"' in client.get("/en/documents/plan/").content.decode()
    document.publication = "draft"
    document.save()
    assert client.get("/en/documents/plan/file/").status_code == 404
