"""What somebody may do at the desk beyond adding, changing and deleting records: permissions without a table."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeskRight(models.Model):  # noqa: DJ008 (it has no rows)
    class Meta:
        verbose_name = _("right at the desk")
        verbose_name_plural = _("rights at the desk")
        managed = False
        default_permissions = ()
        permissions = [
            ("publish", _("publish, archive and accept the changes of others")),
            ("check_sources", _("note that a citation was checked against its source")),
            ("translate_kk", _("write the Kazakh texts")),
            ("translate_en", _("write the English texts")),
            ("manage_accounts", _("decide who has which role")),
        ]
