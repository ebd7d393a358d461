from modeltranslation.translator import register
from simple_history import register as keep_history

from apps.core.translations import PortalTranslationOptions

from .models import Body, Organization, OrganizationLink


@register(Organization)
class OrganizationTranslation(PortalTranslationOptions):
    fields = ("name", "abbreviation", "other_names", "summary", "description")


@register(Body)
class BodyTranslation(PortalTranslationOptions):
    fields = ("name", "abbreviation", "other_names", "meetings_note", "chaired_by", "summary", "description")


keep_history(Organization)
keep_history(OrganizationLink)
keep_history(Body)
