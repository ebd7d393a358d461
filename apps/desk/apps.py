from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "apps.desk"
    label = "desk"
    verbose_name = _("Editors’ desk")

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers the system checks)

        # allauth leaves the name to Django, which makes an English one; it stands among permissions and deletions.
        factor = apps.get_model("mfa", "Authenticator")
        factor._meta.verbose_name = _("second factor")
        factor._meta.verbose_name_plural = _("second factors")
        from .translations import checks, tracking  # noqa: F401

        tracking.start()
