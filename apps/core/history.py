"""The history of a record, as an editor reads it: each change once, in words."""

import dataclasses
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from django.core.paginator import Page
from django.db.models import ForeignKey
from django.http import HttpRequest
from django.utils.translation import gettext
from simple_history.admin import SimpleHistoryAdmin
from simple_history.models import HistoricalChanges, ModelChange
from simple_history.template_utils import HistoricalRecordContextHelper

from .dates import PartialDate
from .translations import field_label, translated_fields

NOTHING = "—"


class ReadableChanges(HistoricalRecordContextHelper):
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


class HistoryAdmin(SimpleHistoryAdmin):
    """Shows the history of a record and lets an editor go back to a former state of it."""

    history_list_per_page = 25
    object_history_template = "admin/portal/history.html"
    object_history_list_template = "admin/portal/_history_list.html"
    object_history_form_template = "admin/portal/history_form.html"

    def get_historical_record_context_helper(
        self, request: HttpRequest, historical_record: HistoricalChanges
    ) -> ReadableChanges:
        return ReadableChanges(self.model, historical_record)

    def set_history_delta_changes(
        self, request: HttpRequest, historical_records: Page, foreign_keys_are_objs: bool = True
    ) -> None:
        """Compare each state with the one before it, also across the pages of the list."""
        records = list(historical_records)
        if historical_records.has_next():
            records.append(historical_records.paginator.object_list[historical_records.end_index()])
        # Beside `name_kk` and `name_en` stands `name`, which only repeats the language that was active at the save.
        unsaid = set(translated_fields(self.model))
        many = self._many_to_many_rows(records)
        for newer, older in pairwise(records):
            same = {name for name, rows in many.items() if rows[newer.pk] == rows[older.pk]}
            delta = newer.diff_against(older, excluded_fields=unsaid | same, foreign_keys_are_objs=True)
            helper = self.get_historical_record_context_helper(request, newer)
            newer.history_delta_changes = helper.context_for_delta_changes(delta)

    def _many_to_many_rows(self, records: Sequence[HistoricalChanges]) -> dict[str, dict[int, set[int]]]:
        """Return, for each many-to-many field, the keys of each state: one query, not two for each pair of states."""
        found = {}
        history = self.model.history.model
        for field in history._history_m2m_fields:
            rows = getattr(history, field.name).model.objects.filter(history__in=[record.pk for record in records])
            found[field.name] = keys = defaultdict(set)
            for record, key in rows.values_list("history", field.m2m_reverse_field_name()):
                keys[record].add(key)
        return found
