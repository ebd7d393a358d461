from typing import Any

from django.core.checks import Tags, Warning, register

from apps.core.staleness import is_migrated

SAMPLE = 100  # records of each kind, the latest: what a version of the portal without the desk left behind


@register(Tags.database)
def desk_has_seen_every_record(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[Warning]:
    from ..models import TranslatedRecord
    from .staleness import unseen
    from .tracking import translated_models

    if "default" not in (databases or ()) or not is_migrated(TranslatedRecord, "default"):
        return []
    found = [m._meta.label for m in translated_models() if is_migrated(m, "default") and any(unseen(m, SAMPLE))]
    if not found:
        return []
    return [
        Warning(
            f"The translation desk has not seen how these stand now: {', '.join(found)}.",
            hint="Run: python manage.py translation_states --repair",
            id="odaq.W040",
        )
    ]
