from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "apps.desk"
    label = "desk"
    verbose_name = _("Editors’ desk")

    def ready(self) -> None:
        from .translations import checks, tracking  # noqa: F401

        tracking.start()
