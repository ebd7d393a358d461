from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.core.renditions import Table
from apps.core.views import Crumb, PageView

from .matrix import Matrix


class MatrixView(PageView):
    template_name = "members/matrix.html"
    title = _("Matrix of memberships")
    description = _(
        "Which states belong to which international organisations on any day: a table of members and organisations, "
        "with the status and the year of each membership."
    )
    is_cited = True
    own_keys = ("member", "region", "organization", "kind")  # another choice is another table
    section = "members"

    @cached_property
    def matrix(self) -> Matrix:
        return Matrix(self.request.GET, self.moment)

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("Members"), reverse("members:list"))]

    def get_table(self) -> Table:
        return self.matrix.table()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        matrix = self.matrix
        members, organizations = len(matrix.shown_members), len(matrix.shown_organizations)
        memberships = sum(1 for _entry in matrix.entries)
        return super().get_context_data(
            matrix=matrix,
            members_sentence=ngettext("%(count)s member", "%(count)s members", members) % {"count": members},
            organizations_sentence=ngettext("%(count)s organisation", "%(count)s organisations", organizations)
            % {"count": organizations},
            memberships_sentence=ngettext("%(count)s membership", "%(count)s memberships", memberships)
            % {"count": memberships},
            **kwargs,
        )
