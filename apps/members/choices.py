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


FULL = (MembershipStatus.MEMBER, MembershipStatus.PARTICIPATING_STATE)
