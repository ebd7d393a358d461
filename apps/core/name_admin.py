"""Other names in the admin: as rows in the form of their record, and in a list of their own."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .admin import DATES, OngoingFilter, TranslatedAdmin
from .inlines import ExclusiveFormSet, PortalInline, RowForm
from .languages import language_name
from .names import NameKind, OtherName
from .spans import today
from .tidying import TidyForm

FIELDS = (("name", "language", "kind"), DATES, "note", "position")


class PastNames:
    """The form of an other name: it knows the day, on which a former name has ended."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            try:
                self.instance.refuse_future(today())
            except ValidationError as error:
                self.add_error(None, error)


class NameRowForm(PastNames, RowForm):
    pass


class NameForm(PastNames, TidyForm):
    pass


class NameFormSet(ExclusiveFormSet):
    """Two new rows may be the same name: the database could only refuse both."""

    def clean(self) -> None:
        super().clean()
        seen = set()
        for form in self.forms:
            if form.errors or self._should_delete_form(form) or not (form.instance.pk or form.has_changed()):
                continue
            row = form.instance
            setattr(row, self.fk.name, self.instance)
            try:
                row.refuse_todays_name()  # of a row that was not touched too: the record may have been renamed
            except ValidationError as error:
                form.add_error(None, error)
            key = (row.name, row.language, row.possible_from)
            if key in seen:
                message = _("This name is there already, in the same language and from the same day.")
                form.add_error("name", ValidationError(message, code="unique"))
            seen.add(key)


class NameInline(PortalInline):
    form = NameRowForm
    formset = NameFormSet
    verbose_name = _("other name")
    verbose_name_plural = _("other and former names")
    fieldsets: ClassVar = ((None, {"fields": FIELDS}),)

    def about(self, row: OtherName) -> str:
        return ", ".join(_about(row))


def _about(row: OtherName) -> list[str]:
    kind = str(row.get_kind_display()) if row.kind != NameKind.ALIAS else ""
    span = row.span.spoken() if row.start or row.end or row.end_unknown else ""
    return [part for part in (kind, language_name(row.language) if row.language else "", span) if part]


class NameAdmin(TranslatedAdmin):
    """The other names of one kind of record."""

    form = NameForm
    list_filter = ("kind", "language", OngoingFilter)

    def __init__(self, model: type[OtherName], site: admin.AdminSite) -> None:
        owner = model.OWNER
        self.list_display = ("name", owner, "language_name", "kind", "dates")
        self.list_select_related = self.list_select_related or (owner,)
        self.search_fields = ("name", f"{owner}__name_kk", f"{owner}__name_en")
        self.autocomplete_fields = (owner,)
        self.ordering = (f"{owner}__sort_kk", "position", "pk")
        self.fieldsets = ((None, {"fields": (owner, *FIELDS)}),)
        super().__init__(model, site)

    @admin.display(description=_("language"), ordering="language")
    def language_name(self, obj: OtherName) -> str:
        return language_name(obj.language) if obj.language else ""

    @admin.display(description=_("dates"), ordering="possible_from")
    def dates(self, obj: OtherName) -> Any:
        return obj.span.spoken() if obj.start or obj.end or obj.end_unknown else ""
