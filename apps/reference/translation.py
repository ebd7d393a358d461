from modeltranslation.translator import register
from simple_history import register as keep_history

from apps.core.translations import PortalTranslationOptions

from .models import City, Country, CountryName, Declension, Topic


@register(Country)
class CountryTranslation(PortalTranslationOptions):
    fields = ("name", "summary")


@register(CountryName)
class CountryNameTranslation(PortalTranslationOptions):
    fields = ("note",)


@register(City)
class CityTranslation(PortalTranslationOptions):
    fields = ("name",)


@register(Topic)
class TopicTranslation(PortalTranslationOptions):
    fields = ("name", "summary")


keep_history(Country, m2m_fields=[Country.successors.field])
keep_history(CountryName)
keep_history(City)
keep_history(Topic)
keep_history(Declension)
