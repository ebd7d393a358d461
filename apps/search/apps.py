from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from apps.core import searching


class SearchConfig(AppConfig):
    name = "apps.search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from . import checks, tracking  # noqa: F401
        from .finder import Finder

        autodiscover_modules("search")
        searching.use(Finder())
        tracking.start()
