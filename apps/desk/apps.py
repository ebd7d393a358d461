from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "apps.desk"
    label = "desk"
    verbose_name = _("Editors’ desk")

    def ready(self) -> None:
        from apps.core.admin import PortalAdmin, RecordAdmin
        from apps.core.previewing import PreviewedRecord

        from . import checks  # noqa: F401  (registers the system checks)
        from .beside import asked_along
        from .pencil import tools_for
        from .proposals import hand_over
        from .roles import after_migrate, role_in_words
        from .together import return_with_a_reason, schedule_together
        from .translations import checks as translation_checks  # noqa: F401  (likewise)
        from .translations import tracking

        # allauth leaves the name to Django, which makes an English one; it stands among permissions and deletions.
        factor = apps.get_model("mfa", "Authenticator")
        factor._meta.verbose_name = _("second factor")
        factor._meta.verbose_name_plural = _("second factors")
        # The database keeps the code of a role; people read its name in the language of the page.
        apps.get_model("auth", "Group").__str__ = role_in_words
        tracking.start()
        RecordAdmin.hand_over = hand_over
        PreviewedRecord.staff_tools = tools_for
        PortalAdmin.also_does(return_with_a_reason, schedule_together)
        PortalAdmin.also_asks(asked_along)
        post_migrate.connect(after_migrate, sender=self)
