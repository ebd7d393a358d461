"""Mistakes in the configuration, said in a sentence at `manage.py check`."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connections

from portal import environment

from .staleness import deriving_models, is_migrated, stale_rows

SAMPLE = 100  # rows of each model: where a rule has changed, most of them are stale


@register(Tags.compatibility)
def environment_is_readable(app_configs, **kwargs):
    return [Error(mistake, id="odaq.E001") for mistake in environment.MISTAKES]


@register(Tags.security)
def redis_address_is_readable(app_configs, **kwargs):
    if settings.REDIS_URL and not settings.REDIS_URL.startswith(("redis://", "rediss://", "unix://")):
        return [Error("REDIS_URL cannot be read. Write redis://host:6379/0.", id="odaq.E003")]
    return []


@register(Tags.translation)
def catalogues_are_compiled(app_configs, **kwargs):
    missing = [
        str(po.relative_to(settings.BASE_DIR))
        for path in settings.LOCALE_PATHS
        for po in sorted(path.glob("*/LC_MESSAGES/*.po"))
        if not po.with_suffix(".mo").exists() or po.with_suffix(".mo").stat().st_mtime < po.stat().st_mtime
    ]
    if not missing:
        return []
    return [
        Warning(
            f"Message catalogues are not compiled: {', '.join(missing)}.",
            hint="Run: python manage.py compile_catalogues",
            id="odaq.W001",
        )
    ]


@register(Tags.database)
def database_folds_kazakh_case(app_configs, databases=None, **kwargs):
    """A PostgreSQL cluster made with locale C knows no case outside ASCII: «Қ» would never be found as «қ»."""
    errors = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor != "postgresql":
            continue
        with connection.cursor() as cursor:
            cursor.execute("SELECT lower('Қ') = 'қ'")
            if not cursor.fetchone()[0]:
                errors.append(
                    Error(
                        f"The database “{alias}” cannot fold the case of Kazakh letters.",
                        hint="Create it with a UTF-8 locale, such as C.UTF-8 or kk-x-icu, not with C.",
                        id="odaq.E004",
                    )
                )
    return errors


@register(Tags.database)
def derived_columns_are_up_to_date(app_configs, databases=None, **kwargs):
    """Lists stand in the order of stored keys: after a change of the rule behind them, they have to be written anew."""
    return [
        Warning(
            f"Sort keys or other derived columns of {model._meta.label} in “{alias}” are out of date.",
            hint="Run: python manage.py derived_columns --repair",
            id="odaq.W002",
        )
        for alias in databases or []
        for model in deriving_models()
        if is_migrated(model, alias) and any(stale_rows(model, alias, SAMPLE))
    ]
