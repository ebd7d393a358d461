"""How a text stands in a language."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    MISSING = "missing", pgettext_lazy("state of a translation", "missing")
    OUTDATED = "outdated", pgettext_lazy("state of a translation", "outdated")
    IN_PROGRESS = "in_progress", pgettext_lazy("state of a translation", "in progress")
    DONE = "done", pgettext_lazy("state of a translation", "done")
    ORIGINAL = "original", pgettext_lazy("state of a translation", "original")
    NOTHING = "nothing", pgettext_lazy("state of a translation", "no text")  # in either language


WORK = (State.MISSING, State.OUTDATED, State.IN_PROGRESS)
SHOWN = (*WORK, State.DONE, State.ORIGINAL)
