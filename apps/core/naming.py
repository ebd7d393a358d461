"""Records that have a name in two languages, an address and a place in the alphabet."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .constraints import FieldCheckConstraint
from .fields import DerivingModel, SortKeyField
from .text import slug_from
from .translations import translation

SLUG_VALIDATOR = RegexValidator(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z", _("Small Latin letters, digits and single hyphens only.")
)


class SlugField(models.CharField):
    """An ASCII address, the same in both languages. Left empty, it is made from the name."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("max_length", 80)
        kwargs.setdefault("validators", [SLUG_VALIDATOR])
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class Named(DerivingModel):
    """`name` is translated; at least one language must be there, both are wanted (see `completeness`)."""

    SLUG_SOURCE = "name"

    name = models.CharField(_("name"), max_length=250, blank=True)
    slug = SlugField(
        _("address"),
        unique=True,
        blank=True,
        help_text=_("Part of the page's address in both languages. Left empty, it is made from the name."),
    )
    sort_kk = SortKeyField(language="kk", sources=("name_kk", "name_en"))
    sort_en = SortKeyField(language="en", sources=("name_en", "name_kk"))

    class Meta:
        abstract = True
        constraints = [
            FieldCheckConstraint(
                field="name_kk",
                condition=(Q(name_kk__isnull=False) & ~Q(name_kk="")) | (Q(name_en__isnull=False) & ~Q(name_en="")),
                name="%(app_label)s_%(class)s_named",
                violation_error_message=_("Give a name in at least one language."),
            ),
        ]

    def __str__(self) -> str:
        return translation(self, "name").text

    def clean(self) -> None:
        if not self.slug:
            self.slug = self.free_slug()
        super().clean()

    def slug_rivals(self) -> models.QuerySet:
        """Return the other records among which the slug must be unique."""
        return type(self)._default_manager.exclude(pk=self.pk)

    def free_slug(self) -> str:
        """Return an address made from the English name (else the Kazakh), with a number where it is taken."""
        source = self.SLUG_SOURCE
        base = (
            slug_from(getattr(self, f"{source}_en", None) or getattr(self, f"{source}_kk", None) or "")
            or slug_from(self.name_en or self.name_kk or "")
            or self._meta.model_name
        )
        taken = set(self.slug_rivals().filter(slug__startswith=base).values_list("slug", flat=True))
        slug, number = base, 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        return slug
