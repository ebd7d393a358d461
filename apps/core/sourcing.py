"""Where a changed fact is written: asked in the form of a record, and kept with it by the app that knows sources."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Protocol

from django import forms
from django.db import models
from django.http import HttpRequest

from .deciding import DecidingAdmin
from .publishing import is_live


class SourceDesk(Protocol):
    def fields(self, model: type[models.Model]) -> Mapping[str, forms.Field]:
        """Return what the form of a kind of record asks beside "why". None of it belongs to the record."""
        ...

    def check(self, form: forms.ModelForm, formsets: Iterable[Any]) -> None:
        """Add an error to a form of a published record that changes facts and does not say where they are written."""
        ...

    def keep(self, request: HttpRequest, form: forms.ModelForm) -> None:
        """Keep the source that a form names for what it has changed. Called in the transaction of the save."""
        ...


class SourcedForm(forms.BaseForm, metaclass=forms.forms.DeclarativeFieldsMetaclass):
    """A form of a record that asks where a changed fact is written, and knows the rows that were sent with it."""

    source_desk: SourceDesk | None = None
    request: HttpRequest | None = None
    asked_where: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.asked_where:
            self.source_desk.check(self, getattr(self.request, "rows_of_form", ()))
        return cleaned

    @property
    def where(self) -> list[forms.BoundField]:
        """Return the questions, where they are to be seen: a draft asks nothing."""
        return [self[name] for name in self.asked_where] if self.instance.pk and is_live(self._as_it_was) else []

    @property
    def _as_it_was(self) -> models.Model:
        """Return the record as the public sees it: a refused form has written into its own."""
        return self._meta.model._base_manager.get(pk=self.instance.pk) if self.is_bound else self.instance


class SourcedAdmin(DecidingAdmin):
    """Asks where a fact is written that somebody changes in a published record."""

    source_desk: ClassVar[SourceDesk | None] = None  # given by the app that knows sources

    def get_form(
        self, request: HttpRequest, obj: models.Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        if obj is not None and self.source_desk and self.may_change_all(request):
            form = kwargs.get("form", self.form)
            asked = dict(self.source_desk.fields(self.model))
            said = {"source_desk": self.source_desk, "request": request, "asked_where": tuple(asked)}
            kwargs["form"] = type(form.__name__, (SourcedForm, form), {**asked, **said, "__module__": form.__module__})
        return super().get_form(request, obj, change=change, **kwargs)

    def _form_of_state(self, *args: Any, **kwargs: Any) -> forms.ModelForm:
        """What comes back was here before, and the reason why is asked for: it needs no source."""
        form = super()._form_of_state(*args, **kwargs)
        for name in getattr(form, "asked_where", ()):
            del form.fields[name]
        form.asked_where = ()
        return form

    def _create_formsets(self, request: HttpRequest, obj: models.Model, change: bool) -> tuple[list[Any], list[Any]]:
        formsets, inlines = super()._create_formsets(request, obj, change)
        if request.method == "POST":
            request.rows_of_form = formsets  # Django asks the form before it looks at the rows
        return formsets, inlines

    def _save_rows(self, request: HttpRequest, form: forms.ModelForm, formsets: Iterable, change: bool) -> None:
        super()._save_rows(request, form, formsets, change)
        if getattr(form, "asked_where", ()):
            form.source_desk.keep(request, form)
