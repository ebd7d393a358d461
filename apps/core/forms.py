"""Form fields and widgets shared by every form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .dates import PartialDate


class PartialDateInput(forms.TextInput):
    """A text box that says, as one types, how the date will be read (see `static/js/partial-date.js`)."""

    class Media:
        js = ["js/partial-date.js"]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"class": "partial-date", "size": 14, "autocomplete": "off", "placeholder": "1949-04-04", **(attrs or {})}
        )


class PublicationFormField(forms.TypedChoiceField):
    """The states that somebody may choose; `keep` leaves a record in the one that it has."""

    def keep(self, state: str, label: Any) -> None:
        if state not in dict(self.choices):
            self.choices = [*self.choices, (state, label)]


class PartialDateFormField(forms.Field):
    """Reads `1949-04-04`, `1949-04`, `1949`, `199X`, `19XX`, `2004-10~`, `1990?`, and dates in the words of either
    language; refuses everything else and says why."""

    widget = PartialDateInput

    def __init__(self, *, max_length: int | None = None, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text",
            _("1949-04-04, 1949-04 or 1949; 199X for a decade, 19XX for a century; add ~ for about, ? for uncertain."),
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> PartialDate | None:
        if value in self.empty_values or isinstance(value, PartialDate):
            return value or None
        return PartialDate.parse(value) if value.strip() else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "") != str(data or "").strip()
