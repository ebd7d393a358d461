from django.db import models
from django.utils.translation import pgettext_lazy


class MembershipStatus(models.TextChoices):
    MEMBER = "member", pgettext_lazy("membership", "member")
    PARTICIPATING_STATE = "participating_state", pgettext_lazy("membership", "participating state")
    ASSOCIATE = "associate", pgettext_lazy("membership", "associate member")
    OBSERVER = "observer", pgettext_lazy("membership", "observer")
    PARTNER = "partner", pgettext_lazy("membership", "partner")
    DIALOGUE_PARTNER = "dialogue_partner", pgettext_lazy("membership", "dialogue partner")
    CANDIDATE = "candidate", pgettext_lazy("membership", "candidate")
    SUSPENDED = "suspended", pgettext_lazy("membership", "suspended")


# How a group of members of one status is headed.
PLURALS = {
    MembershipStatus.MEMBER: pgettext_lazy("membership", "Members"),
    MembershipStatus.PARTICIPATING_STATE: pgettext_lazy("membership", "Participating states"),
    MembershipStatus.ASSOCIATE: pgettext_lazy("membership", "Associate members"),
    MembershipStatus.OBSERVER: pgettext_lazy("membership", "Observers"),
    MembershipStatus.PARTNER: pgettext_lazy("membership", "Partners"),
    MembershipStatus.DIALOGUE_PARTNER: pgettext_lazy("membership", "Dialogue partners"),
    MembershipStatus.CANDIDATE: pgettext_lazy("membership", "Candidates"),
    MembershipStatus.SUSPENDED: pgettext_lazy("membership", "Suspended"),
}

FULL = (MembershipStatus.MEMBER, MembershipStatus.PARTICIPATING_STATE)
