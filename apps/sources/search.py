"""What of a source can be searched: by editors, for it has no page of its own."""

from django.utils.translation import gettext_lazy as _

from apps.core.searching import Searchable, register

from .models import Source

register(Searchable(Source, "source", _("Sources"), names=("title",), texts=("publisher",), is_public=False))
