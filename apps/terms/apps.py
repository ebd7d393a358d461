from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TermsConfig(AppConfig):
    name = "apps.terms"
    label = "terms"
    verbose_name = _("Glossary")

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers the system check)
