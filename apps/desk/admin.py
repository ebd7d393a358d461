"""What the desk does within the admin of the apps below, and the pages that it adds."""

from django.utils.translation import gettext_lazy as _

from apps.core.admin import TranslatedAdmin
from apps.core.admin_pages import AdminPage, offer
from apps.core.permissions import may_check_sources

from . import account_admin  # noqa: F401  (signing in to the admin)
from .translations.asking import Desk
from .translations.rights import models_of

TranslatedAdmin.translations_kept_by(Desk())
offer(AdminPage("desk", _("Editors’ desk"), _("What is waiting"), "desk:queue", lambda request: request.user.is_staff))
offer(
    AdminPage(
        "desk",
        _("Editors’ desk"),
        _("Sources to be checked"),
        "desk:checks",
        lambda request: may_check_sources(request.user),
    )
)
offer(
    AdminPage(
        "desk", _("Editors’ desk"), _("Translations"), "desk:translations", lambda request: bool(models_of(request))
    )
)
