from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.core import linked_data
from apps.core.translations import sort_column, translation
from apps.core.views import Crumb, FilteredListView, RecordView
from apps.sources.citations import Citations

from .export import TERM_COLUMNS
from .filters import TERM_FILTERS
from .models import Term
from .sharing import facts_of_term, term_data, term_set


class TermList(FilteredListView):
    template_name = "terms/term_list.html"
    title = _("Glossary")
    description = _(
        "How things are called in international affairs: preferred, allowed and deprecated forms in Kazakh, English "
        "and Russian."
    )
    section = "terms"
    filters = TERM_FILTERS
    columns = TERM_COLUMNS

    def get_base(self) -> QuerySet:
        return Term.objects.published()

    def get_sorts(self) -> dict[str, Any]:
        name = sort_column()
        return {"name": (_("by name"), (name, "pk")), "-name": (_("by name, from the end"), (f"-{name}", "-pk"))}

    def get_rows(self, keys: list[int]) -> QuerySet:
        return Term.objects.filter(pk__in=keys).with_forms()

    def count_sentence(self, count: int) -> str:
        return ngettext("%(count)s term", "%(count)s terms", count) % {"count": count}

    def get_linked_data(self) -> list[linked_data.Node | None]:
        return [term_set(self.absolute), *super().get_linked_data()]


class TermDetail(RecordView):
    template_name = "terms/term_detail.html"
    model = Term
    record_name = "term"
    section = "terms"

    def get_base(self) -> QuerySet:
        return Term.objects.with_forms()

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("Glossary"), reverse("terms:list"))]

    def get_kind(self) -> list[str]:
        return [str(capfirst(self.model._meta.verbose_name)), str(self.record.get_category_display())]

    def get_facts(self) -> list[str]:
        return facts_of_term(self.record)

    def get_description(self) -> str:
        """Return the definition; where there is none in this language, the forms in the others."""
        return translation(self.record, "definition", fallback=False).text or super().get_description()

    def get_data(self) -> linked_data.Node:
        return term_data(self.record, self.absolute)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(citations=Citations([self.record]), **kwargs)
