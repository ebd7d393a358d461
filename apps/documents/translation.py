from modeltranslation.translator import register
from simple_history import register as keep_history

from apps.core.translations import PortalTranslationOptions

from .models import Document, DocumentLink, Party


@register(Document)
class DocumentTranslation(PortalTranslationOptions):
    fields = ("name", "summary", "description")


@register(DocumentLink)
class DocumentLinkTranslation(PortalTranslationOptions):
    fields = ("title",)


@register(Party)
class PartyTranslation(PortalTranslationOptions):
    fields = ("note",)


_MANY = [Document.organizations.field, Document.bodies.field, Document.events.field, Document.topics.field]

keep_history(Document, m2m_fields=_MANY)
keep_history(DocumentLink)
keep_history(Party)
