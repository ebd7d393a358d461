"""What an editor sent, put together with what others have saved since the form was opened.

Field by field, of the record and of the rows in its form: what only the others changed is taken over, what only the
editor changed stays, and where both did, the editor's text stays in the form with the other beside it.
"""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, QueryDict
from django.utils.choices import flatten_choices
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .dates import PartialDate
from .differences import side_by_side
from .past import Entry, since
from .readable import NOTHING
from .versions import Opened, Stated, canonical, digest, fields_kept, stated

SKEW = dt.timedelta(minutes=1)  # whoever was saving as the form was opened may bear an earlier moment


class Taken(NamedTuple):
    """A field that only others changed: the form now has their value."""

    label: str
    now: str


class Both(NamedTuple):
    """A field that was changed here and elsewhere."""

    label: str
    html_name: str
    html_id: str
    yours: SafeString
    now: SafeString


class Merge:
    """`data` is what the form holds from now on, to be compared with the version `now` when it is sent again."""

    def __init__(
        self, request: HttpRequest, opened: Opened | None, now: Opened, form: forms.ModelForm, formsets: Iterable[Any]
    ) -> None:
        self.opened, self.now = opened, now
        self.data: QueryDict = request.POST.copy()
        self.files = request.FILES
        self.taken: list[Taken] = []
        self.both: list[Both] = []
        self.gone: list[str] = []  # rows that others deleted and that were not touched here
        self.revived: list[str] = []  # rows that others deleted and that were changed here: they would be made again
        self.come: list[str] = []  # rows that others added
        self.is_quiet = opened is not None  # all that others did was to note something beside what a row says
        self._merge(form, opened.fields if opened else None, now.fields, "")
        for formset in formsets:
            self._merge_rows(formset)
        self.is_quiet &= not (self.both or self.gone or self.revived or self.come)
        self.entries = self._entries(form.instance, formsets) if opened else []

    @property
    def message(self) -> str:
        if self.opened is None:
            return _(
                "This form does not say which version of the record it was opened with, so nothing has been saved. "
                "What you wrote is still in the form: compare it with what the record says now, and save again."
            )
        return _(
            "Somebody else changed this record after you had opened it, so nothing has been saved yet. "
            "What you wrote is still in the form: see above it what changed, and save again."
        )

    # ---- fields

    def _merge(self, form: forms.ModelForm, base: Stated | None, now: Stated, row: str) -> bool:
        """Merge one form; say whether something was changed in it here."""
        changed_here = False
        for name, field in fields_kept(form).items():
            sent, shown = self._sent(form, name, field)
            is_mine = sent is None or base is None or digest(sent) != base.get(name)
            changed_here |= is_mine
            is_theirs = base is None or base.get(name) != now[name]
            if not is_theirs or (sent is not None and digest(sent) == now[name]):
                continue
            called = capfirst(strip_tags(str(field.label)))
            label = f"{row}, {called}" if row else called
            current = in_words(field, form.get_initial_for_field(field, name))
            if is_mine:
                mine = shown if sent is None else in_words(field, sent)
                html_name = form.add_prefix(name)
                self.both.append(Both(label, html_name, f"id_{html_name}", *side_by_side(mine, current)))
            else:
                self._write(form, name, field)
                self.taken.append(Taken(label, current))
                self.is_quiet &= name in getattr(form._meta.model, "NOTED_ASIDE", ())
        return changed_here

    def _sent(self, form: forms.ModelForm, name: str, field: forms.Field) -> tuple[Any, str]:
        """Return what was sent for a field; None, and the words, if it cannot be read."""
        initial = form.get_initial_for_field(field, name)
        raw = field.widget.value_from_datadict(self.data, self.files, form.add_prefix(name))
        try:
            clean = field.clean(raw, initial) if isinstance(field, forms.FileField) else field.clean(raw)
        except ValidationError:
            return None, str(raw or NOTHING)
        return ("" if clean is None else clean), ""

    def _write(self, form: forms.ModelForm, name: str, field: forms.Field) -> None:
        """Put into the form what the record says now."""
        html_name, widget = form.add_prefix(name), getattr(field.widget, "widget", field.widget)
        value = field.prepare_value(form.get_initial_for_field(field, name))
        if isinstance(field, forms.FileField):
            return  # the browser shows it of itself
        if isinstance(widget, forms.CheckboxInput):
            self.data.pop(html_name, None)
            if value:
                self.data[html_name] = "on"
            return
        shown = widget.format_value(value)
        self.data.setlist(html_name, [str(one) for one in shown] if isinstance(shown, list) else [shown or ""])

    # ---- rows

    def _merge_rows(self, formset: Any) -> None:
        """Write the rows anew: those that are there, with what was sent for them, and behind them the new ones."""
        prefix = formset.prefix
        base = self.opened.rows.get(prefix) if self.opened else {}
        current = {str(form.instance.pk): form for form in formset.initial_forms if form.instance.pk}
        total, initial = (self._count(formset, name) for name in ("TOTAL_FORMS", "INITIAL_FORMS"))
        if base is None or getattr(formset, "elsewhere", 0) or total is None or initial is None:
            return
        sent = self._taken_out(formset, total)
        kept, new = [], []
        for index, cells in enumerate(sent):
            key = cells.get(formset.model._meta.pk.name, [""])[0]
            if index >= initial:
                new.append(cells)
            elif key in current:
                kept.append((current.pop(key), key, cells))
            elif self._was_changed(formset, cells, base.get(key)):
                cells.pop(formset.model._meta.pk.name, None)
                new.append(cells)
                self.revived.append(self._row_label(formset, cells))
            else:
                self.gone.append(self._row_label(formset, cells))
        kept += [(form, key, None) for key, form in current.items()]
        self._put_back(formset, kept, [cells for cells in new if not self._is_superseded(formset, cells)], base)

    def _count(self, formset: Any, name: str) -> int | None:
        try:
            return min(max(int(self.data[f"{formset.prefix}-{name}"]), 0), formset.absolute_max)
        except (KeyError, ValueError):
            return None  # Django says what is wrong with it

    def _taken_out(self, formset: Any, total: int) -> list[dict[str, list[str]]]:
        rows: list[dict[str, list[str]]] = [{} for _row in range(total)]
        cell = re.compile(rf"{re.escape(formset.prefix)}-([0-9]{{1,6}})-(.+)")
        for html_name in list(self.data):
            if (found := cell.fullmatch(html_name)) and int(found[1]) < total:
                rows[int(found[1])][found[2]] = self.data.pop(html_name)
        return rows

    def _put_back(self, formset: Any, kept: list, new: list, base: dict[str, Stated]) -> None:
        pk = formset.model._meta.pk.name
        for index, (form, key, cells) in enumerate(kept):
            form.prefix = formset.add_prefix(index)
            self.data[form.add_prefix(pk)] = key
            now, label = stated(form), f"{capfirst(form.instance._meta.verbose_name)} “{form.instance}”"
            for name, values in (cells or {}).items():
                self.data.setlist(f"{form.prefix}-{name}", values)
            if cells is None:
                self.come.append(label)
                for name, field in fields_kept(form).items():
                    self._write(form, name, field)
            else:
                self._merge(form, base.get(key) if self.opened else None, now, label)
        for index, cells in enumerate(new, len(kept)):
            for name, values in cells.items():
                self.data.setlist(f"{formset.add_prefix(index)}-{name}", values)
        self.data[f"{formset.prefix}-INITIAL_FORMS"] = str(len(kept))
        self.data[f"{formset.prefix}-TOTAL_FORMS"] = str(len(kept) + len(new))

    def _as_form(self, formset: Any, cells: dict[str, list[str]]) -> tuple[forms.ModelForm, QueryDict]:
        form = formset.empty_form
        data = QueryDict(mutable=True)
        for name, values in cells.items():
            data.setlist(f"{form.prefix}-{name}", values)
        return form, data

    def _was_changed(self, formset: Any, cells: dict[str, list[str]], base: Stated | None) -> bool:
        """Say whether a row that others deleted was changed here (and is not to be deleted here too)."""
        if base is None or cells.get("DELETE"):
            return False
        form, data = self._as_form(formset, cells)
        for name, field in fields_kept(form).items():
            try:
                said = field.clean(field.widget.value_from_datadict(data, self.files, form.add_prefix(name)))
            except ValidationError:
                return True
            if digest(said) != base.get(name):
                return True
        return False

    def _is_superseded(self, formset: Any, cells: dict[str, list[str]]) -> bool:
        superseded = getattr(formset, "is_superseded", None)
        return superseded is not None and superseded({name: values[-1] for name, values in cells.items() if values})

    def _row_label(self, formset: Any, cells: dict[str, list[str]]) -> str:
        """Name a row that is gone by the first word or choice that was sent for it."""
        form, data = self._as_form(formset, cells)
        said = []
        for name, field in fields_kept(form).items():
            try:
                value = field.clean(field.widget.value_from_datadict(data, self.files, form.add_prefix(name)))
            except ValidationError:
                continue
            if canonical(value):
                said.append(in_words(field, value))
        return f"{capfirst(formset.model._meta.verbose_name)} “{', '.join(said[:2])}”"

    # ---- who

    def _entries(self, record: models.Model, formsets: Iterable[Any]) -> list[Entry]:
        """Return who changed what since the form was opened, the latest first."""
        moment = dt.datetime.fromtimestamp(self.opened.at, tz=dt.UTC) - SKEW
        found = since(type(record), [record.pk], moment)
        for formset in formsets:
            rows = self.opened.rows.get(formset.prefix)
            keys = {*(rows or ()), *(self.now.rows.get(formset.prefix) or ())}
            if rows is None or rows == self.now.rows.get(formset.prefix):
                continue
            for entry in since(formset.model, [key for key in keys if key.isdecimal()], moment):
                entry.kind = entry.kind or capfirst(formset.model._meta.verbose_name)
                found.append(entry)
        return sorted(found, key=lambda entry: entry.state.history_date, reverse=True)


def in_words(field: forms.Field, value: Any) -> str:
    """Say a value of a form as its reader would."""
    if value is None or value == "" or value == []:
        return NOTHING
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, PartialDate):
        return value.spoken()
    if isinstance(field, forms.ModelMultipleChoiceField):
        rows = value if all(isinstance(one, models.Model) for one in value) else field.queryset.filter(pk__in=value)
        return ", ".join(sorted(str(field.label_from_instance(row)) for row in rows)) or NOTHING
    if isinstance(field, forms.ModelChoiceField):
        row = value if isinstance(value, models.Model) else field.queryset.filter(pk=value).first()
        return str(field.label_from_instance(row)) if row else NOTHING
    if choices := getattr(field, "choices", None):
        return str(dict(flatten_choices(choices)).get(value, value))
    return str(value)
