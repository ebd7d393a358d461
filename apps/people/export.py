"""What a downloaded list of people holds."""

from django.utils.translation import gettext_lazy as _

from apps.core.columns import Column, dated, in_each_language, plain

from .models import Person, Tenure


def _post(tenure: Tenure) -> str:
    post = tenure.post
    place = post.organization.short_name if post.organization_id else str(post.country)
    return f"{post}, {place}, {tenure.span.years()}"


def _posts(person: Person) -> str:
    return "; ".join(_post(tenure) for tenure in person.shown_tenures)


PERSON_COLUMNS: tuple[Column, ...] = (
    plain("slug", _("Key")),
    *in_each_language("name", _("Name")),
    *in_each_language("family_name", _("Family name")),
    *in_each_language("country", _("Country"), of="nationality", field="name"),
    dated("born", _("Born")),
    dated("died", _("Died")),
    Column("posts", _("Posts"), _posts),
)
