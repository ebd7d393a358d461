"""The other names of a record: those it had, and those it has beside the one it is shown by.

What a record is called today stands in the record itself (`name`, `abbreviation`). Every other name is a row of its
own, with its language, its kind and, where they are known, its dates: Popolo's `other_names`. The rows belong to
their record and have no publication state: they are public where it is.

* `record.names` are the rows; fetch them with `prefetch_related("names")` wherever there is more than one record.
* `names_of(record)` is everything it is called, for whoever looks for it.
* `call_as_on(day, records)` lets a page about a day call its records what they were called on that day.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, NamedTuple, Self

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .constraints import FieldCheckConstraint, FieldUniqueConstraint
from .dates import language_or_active
from .fields import DerivingQuerySet
from .languages import language_name, validate_language_code
from .publishing import known_choice
from .searching import holds
from .spans import SpanModel, SpanQuerySet
from .translations import LANGUAGES, Called, Text, other_language, stored, translation

SHORT = "abbreviation"  # the field of those records that have one


class NameKind(models.TextChoices):
    FORMER = "former", pgettext_lazy("kind of name", "former name")
    OFFICIAL = "official", pgettext_lazy("kind of name", "official name")
    ALIAS = "alias", pgettext_lazy("kind of name", "another name")
    SHORT = "short", pgettext_lazy("kind of name", "short name")  # an abbreviation, most often
    SPELLING = "spelling", pgettext_lazy("kind of name", "another spelling")


# What a name that is no longer borne was in its day: the name of the record, or its abbreviation.
STOOD_FOR = {NameKind.FORMER: "name", NameKind.SHORT: SHORT}


class Name(NamedTuple):
    """Something that a record is called. `language` is its ISO code; empty: the same in any. `said`: what kind of name
    it is, and when it was borne."""

    text: str
    language: str = ""
    said: str = ""


class NameQuerySet(SpanQuerySet, DerivingQuerySet):
    def get_by_natural_key(self, *key: Any):
        *owner, language, name, start = key
        there = self.model.owner_model()._default_manager.get_by_natural_key(*owner)
        return self.get(**{self.model.OWNER: there}, language=language, name=name, start=start)

    def in_force_on(self, day: dt.date) -> Self:
        """Return the names and abbreviations that have been given up since, and were borne on the day.

        A name whose beginning is not known was borne from the beginning; one that began or ended “in 1989” from the
        first and until the first day of that year, so that of two names that followed each other one is chosen.
        """
        return self.filter(kind__in=STOOD_FOR, end__isnull=False, possible_from__lte=day, certain_until__gt=day)


class OtherName(SpanModel):
    """A name that its record has, or had, beside the one it is shown by.

    `start` empty: nobody wrote down since when. `end` is the day from which it was no longer the name.
    """

    OWNER: ClassVar[str] = ""  # the foreign key to the record, whose `related_name` is "names"

    name = models.CharField(_("name"), max_length=250)
    language = models.CharField(
        _("language"),
        max_length=12,
        blank=True,
        validators=[validate_language_code],
        help_text=_("ISO code: kk, en, ru, fr … Empty: it is the same in any language."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=NameKind.choices, default=NameKind.ALIAS)
    note = models.TextField(_("note"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    citations = GenericRelation("sources.Citation")

    objects = NameQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("position", "pk")
        constraints = [
            *SpanModel.Meta.constraints,
            FieldCheckConstraint(
                field="name",
                condition=~Q(name=""),
                name="%(app_label)s_%(class)s_not_empty",
                violation_error_message=_("Give the name."),
            ),
            known_choice("kind", NameKind),
            FieldCheckConstraint(
                field="end",
                condition=~Q(kind=NameKind.FORMER) | Q(end__isnull=False) | Q(end_unknown=True),
                name="%(app_label)s_%(class)s_former_has_ended",
                violation_error_message=_("A former name has an end: give the day, or say that it is unknown."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.name = " ".join(self.name.split())
        if not self.name:
            raise ValidationError({"name": _("Give the name.")})

    @classmethod
    def owner_model(cls) -> type[models.Model]:
        return cls._meta.get_field(cls.OWNER).related_model

    @property
    def owner_key(self) -> int:
        return getattr(self, f"{self.OWNER}_id")

    def natural_key(self) -> tuple:
        start = str(self.start) if self.start else None
        return (*getattr(self, self.OWNER).natural_key(), self.language, self.name, start)

    @property
    def said(self) -> list[str]:
        """Say what kind of name it is, in which language (where it is not the page's), and when it was borne."""
        return [
            *([str(self.get_kind_display())] if self.kind != NameKind.ALIAS else []),
            *([language_name(self.language)] if self.language not in ("", language_or_active(None)) else []),
            *([self.span.spoken()] if self.start or self.end else []),
        ]


def names_once(owner: str) -> FieldUniqueConstraint:
    """Return the constraint by which a record has one name once: in one language, from one day on."""
    return FieldUniqueConstraint(
        field="name",
        fields=[owner, "language", "name", "possible_from"],
        name="%(app_label)s_%(class)s_once",
        violation_error_message=_("This name is there already, in the same language and from the same day."),
    )


class HasNames:
    """A record with other names. Mixed into its model; the rows come by their reverse name, `names`."""

    called: Called = {}  # never changed: a record that is called otherwise gets its own

    def name_on(self, day: dt.date, language: str | None = None) -> Text:
        """Return what the record was called on a day. Of many records, fetch `names` along with them."""
        return translation(self, "name", language, called=called_on(day, self.names.all()))

    @property
    def todays_name(self) -> Text | None:
        """What it is called today, where the page calls it by another name."""
        name = stored(self, "name")
        return name if self.called and name.text != translation(self, "name").text else None

    @property
    def names_here(self) -> list[OtherName]:
        """Its other names in the language of the page, the former ones first."""
        here = (language_or_active(None), "")
        return sorted((row for row in self.names.all() if row.language in here), key=_former_first)

    @property
    def names_elsewhere(self) -> list[OtherName]:
        """Its other names in all other languages: first in the other language of the portal."""
        here, other = (language_or_active(None), ""), other_language()
        rows = [row for row in self.names.all() if row.language not in here]
        return sorted(rows, key=lambda row: (row.language != other, row.language, _former_first(row)))


def _former_first(row: OtherName) -> bool:
    return row.kind != NameKind.FORMER


def called_on(day: dt.date, rows: Iterable[OtherName]) -> Called:
    """Return what a record was called on a day, by its field and language: `{"name": {"en": "Zaire"}}`.

    Nothing stands there for what has not changed since: a former name says what changed in its own language, and in
    one that has none recorded the name is taken to be the same. Where two names claim the day, the later has it.
    """
    called: dict[str, dict[str, str]] = {}
    there = (
        row
        for row in rows
        if row.kind in STOOD_FOR and row.end is not None and row.possible_from <= day < row.certain_until
    )
    for row in sorted(there, key=lambda row: (bool(row.language), row.possible_from)):
        for language in (row.language,) if row.language else LANGUAGES:
            called.setdefault(STOOD_FOR[row.kind], {})[language] = row.name
    return called


def called_by_key(day: dt.date | None, wanted: Mapping[type[models.Model], Iterable[int]]) -> dict[Any, Called]:
    """Return what records were called on a day, by model and primary key: one query for all of them.

    Those that were called as they are today are not in it; without a day, nobody is.
    """
    queries = []
    for number, (model, keys) in enumerate(wanted.items()) if day else ():
        names = model._meta.get_field("names").related_model
        # modeltranslation puts the columns of `values_list` in any order: what is united needs one.
        rows = names.objects.rewrite(False).in_force_on(day).filter(**{f"{names.OWNER}__in": list(keys)}).order_by()
        columns = (f"{names.OWNER}_id", "kind", "language", "name", "start", "end", "end_unknown", "pk")
        queries.append(rows.values_list(models.Value(number), *columns))
    if not queries:
        return {}
    found: dict[Any, list[OtherName]] = defaultdict(list)
    owners = list(wanted)
    rows = queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]
    for number, owner, kind, language, name, start, end, end_unknown, key in sorted(rows, key=lambda row: row[-1]):
        names = owners[number]._meta.get_field("names").related_model
        row = names(pk=key, kind=kind, language=language, name=name, start=start, end=end, end_unknown=end_unknown)
        found[owners[number], owner].append(row)
    return {owner: called_on(day, rows) for owner, rows in found.items()}


