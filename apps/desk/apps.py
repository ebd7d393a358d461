from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "apps.desk"
    label = "desk"
    verbose_name = _("Editors’ desk")

    def ready(self) -> None:
        from apps.core.admin import RecordAdmin

        from .proposals import hand_over
        from .roles import after_migrate

        RecordAdmin.hand_over = hand_over
        post_migrate.connect(after_migrate, sender=self)
