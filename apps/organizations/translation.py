from modeltranslation.translator import register
from simple_history import register as keep_history

from apps.core.translations import PortalTranslationOptions

from .models import Body, BodyName, Organization, OrganizationLink, OrganizationName


@register(Organization)
class OrganizationTranslation(PortalTranslationOptions):
    fields = ("name", "abbreviation", "summary", "description")


@register(Body)
class BodyTranslation(PortalTranslationOptions):
    fields = ("name", "abbreviation", "meetings_note", "chaired_by", "summary", "description")


@register([OrganizationName, BodyName])
class NameTranslation(PortalTranslationOptions):
    fields = ("note",)


keep_history(Organization)
keep_history(OrganizationName)
keep_history(OrganizationLink)
keep_history(Body)
keep_history(BodyName)
