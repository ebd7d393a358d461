"""A change of a record, in the words of its reader."""

import dataclasses
from typing import Any

from django.db.models import CharField, ForeignKey, TextField
from django.utils.html import format_html_join
from django.utils.translation import gettext
from simple_history.models import ModelChange, ModelDelta
from simple_history.template_utils import HistoricalRecordContextHelper

from .dates import PartialDate
from .differences import deleted, inserted, marked, replaced
from .translations import field_label

NOTHING = "—"


def in_quotes(text: str) -> str:
    """Put a text between quotation marks, if there are none in it: two of a kind cannot be told apart."""
    return text if set(text) & {*'«»“”„"'} else gettext("“%(text)s”") % {"text": text}


class ReadableChanges(HistoricalRecordContextHelper):
    def context_for_delta_changes(self, delta: ModelDelta) -> list[dict[str, Any]]:
        """Beside what a field said and says stands `marked`: the one with the changed words marked."""
        told = super().context_for_delta_changes(delta)
        for change, shown in zip(delta.changes, told, strict=True):
            shown["name"], shown["marked"] = change.field, self._marked(change, shown)
        return told

    def _marked(self, change: ModelChange, shown: dict[str, Any]) -> Any:
        field = self.model._meta.get_field(change.field)
        is_text = isinstance(field, (CharField, TextField)) and not field.choices
        if is_text and all(isinstance(value or "", str) for value in (change.old, change.new)):
            return marked(change.old or "", change.new or "")
        old, new = str(shown["old"]), str(shown["new"])
        if field.many_to_many:
            return self._rows_marked(change)
        if NOTHING in (old, new):
            return inserted(new) if old == NOTHING else deleted(old)
        return replaced(old, new)

    def _rows_marked(self, change: ModelChange) -> Any:
        """Say which records came and which went."""
        old, new = (
            [str(row) for row in self.prepare_delta_change_value(change, rows)] for rows in (change.old, change.new)
        )
        gone, come = [row for row in old if row not in new], [row for row in new if row not in old]
        said = [*(deleted(row) for row in gone), *(inserted(row) for row in come)]
        return format_html_join(", ", "{}", ((one,) for one in said))

    def format_delta_change(self, change: ModelChange) -> ModelChange:
        field = self.model._meta.get_field(change.field)
        return dataclasses.replace(super().format_delta_change(change), field=field_label(field))

    def prepare_delta_change_value(self, change: ModelChange, value: Any) -> Any:
        field = self.model._meta.get_field(change.field)
        if value in (None, "") or (isinstance(field, ForeignKey) and value.pk is None):
            return NOTHING
        if isinstance(value, bool):
            return gettext("Yes") if value else gettext("No")
        if isinstance(value, PartialDate):
            return value.spoken()
        if getattr(field, "choices", None):
            return dict(field.flatchoices).get(value, value)
        return super().prepare_delta_change_value(change, value)
