from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.names import Name


class Entry(models.Model):
    """A record in one language, as the index knows it and as a result shows it. Made by `index`, never by hand.

    Its words stand beside it, in a table of the database's own kind (`engine`), under the same number.
    """

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=2)
    is_public = models.BooleanField()
    weight = models.FloatField()
    title = models.CharField(max_length=400)
    title_language = models.CharField(max_length=2)  # where the name is missing in `language`, it is the other one's
    names = models.TextField()  # every other name under which it is found, one in each line
    names_said = models.TextField()  # in as many lines: the language of the name, a tab, what kind of name it is
    said = models.CharField(max_length=300)  # what it is, and when
    text = models.TextField()
    path = models.CharField(max_length=300)  # the address behind the language; empty: it has no page

    class Meta:
        verbose_name = _("entry of the index")
        verbose_name_plural = _("entries of the index")
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "language"], name="search_entry_of_record"),
        ]
        indexes = [models.Index(fields=["is_public", "kind"], name="search_entry_public")]

    def __str__(self) -> str:
        return self.title

    @property
    def other_names(self) -> list[Name]:
        said = (line.partition("\t") for line in self.names_said.splitlines())
        return [
            Name(text, language, about)
            for text, (language, _tab, about) in zip(self.names.splitlines(), said, strict=True)
        ]


class Build(models.Model):
    """The last time that the whole index was made, and by which analyser."""

    analyser = models.CharField(max_length=20)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("build of the index")
        verbose_name_plural = _("builds of the index")

    def __str__(self) -> str:
        return self.analyser
