from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.dates import language_or_active


class Region(models.TextChoices):
    AFRICA = "africa", _("Africa")
    NORTH_AMERICA = "north_america", _("North America")
    LATIN_AMERICA = "latin_america", _("Latin America and the Caribbean")
    CENTRAL_ASIA = "central_asia", _("Central Asia")
    EAST_ASIA = "east_asia", _("East Asia")
    SOUTHEAST_ASIA = "southeast_asia", _("South-East Asia")
    SOUTH_ASIA = "south_asia", _("South Asia")
    WEST_ASIA = "west_asia", _("West Asia and the Caucasus")
    EUROPE = "europe", _("Europe")
    OCEANIA = "oceania", _("Oceania")
    ANTARCTICA = "antarctica", _("Antarctica")


class NamePart(models.TextChoices):
    """What of a record is declined."""

    NAME = "name", _("name")
    ABBREVIATION = "abbreviation", _("abbreviation")


class Case(models.TextChoices):
    """The seven cases, in the order of Kazakh grammars and of `core.declension.CaseForms`."""

    NOMINATIVE = "nominative", pgettext_lazy("grammatical case", "nominative")
    GENITIVE = "genitive", pgettext_lazy("grammatical case", "genitive")
    DATIVE = "dative", pgettext_lazy("grammatical case", "dative")
    ACCUSATIVE = "accusative", pgettext_lazy("grammatical case", "accusative")
    LOCATIVE = "locative", pgettext_lazy("grammatical case", "locative")
    ABLATIVE = "ablative", pgettext_lazy("grammatical case", "ablative")
    INSTRUMENTAL = "instrumental", pgettext_lazy("grammatical case", "instrumental")


class InKazakh(NamedTuple):
    """What Kazakh grammars call a case, and the questions that it answers: in Kazakh in either language of the page."""

    name: str
    questions: str

    def __str__(self) -> str:
        """Say what stands beside the label of the case, which in Kazakh is its name already."""
        return self.questions if language_or_active(None) == "kk" else f"{self.name}: {self.questions}"


IN_KAZAKH = {
    Case.NOMINATIVE: InKazakh("атау", "кім? не?"),
    Case.GENITIVE: InKazakh("ілік", "кімнің? ненің?"),
    Case.DATIVE: InKazakh("барыс", "кімге? неге?"),
    Case.ACCUSATIVE: InKazakh("табыс", "кімді? нені?"),
    Case.LOCATIVE: InKazakh("жатыс", "кімде? неде?"),
    Case.ABLATIVE: InKazakh("шығыс", "кімнен? неден?"),
    Case.INSTRUMENTAL: InKazakh("көмектес", "кіммен? немен?"),
}
OBLIQUE = tuple(case.value for case in Case if case != Case.NOMINATIVE)
