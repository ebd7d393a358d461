from modeltranslation.translator import register
from simple_history import register as keep_history

from apps.core.translations import PortalTranslationOptions

from .models import Person, PersonName, Post, Tenure


@register(Person)
class PersonTranslation(PortalTranslationOptions):
    fields = ("name", "family_name", "summary", "description")


@register(PersonName)
class PersonNameTranslation(PortalTranslationOptions):
    fields = ("note",)


@register(Post)
class PostTranslation(PortalTranslationOptions):
    fields = ("name",)


@register(Tenure)
class TenureTranslation(PortalTranslationOptions):
    fields = ("title", "note")


keep_history(Person)
keep_history(PersonName)
keep_history(Post)
keep_history(Tenure)
