"""What the steps of a record ask for."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import LONGEST_REMARK

LATEST = dt.timedelta(days=5 * 366)  # ahead
MOMENT = "%Y-%m-%dT%H:%M"  # as browsers send it


class Text(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3, "cols": 60})
        super().__init__(max_length=LONGEST_REMARK, widget=widget, **kwargs)


class Asked(forms.ModelChoiceField):
    def __init__(self, people: QuerySet) -> None:
        super().__init__(
            people,
            required=False,
            label=_("Ask somebody by name"),
            help_text=_("It stands in their queue until they answer."),
            empty_label=_("nobody in particular"),
        )


class StepForm(forms.Form):
    """A form of the page of a record: its fields are told from those of the others by the name of the step."""

    step = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{self.step}-%s", label_suffix="", **kwargs)


class CommentForm(StepForm):
    step = "comment"
    text = Text(label=_("Comment"))

    def __init__(self, *args: Any, people: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked"] = Asked(people)


class SendForm(CommentForm):
    step = "send"
    text = Text(label=_("Note to the publisher"), required=False)


class ReturnForm(StepForm):
    step = "return"
    text = Text(
        label=_("Reason"),
        help_text=_("Whoever sent it reads this; its beginning stands in the history of the record."),
        error_messages={"required": _("Say why it is returned.")},
    )


class Moment(forms.DateTimeField):
    def __init__(self, label: Any) -> None:
        super().__init__(
            required=False,
            label=label,
            input_formats=[MOMENT, "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"],
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
            error_messages={"invalid": _("Write a day and a time, such as 2027-01-31 09:00.")},
        )

    def clean(self, value: Any) -> dt.datetime | None:
        moment = super().clean(value)
        if moment and moment <= timezone.now():
            raise forms.ValidationError(_("This moment has passed already: give one that is still to come."))
        if moment and moment > timezone.now() + LATEST:
            raise forms.ValidationError(_("This is more than five years ahead: look whether the year is right."))
        return moment


class ScheduleForm(StepForm):
    step = "schedule"
    publish_at = Moment(_("Publish at"))
    archive_at = Moment(_("Archive at"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        publish, archive = cleaned.get("publish_at"), cleaned.get("archive_at")
        if not self.errors and not publish and not archive:
            raise forms.ValidationError(_("Give at least one moment."))
        if publish and archive and publish >= archive:
            self.add_error("archive_at", _("It is to be archived after it is published, not before."))
        return cleaned