def call_as_on(day: dt.date | None, records: Iterable[Any]) -> None:
    """Let a page call its records what they were called on a day: one query, however many there are of whatever kind.

    From then on `str(record)`, `short_name` and `translation` say that name. Records without other names, and None,
    are passed over, so that a page may hand in all that it names. Without a day nothing is changed. (A record whose
    `names` were fetched along costs nothing.)
    """
    if day is None:
        return
    others, wanted = [], defaultdict(set)
    for record in records:
        if isinstance(record, HasNames):
            if "names" in getattr(record, "_prefetched_objects_cache", ()):
                record.called = called_on(day, record.names.all())
            else:
                others.append(record)
                wanted[type(record)].add(record.pk)
    called = called_by_key(day, wanted)
    for record in others:
        record.called = called.get((type(record), record.pk), {})


def fetch_names(records: Iterable[Any]) -> None:
    """Fetch the other names of records that are at hand: one query for each kind of record that has any."""
    found: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for record in records:
        if isinstance(record, HasNames):
            found[type(record)].append(record)
    for some in found.values():
        models.prefetch_related_objects(some, "names")


def names_of(record: models.Model) -> list[Name]:
    """Return everything that a record is called, each once: its name and abbreviation in both languages, then its
    other names, former ones too.

    For an index, and for whoever looks for a record. One query for each record, unless its rows were fetched along:
    `Organization.objects.prefetch_related("names")`.
    """
    names = [
        Name(text, language)
        for field in ("name", SHORT)
        for language in LANGUAGES
        if (text := getattr(record, f"{field}_{language}", None))
    ]
    if isinstance(record, HasNames):
        names += [Name(row.name, row.language) for row in record.names.all()]
    return list(dict.fromkeys(names))


def tell_matches(records: Iterable[Any], words: Iterable[str]) -> None:
    """Give each record that was found by words `found_as`: the name that they are in, where what a page shows of the
    record does not hold them all (else None). One query for each kind of record of which that is so.
    """
    words = list(words)
    records = [record for record in records if record is not None]
    fetch_names(record for record in records if _not_shown(record, words))
    for record in records:
        record.found_as = _matching_name(record, words)


def _not_shown(record: models.Model, words: Iterable[str]) -> list[str]:
    shown = " \n ".join(translation(record, field).text for field in ("name", SHORT))
    return [word for word in words if not holds(shown, word)]


def _matching_name(record: models.Model, words: list[str]) -> Name | None:
    """Return rather a name that holds all the words, and rather one in the language of the page."""
    missing = _not_shown(record, words)
    if not missing:
        return None
    here = language_or_active(None)

    def rank(name: Name) -> tuple[int, bool]:
        return -sum(holds(name.text, word) for word in words), name.language not in (here, "")

    found = [name for name in names_of(record) if any(holds(name.text, word) for word in missing)]
    return min(found, key=rank, default=None)
