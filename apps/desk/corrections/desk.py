"""The suggestions of readers at the desk: who reads them, how the queue shows them, and how spam is set aside."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from apps.core.numbers import number_in, written
from apps.core.permissions import may_publish
from apps.core.readable import NOTHING

from ..changes import KINDS
from ..models import Proposal, ProposalState
from ..records import holders, publishers
from .facts import Fact, facts_of, spoken


def may_read(request: HttpRequest, proposal: Proposal) -> bool:
    """Say whether somebody may read a proposal: a publisher any, an author their own; and whoever may change records
    of the kind, what readers suggest about them."""
    if may_publish(request.user) or proposal.author_id == request.user.pk:
        return True
    kind = proposal.content_type
    return proposal.is_suggestion and may_change(request, kind.app_label, kind.model)


def readers(proposal: Proposal) -> QuerySet:
    """Return the accounts that may read a proposal."""
    found = publishers() | get_user_model().objects.filter(pk=proposal.author_id).order_by()
    if proposal.is_suggestion:
        kind = proposal.content_type
        found |= holders(f"{kind.app_label}.change_{kind.model}")
    return found


def may_change(request: HttpRequest, app: str, model: str) -> bool:
    return request.user.has_perm(f"{app}.change_{model}")


@dataclass(frozen=True)
class Suggested:
    """A suggestion of a reader as the queue shows it: one look tells most spam from the rest."""

    proposal: Proposal

    @property
    def fact(self) -> Fact | None:
        return facts_of(self.proposal.content_type.model_class()).get(self._change[0])

    @property
    def label(self) -> Any:
        return self.fact.label if self.fact else self._change[0]

    @property
    def value(self) -> str:
        """What it should be; of a record that is chosen, that it is chosen."""
        value = self._change[1]
        if self.proposal.is_in_words or self.fact is None:
            return str(value)
        if self.fact.is_relation and value:
            return _("a known record")
        return spoken(self.fact, value) or NOTHING

    @property
    def site(self) -> str:
        return urlsplit(self.proposal.source_url).netloc

    @property
    def _change(self) -> tuple[str, Any]:
        name, values = next(iter(self.proposal.changes[0]["fields"].items()))
        return name, values["to"]


def read_by(request: HttpRequest) -> QuerySet[Proposal] | None:
    """Return the suggestions of readers that wait and that somebody may read; None: they read none."""
    kinds = [kind.model for name, kind in KINDS.items() if may_change(request, kind.model._meta.app_label, name)]
    if not kinds:
        return None
    found = Proposal.objects.filter(author=None, state=ProposalState.OPEN)
    if may_publish(request.user):
        return found
    return found.filter(content_type__in=[kind.pk for kind in ContentType.objects.get_for_models(*kinds).values()])


def set_aside(most: int) -> list[Suggested]:
    """Return what was set aside as spam, the latest first."""
    found = Proposal.objects.filter(author=None, state=ProposalState.SPAM).select_related("content_type")
    return [Suggested(one) for one in found.order_by("-decided_at", "-pk")[:most]]


@require_POST
def spam(request: HttpRequest) -> HttpResponse:
    """Set several suggestions of readers aside at once."""
    from .. import proposals  # which reads the facts of this package

    if not may_publish(request.user):
        raise PermissionDenied
    keys = [key for sent in request.POST.getlist("pick") if (key := number_in(sent)) is not None]
    count = proposals.set_aside(request, keys)
    if count:
        said = ngettext(
            "%(count)s suggestion is set aside as spam.", "%(count)s suggestions are set aside as spam.", count
        )
        messages.success(request, said % {"count": written(count)})
    elif keys:
        messages.warning(request, _("All of these were decided meanwhile."))
    else:
        messages.warning(request, _("Choose the suggestions that are spam."))
    return HttpResponseRedirect(reverse("desk:queue"))
