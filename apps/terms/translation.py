from modeltranslation.translator import register
from simple_history import register as keep_history

from apps.core.translations import PortalTranslationOptions

from .models import Term, TermForm


@register(Term)
class TermTranslation(PortalTranslationOptions):
    fields = ("name", "definition", "note")


@register(TermForm)
class TermFormTranslation(PortalTranslationOptions):
    fields = ("note",)


keep_history(Term)
keep_history(TermForm)
