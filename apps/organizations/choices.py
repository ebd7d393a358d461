from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganizationKind(models.TextChoices):
    UNIVERSAL = "universal", pgettext_lazy("organisation kind", "universal")
    MILITARY_POLITICAL = "military_political", pgettext_lazy("organisation kind", "military-political")
    SECURITY = "security", pgettext_lazy("organisation kind", "security")
    POLITICAL = "political", pgettext_lazy("organisation kind", "political")
    ECONOMIC = "economic", pgettext_lazy("organisation kind", "economic")
    FINANCIAL = "financial", pgettext_lazy("organisation kind", "financial")
    PARLIAMENTARY = "parliamentary", pgettext_lazy("organisation kind", "parliamentary")
    CULTURAL = "cultural", pgettext_lazy("organisation kind", "cultural")
    ENVIRONMENTAL = "environmental", pgettext_lazy("organisation kind", "environmental")
    TECHNICAL = "technical", pgettext_lazy("organisation kind", "technical")
    NATIONAL = "national", pgettext_lazy("organisation kind", "national institution")


class LinkKind(models.TextChoices):
    SUCCESSOR_OF = "successor_of", _("successor of")
    ASSEMBLY_OF = "assembly_of", _("assembly of")
    OBSERVER_AT = "observer_at", _("observer at")
    PART_OF_SYSTEM = "part_of_system", _("part of the system of")


# How a link reads from its other end.
LINK_READ_BACK = {
    LinkKind.SUCCESSOR_OF: _("succeeded by"),
    LinkKind.ASSEMBLY_OF: _("parliamentary assembly"),
    LinkKind.OBSERVER_AT: _("observer"),
    LinkKind.PART_OF_SYSTEM: _("related organisation"),
}


class BodyKind(models.TextChoices):
    COUNCIL = "council", pgettext_lazy("body kind", "council")
    COMMITTEE = "committee", pgettext_lazy("body kind", "committee")
    COMMISSION = "commission", pgettext_lazy("body kind", "commission")
    GROUP = "group", pgettext_lazy("body kind", "group")
    ASSEMBLY = "assembly", pgettext_lazy("body kind", "assembly")
    CONFERENCE = "conference", pgettext_lazy("body kind", "conference")
    SECRETARIAT = "secretariat", pgettext_lazy("body kind", "secretariat")
    STAFF = "staff", pgettext_lazy("body kind", "staff")
    COMMAND = "command", pgettext_lazy("body kind", "command")
    AGENCY = "agency", pgettext_lazy("body kind", "agency")
    OFFICE = "office", pgettext_lazy("body kind", "office")
    COURT = "court", pgettext_lazy("body kind", "court")
    PROGRAMME = "programme", pgettext_lazy("body kind", "programme")
    FORUM = "forum", pgettext_lazy("body kind", "forum")
    OTHER = "other", pgettext_lazy("body kind", "other body")


class Level(models.TextChoices):
    HEADS_OF_STATE = "heads_of_state", _("heads of state")
    HEADS_OF_GOVERNMENT = "heads_of_government", _("heads of government")
    FOREIGN_MINISTERS = "foreign_ministers", _("ministers of foreign affairs")
    DEFENCE_MINISTERS = "defence_ministers", _("ministers of defence")
    MINISTERS = "ministers", _("ministers")
    PERMANENT_REPRESENTATIVES = "permanent_representatives", _("permanent representatives")
    CHIEFS_OF_STAFF = "chiefs_of_staff", _("chiefs of staff")
    PARLIAMENTARIANS = "parliamentarians", _("parliamentarians")
    EXPERTS = "experts", _("experts")
    STAFF = "staff", _("permanent staff")


class Decision(models.TextChoices):
    CONSENSUS = "consensus", _("by consensus")
    MAJORITY = "majority", _("by majority")
    QUALIFIED_MAJORITY = "qualified_majority", _("by qualified majority")
    NOT_APPLICABLE = "not_applicable", _("takes no decisions")
