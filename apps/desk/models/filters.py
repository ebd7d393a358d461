"""A list of the admin as somebody wants to see it again: what they search, filter and sort it by."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedFilter(models.Model):
    # It is its owner's own tool, for a list of records of one kind: it goes with either.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), on_delete=models.CASCADE, related_name="saved_filters"
    )
    content_type = models.ForeignKey(ContentType, verbose_name=_("record type"), on_delete=models.CASCADE)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(_("filter"), max_length=2000)  # as it stands in the address of the list
    is_shared = models.BooleanField(_("everybody here sees it"), default=False)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name", "pk"]
        default_permissions = ()  # everybody has their own
        constraints = [
            models.UniqueConstraint(fields=["user", "content_type", "name"], name="savedfilter_once"),
        ]
        indexes = [models.Index(fields=["content_type", "is_shared"], name="savedfilter_of_list")]

    def __str__(self) -> str:
        return self.name
