from modeltranslation.translator import register
from simple_history import register as keep_history

from apps.core.translations import PortalTranslationOptions

from .models import Citation, Source


@register(Source)
class SourceTranslation(PortalTranslationOptions):
    fields = ("title", "publisher")


@register(Citation)
class CitationTranslation(PortalTranslationOptions):
    fields = ("note",)


keep_history(Source)
keep_history(Citation)
