"""What a document says of itself elsewhere: its main facts, and itself as data."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from apps.core.linked_data import Absolute, Node, brief, date, thing
from apps.organizations.models import Organization
from apps.reference.sharing import place_of, where

from .choices import DocumentKind
from .models import Document

# What binds those who sign it, schema.org calls legislation; all else is a work.
BINDING = {DocumentKind.TREATY, DocumentKind.AGREEMENT, DocumentKind.CHARTER, DocumentKind.PROTOCOL}


def facts_of_document(document: Document, organizations: Sequence[Organization]) -> list[str]:
    return [
        *([_("signed or adopted %(day)s") % {"day": document.signed.spoken()}] if document.signed else []),
        *([where(document.city)] if where(document.city) else []),
        *([_("in force from %(day)s") % {"day": document.in_force.spoken()}] if document.in_force else []),
        *([_("ended %(day)s") % {"day": document.ended.spoken()}] if document.ended else []),
        *([", ".join(organization.short_name for organization in organizations)] if organizations else []),
    ]


def document_data(document: Document, organizations: Sequence[Organization], absolute: Absolute) -> Node:
    creators = [brief("Organization", organization, absolute) for organization in organizations]
    links = [link.url for link in document.links.all()]
    if document.kind not in BINDING:
        return thing(
            "CreativeWork",
            document,
            absolute,
            genre=str(document.get_kind_display()),
            dateCreated=date(document.signed),
            locationCreated=place_of(document.city),
            creator=creators,
            sameAs=links,
        )
    in_force = f"https://schema.org/{'NotInForce' if document.ended else 'InForce'}"
    return thing(
        "Legislation",
        document,
        absolute,
        legislationType=str(document.get_kind_display()),
        legislationDate=date(document.signed),
        legislationLegalForce=in_force if document.in_force or document.ended else "",
        locationCreated=place_of(document.city),
        legislationPassedBy=creators,
        sameAs=links,
    )
