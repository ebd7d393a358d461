from django.apps import AppConfig
from django.db.backends.signals import connection_created


class CoreConfig(AppConfig):
    name = "apps.core"
    label = "core"

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers the system checks)
        from .sqlite import teach_unicode
        from .ties import name_ties

        name_ties()
        connection_created.connect(teach_unicode, dispatch_uid="core.teach_unicode")
