from typing import Any

from django.core.checks import Tags, Warning, register
from django.db import DatabaseError

from .analysis import ANALYSER


@register(Tags.compatibility)
def index_is_of_this_analyser(app_configs: Any, **kwargs: Any) -> list[Warning]:
    """An index that another version of the analyser made answers otherwise than a query is put."""
    from .models import Build

    try:
        build = Build.objects.first()
    except DatabaseError:
        return []  # no database yet, or not migrated: that is said elsewhere
    if build is not None and build.analyser == ANALYSER:
        return []
    return [
        Warning(
            f"The search index was made by version {build.analyser} of the analyser; this is version {ANALYSER}."
            if build
            else "The search index was never made.",
            hint="Run: python manage.py rebuild_search",
            id="odaq.W020",
        )
    ]
