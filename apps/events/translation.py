from modeltranslation.translator import register
from simple_history import register as keep_history

from apps.core.translations import PortalTranslationOptions

from .models import Event, Participation, Series


@register(Series)
class SeriesTranslation(PortalTranslationOptions):
    fields = ("name",)


@register(Event)
class EventTranslation(PortalTranslationOptions):
    fields = ("name", "place", "summary", "description")


@register(Participation)
class ParticipationTranslation(PortalTranslationOptions):
    fields = ("title", "note")


keep_history(Series)
keep_history(Event, m2m_fields=[Event.organizations.field, Event.bodies.field, Event.topics.field])
keep_history(Participation)
