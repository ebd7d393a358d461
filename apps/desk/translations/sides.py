"""The texts of one record side by side: what stands in one language, and what is written for it in the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.forms import BoundField
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.core.tidying import TidyForm
from apps.core.translations import other_language

from ..models import TranslationBasis
from .applying import apply_translation, locked
from .choices import State
from .comparing import Piece, compared
from .keeping import Standing, keep, standing_of
from .states import UNKNOWN, Basis, fingerprint


def exactly(text: str | None) -> str:
    """Return a fingerprint in which every sign counts: by it is known whether somebody else wrote meanwhile."""
    return blake2b((text or "").replace("\r\n", "\n").encode(), digest_size=10).hexdigest()


class SideForm(TidyForm):
    """The texts of one language. It is held to every rule of the record, also to those about other fields."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as error:
                self._update_errors(error)

    def _update_errors(self, errors: ValidationError) -> None:
        """Say of the whole form what a rule says of a field that is not in it."""
        if hasattr(errors, "error_dict"):
            said: dict[str, list] = {}
            for name, some in errors.error_dict.items():
                said.setdefault(name if name in self.fields else NON_FIELD_ERRORS, []).extend(some)
            errors = ValidationError(said)
        super()._update_errors(errors)


@dataclass(slots=True)
class Side:
    """One field: the source on the left, the input on the right.

    `others`: what somebody else wrote there meanwhile. `written`: who wrote the translation, where the desk knows.
    """

    name: str
    label: str
    state: State
    source: str
    source_language: str
    pieces: list[Piece]
    is_changed: bool  # since the translation was made
    input: BoundField
    opened: str
    seen: str
    written: TranslationBasis | None
    others: str | None = None

    @property
    def opened_name(self) -> str:
        return f"opened_{self.name}"

    @property
    def seen_name(self) -> str:
        return f"seen_{self.name}"


@dataclass(slots=True)
class Outcome:
    """What became of an attempt to save. `overtaken`: fields of which the source changed while they were translated."""

    form: SideForm
    is_saved: bool = False
    is_proposed: bool = False  # somebody who may publish decides on it
    written: list[str] = field(default_factory=list)  # columns
    opened: dict[str, str] = field(default_factory=dict)  # field → what its text was when the page was opened
    conflicts: dict[str, str] = field(default_factory=dict)  # field → what somebody else wrote
    overtaken: list[str] = field(default_factory=list)


def fields_of(one: Standing, language: str) -> list[str]:
    """Return the fields that can be written for a language: those of which the other has a text.

    In the original only what is missing: else it would be changed here without its translation at hand.
    """
    if language == one.row.original:
        return [name for name in one.texts if one.state(name, language) == State.MISSING]
    return [name for name in one.texts if one.state(name, language) != State.NOTHING]


def form_for(request: HttpRequest, one: Standing, language: str, data: Mapping[str, Any] | None = None) -> SideForm:
    """Return the form with the columns of one language: whatever else is sent reaches nothing."""
    model = type(one.record)
    model_admin = admin.site._registry[model]
    columns = [f"{name}_{language}" for name in fields_of(one, language)]
    made = forms.modelform_factory(
        model,
        form=SideForm,
        fields=columns,
        formfield_callback=partial(model_admin.formfield_for_dbfield, request=request),
    )
    return made(data, instance=one.record)


def former_text(one: Standing, name: str, language: str, wanted: str) -> str:
    """Return the text that a field once had, by its fingerprint: from the history of the record."""
    column = f"{name}_{language}"
    past = one.record.history.order_by("-history_id").values_list(column, flat=True)
    return next((text for text in past.iterator(200) if fingerprint(text) == wanted), "")


def sides(one: Standing, language: str, form: SideForm, outcome: Outcome | None = None) -> Iterator[Side]:
    other = other_language(language)
    for name in fields_of(one, language):
        source, state, basis = one.texts[name][other], one.state(name, language), one.basis(name, language)
        now = one.now[name][other]
        is_changed = bool(basis) and basis.source != now and language != one.row.original
        before = ""
        if is_changed and basis.source not in ("", UNKNOWN):
            before = basis.source_text or former_text(one, name, other, basis.source)
        model_field = one.record._meta.get_field(name)
        opened = exactly(one.texts[name][language])
        if outcome and name not in outcome.conflicts:  # their text was not shown: it must not be overwritten next time
            opened = outcome.opened.get(name, opened)
        yield Side(
            name=name,
            label=capfirst(model_field.verbose_name),
            state=state,
            source=source,
            source_language=other,
            pieces=compared(before, source) if before else [Piece("same", source)],
            is_changed=is_changed,
            input=form[f"{name}_{language}"],
            opened=opened,
            seen=now,
            written=basis if basis and basis.by_id else None,
            others=outcome.conflicts.get(name) if outcome else None,
        )


@transaction.atomic
def save(request: HttpRequest, model: type[models.Model], pk: int, language: str, in_progress: bool) -> Outcome | None:
    """Write what was sent for one language, unless somebody else wrote the same text meanwhile.

    Returns None where the record is gone.
    """
    record = locked(model, pk)
    if record is None:
        return None
    one = standing_of(record)
    texts, other = dict(one.texts), other_language(language)
    names = fields_of(one, language)
    form = form_for(request, one, language, request.POST)
    outcome = Outcome(form)
    for name in names:
        sent, now = request.POST.get(f"{name}_{language}"), texts[name][language]
        opened = outcome.opened[name] = request.POST.get(f"opened_{name}", "")
        if sent is not None and exactly(sent) not in (opened, exactly(now)) and opened != exactly(now):
            outcome.conflicts[name] = now
    for name in outcome.conflicts:
        form.add_error(f"{name}_{language}", _("Somebody else has changed this text since you opened the page."))
    if not form.is_valid():
        return outcome
    written = {}
    for name in names:
        column = f"{name}_{language}"
        if column in request.POST and exactly(request.POST[column]) != outcome.opened[name]:
            text = form.cleaned_data[column] or ""
            if text != texts[name][language]:
                written[column] = text
    fresh = locked(model, pk)  # the form has put its own values into the other
    if written:
        outcome.is_proposed = not apply_translation(request, fresh, written)
        outcome.written = list(written)
    one = standing_of(fresh)
    for name in names:
        column = f"{name}_{language}"
        left_alone = column not in written and exactly(texts[name][language]) != outcome.opened[name]
        if left_alone or not one.now[name][language]:
            continue  # somebody else's words, or none
        if outcome.is_proposed and column in written:
            continue  # they are not there yet
        _mark(request, one, name, language, other, in_progress, outcome)
    keep(one)
    outcome.is_saved = True
    return outcome


def _mark(
    request: HttpRequest, one: Standing, name: str, language: str, other: str, in_progress: bool, outcome: Outcome
) -> None:
    """Write down what the text was made from: the source that the page showed, which may no longer be the present."""
    if language == one.row.original:
        return  # the translation that was there first goes with it: `states.rewritten`
    seen, now = request.POST.get(f"seen_{name}", ""), one.now[name][other]
    if seen != now:
        outcome.overtaken.append(str(one.record._meta.get_field(name).verbose_name))
        if not former_text(one, name, other, seen):
            seen = UNKNOWN
    one.write(name, language, one.now[name][language], Basis(seen, in_progress), request.user)
