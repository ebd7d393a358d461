from django.db import models
from django.utils.translation import pgettext_lazy


class PostKind(models.TextChoices):
    HEAD = "head", pgettext_lazy("post kind", "head")
    DEPUTY = "deputy", pgettext_lazy("post kind", "deputy")
    CHAIR = "chair", pgettext_lazy("post kind", "chair")
    COMMANDER = "commander", pgettext_lazy("post kind", "commander")
    REPRESENTATIVE = "representative", pgettext_lazy("post kind", "representative")
    DIRECTOR = "director", pgettext_lazy("post kind", "director")
    ASSISTANT = "assistant", pgettext_lazy("post kind", "assistant")
    MINISTER = "minister", pgettext_lazy("post kind", "minister")
    HEAD_OF_STATE = "head_of_state", pgettext_lazy("post kind", "head of state")


# Who holds one of these leads the place it is in: the structure of an organisation names them.
LEADING = (PostKind.HEAD, PostKind.CHAIR, PostKind.COMMANDER)
