from modeltranslation.translator import register
from simple_history import register as keep_history

from apps.core.translations import PortalTranslationOptions

from .models import Membership


@register(Membership)
class MembershipTranslation(PortalTranslationOptions):
    fields = ("note",)


keep_history(Membership, m2m_fields=[Membership.topics.field])
