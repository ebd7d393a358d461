"""The public pages of suggestions: to make one, to see what became of it, and to see all."""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from apps.core.views import Crumb, PageView

from ..changes import KINDS, Kind, name_of, owner_of, page_of
from ..turning import Turned
from .beside import rows_beside
from .facts import Fact, facts_of, relations, said
from .forms import CorrectionForm
from .public import STATES, Told, published, suggestions, told
from .sending import Full, send
from .throttling import TooMany, count

SIZE = 30

TOO_MANY = _(
    "There were many suggestions from your network. Send this one in an hour, or tomorrow: your text stays here."
)
TOO_MANY_OF_ALL = _("Many suggestions are coming in just now. Send this one in an hour: your text stays here.")
FULL = _("Many suggestions about this record wait already: send this one once they have been decided on.")


class OfRecord(PageView):
    """A page about one record that the public sees."""

    @cached_property
    def kind(self) -> Kind:
        if self.kwargs["kind"] not in KINDS:
            raise Http404
        return KINDS[self.kwargs["kind"]]

    @cached_property
    def record(self) -> models.Model:
        along = relations(self.kind.model)
        return get_object_or_404(published(self.kwargs["kind"]).select_related(*along), pk=self.kwargs["key"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        key = (self.kwargs["kind"], self.record.pk)
        return super().get_context_data(
            kind=self.kind,
            name=name_of(self.kind, self.record),
            of=owner_of(self.kind, self.record),
            record_url=page_of(self.kind, self.record),
            new_url=reverse("corrections:new", args=key),
            list_url=reverse("corrections:of_record", args=key),
            **kwargs,
        )


# There is no session here and no cookie, so nothing that a forged request could do in the name of somebody else:
# a token against forgery would need the very cookie that public pages are free of. The form carries a signed time
# instead, and what it sends only waits for a publisher.
@method_decorator(csrf_exempt, name="dispatch")
class NewCorrection(OfRecord):
    """The facts of a record; of the chosen one, the form in which a reader says what it should be."""

    template_name = "desk/correction_new.html"
    http_method_names = ("get", "head", "options", "post")

    @cached_property
    def fact(self) -> Fact | None:
        return facts_of(self.kind.model).get(self.request.GET.get("field", ""))

    def get_title(self) -> Any:
        about = name_of(self.kind, self.record).text
        return _("Suggest a correction: %(fact)s") % {"fact": f"{about}, {self.fact.label}" if self.fact else about}

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(name_of(self.kind, self.record).text, page_of(self.kind, self.record))]

    def get_context_data(self, form: CorrectionForm | None = None, **kwargs: Any) -> dict[str, Any]:
        shown: dict[str, Any] = {"fact": self.fact, "is_unknown": "field" in self.request.GET and not self.fact}
        if self.fact:
            shown["form"] = form or CorrectionForm(self.fact, self.record)
            shown["now"] = said(self.fact, self.record)
        else:
            facts = facts_of(self.kind.model).values()
            shown["facts"] = [(fact, said(fact, self.record), urlencode({"field": fact.name})) for fact in facts]
            shown["beside"] = rows_beside(self.record)
        return super().get_context_data(**shown, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.record  # noqa: B018  (a record that is not public has no such page, whatever is sent)
        if not self.fact:
            return self.render_to_response(self.get_context_data())
        form = CorrectionForm(self.fact, self.record, request.POST)
        headers, status = {"Cache-Control": "no-store"}, 200
        if form.is_valid():
            try:
                count(request)
                proposal = send(self.record, form.change, form.cleaned_data["source_url"], form.cleaned_data["note"])
            except TooMany as too_many:
                form.add_error(None, TOO_MANY_OF_ALL if too_many.is_for_all else TOO_MANY)
                headers, status = {**headers, "Retry-After": str(too_many.wait)}, 429
            except Full:
                form.add_error(None, FULL)
            else:
                response = HttpResponseRedirect(reverse("corrections:detail", args=[proposal.code]))
                response.status_code = 303
                return response
        return self.render_to_response(self.get_context_data(form=form), status=status, headers=headers)


class Correction(PageView):
    """What became of one suggestion."""

    template_name = "desk/correction.html"

    @cached_property
    def told(self) -> Told:
        found = told(suggestions().filter(code=self.kwargs["code"]))
        if not found:
            raise Http404
        return found[0]

    def get_title(self) -> Any:
        name, fact = self.told.name.text, self.told.fact
        return _("Suggested correction: %(name)s") % {"name": f"{name}, {fact.label}" if fact else name}

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("Suggested corrections"), reverse("corrections:list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(one=self.told, proposal=self.told.proposal, **kwargs)


class Listing(Turned, PageView):
    """Suggestions, the latest first, narrowed by how they stand."""

    def get_rows(self) -> Any:
        return suggestions()

    @cached_property
    def state(self) -> str:
        asked = self.request.GET.get("state", "")
        return asked if asked in STATES else ""

    def kept(self) -> dict[str, str]:
        return {"state": self.state} if self.state else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.get_rows().filter(state=self.state) if self.state else self.get_rows()
        first = (self.number - 1) * SIZE
        found = list(rows[first : first + SIZE + 1])
        return super().get_context_data(
            found=told(found[:SIZE]),
            state=self.state,
            states=[(state.value, state.label, state == self.state) for state in STATES],
            **self.turns(len(found) > SIZE),
            **kwargs,
        )


class Corrections(Listing):
    template_name = "desk/corrections.html"
    title = _("Suggested corrections")
    description = _("What readers have suggested to correct in the records of the portal, and what became of it.")


class CorrectionsOfRecord(Listing, OfRecord):
    template_name = "desk/corrections.html"

    def get_rows(self) -> Any:
        return suggestions(self.kwargs["kind"], self.record.pk)

    def get_title(self) -> Any:
        return _("Suggested corrections: %(name)s") % {"name": name_of(self.kind, self.record).text}

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("Suggested corrections"), reverse("corrections:list"))]
