"""What a form of the admin holds and a fixture or a script could break."""

from django.core.checks import Tags, Warning, register
from django.db import connections

SHOWN = 5


@register(Tags.database)
def published_terms_have_their_forms(app_configs, databases=None, **kwargs):
    from .models import Term

    warnings = []
    for alias in databases or []:
        if Term._meta.db_table not in connections[alias].introspection.table_names():
            continue  # before the first migration
        found = Term.objects.using(alias).published().incomplete().order_by("slug").values_list("slug", flat=True)
        slugs = list(found[: SHOWN + 1])
        if slugs:
            more = ", …" if len(slugs) > SHOWN else ""
            warnings.append(
                Warning(
                    f"Published terms without a preferred form in Kazakh or English: {', '.join(slugs[:SHOWN])}{more}.",
                    hint="Give each of them one in the admin, or make it a draft.",
                    id="odaq.W010",
                )
            )
    return warnings
