"""What a reader writes who suggests a correction: one value of one fact, and where it is written."""

import copy
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.fields import PartialDateField
from apps.core.translations import LANGUAGES

from .facts import Fact, raw, said

SALT = "odaq.correction"
SOONEST, LATEST = 3, 24 * 3600  # seconds between opening the form and sending it
MOST_LETTERS = {"words": 1000, "text": 20_000, "note": 1000}
HOW_DATES_ARE_WRITTEN = _("As 1949-04-04, 1949-04 or 1949, or in words: 4 April 1949, the 1990s, about 1994.")
MOST_LINKS = 1  # in the explanation; a suggestion in words has none
UNSEEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]")
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)

TOO_SOON = _("This came faster than anybody can write. Please look it over and send it once more.")
TOO_LATE = _(
    "The page had been open for more than a day. Look whether the fact is still as you saw it, and send again."
)
UNSIGNED = _("The page from which this was sent is not known here. Please look it over and send it once more.")
NOT_EMPTY = _("A field that is hidden from people was filled in, as programs do. It has been emptied: send once more.")
SAME = _("This is what the page says already. Write what it should say instead.")
TOO_MANY_LINKS = _("Leave the addresses out here: the one where it is written has a field of its own.")
NOTHING_AND_SOMETHING = _("Either write what it should be, or tick that there should be nothing.")


def opened_now(record: models.Model) -> str:
    """Return a sign of when the form of a record was opened, which nobody can make up."""
    return signing.TimestampSigner(salt=SALT).sign(f"{record._meta.model_name}-{record.pk}")


class CorrectionForm(forms.Form):
    """Reads a value as the form of the record would. What it comes to is `change`, as a `Proposal` keeps it."""

    nothing = forms.BooleanField(label=_("There should be nothing here"), required=False)
    source_url = forms.URLField(
        label=_("Where is this written?"),
        help_text=_(
            "The address of a page that anybody can open: of the organisation itself, of a treaty, of a paper."
        ),
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    note = forms.CharField(
        label=_("Explanation, if one is needed"),
        required=False,
        max_length=MOST_LETTERS["note"],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    # Hidden from people, not from programs that fill in whatever they find.
    homepage = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, fact: Fact, record: models.Model, data: Any = None) -> None:
        super().__init__(data, auto_id="correction-%s")
        self.fact, self.record = fact, record
        self.fields = {"value": value_field(fact, record), **self.fields}
        if not (fact.can_be_empty and said(fact, record)):
            del self.fields["nothing"]
        self.initial["opened"] = opened_now(record)

    def clean(self) -> dict[str, Any]:
        """Check the value last, and the sender before it: what was typed stays in any case."""
        cleaned = super().clean()
        for error in self._of_a_program(cleaned):
            self.add_error(None, error)
        value, is_empty = cleaned.get("value"), cleaned.get("value") in (None, "")
        if cleaned.get("nothing"):
            if not is_empty and _sent(value) != raw(self.fact, self.record):  # it is opened with what stands there
                self.add_error("nothing", NOTHING_AND_SOMETHING)
        elif is_empty and "value" not in self.errors:
            self.add_error("value", self.fields["value"].error_messages["required"])
        if not self.errors:
            self._find_change(cleaned)
        return cleaned

    def clean_source_url(self) -> str:
        address = self.cleaned_data["source_url"]
        if not address.startswith(("http://", "https://")):
            raise ValidationError(self.fields["source_url"].error_messages["invalid"])
        return address

    def clean_value(self) -> Any:
        """Keep a line on one line, and refuse one in which nothing can be seen."""
        value = self.cleaned_data["value"]
        if not isinstance(value, str) or isinstance(self.fields["value"], forms.ChoiceField):
            return value
        if value and not UNSEEN.sub("", value).strip():
            raise ValidationError(self.fields["value"].error_messages["required"])
        if isinstance(self.fact.field, models.CharField):
            value = " ".join(UNSEEN.sub("", value).split())
            if not isinstance(self.fact.field, models.URLField):
                _with_few_links(value, 0)
        return value

    def clean_note(self) -> str:
        return _with_few_links(self.cleaned_data["note"], MOST_LINKS)

    def _of_a_program(self, cleaned: dict[str, Any]) -> Iterator[Any]:
        if cleaned.get("homepage"):
            self._put("homepage", "")
            yield NOT_EMPTY
        error = self._mistimed(cleaned.get("opened", ""))
        if error:
            if error is not TOO_SOON:  # who was only too quick may send the same again
                self._put("opened", opened_now(self.record))
            yield error

    def _mistimed(self, opened: str) -> Any:
        signer = signing.TimestampSigner(salt=SALT)
        try:
            if signer.unsign(opened, max_age=LATEST) != f"{self.record._meta.model_name}-{self.record.pk}":
                return UNSIGNED
        except signing.SignatureExpired:
            return TOO_LATE
        except signing.BadSignature:
            return UNSIGNED
        moment = signing.b62_decode(opened.rsplit(":", 2)[-2])
        return TOO_SOON if time.time() - moment < SOONEST else None

    def _put(self, name: str, value: str) -> None:
        self.data = self.data.copy()
        self.data[name] = value

    # ---- what it comes to

    def _find_change(self, cleaned: dict[str, Any]) -> None:
        fact, value = self.fact, "" if cleaned.get("nothing") else cleaned["value"]
        if fact.is_relation and value:
            known = named(fact, value)
            if not known:
                return self._keep_words(value)
            value = known
        elif fact.is_words:
            return self._keep_words(value)
        then, to = raw(fact, self.record), _sent(value)
        if fact.name == "end" and not to and self.record.end_unknown:  # the page says “on an unknown day”: not nothing
            return self._keep_words(str(self.fields["nothing"].label))
        if then == to:
            return self.add_error("value", SAME)
        for message in self._refused_by_the_record(value):
            self.add_error("value", message)
        fields = {fact.name: {"from": then, "to": to}}
        if fact.name == "end" and to and self.record.end_unknown:  # a day that is known is no unknown one
            fields["end_unknown"] = {"from": True, "to": False}
        self.change = {"form": "", "verb": "change", "row": None, "at": 0, "fields": fields}

    def _keep_words(self, words: str) -> None:
        then = said(self.fact, self.record)
        if words.casefold() == then.casefold():
            return self.add_error("value", SAME)
        try:
            _with_few_links(words, MOST_LINKS if self.fact.name in ("links", "other") else 0)
        except ValidationError as error:
            return self.add_error("value", error)
        fields = {self.fact.name: {"from": then, "to": words}}
        self.change = {"form": "", "verb": "words", "row": None, "at": 0, "fields": fields}

    def _refused_by_the_record(self, value: Any) -> list[str]:
        """Return what the record by itself has to say against the value, and not against what it says now.

        It is not compared with other records: a reader would be told of those that are not public. Their own form
        compares them when the suggestion is carried out.
        """
        changed = copy.copy(self.record)
        value = None if value in ("", None) and self.fact.field.null else value
        setattr(changed, self.fact.field.attname, value)
        if self.fact.name == "end" and value:
            changed.end_unknown = False
        try:
            self.fact.field.clean(value, changed)
        except ValidationError as error:
            return error.messages
        found = _complaints(changed)
        known = _complaints(self.record) if found else []
        return [one for one in found if one not in known]


def _complaints(record: models.Model) -> list[str]:
    found: list[str] = []
    for rule in record._meta.constraints:
        if isinstance(rule, models.CheckConstraint):
            try:
                rule.validate(type(record), record)
            except ValidationError as error:
                found += error.messages
    return list(dict.fromkeys(found))


def _sent(value: Any) -> Any:
    """Return a cleaned value as a form sends it."""
    if isinstance(value, bool):
        return value
    return "" if value is None else str(value).replace("\r\n", "\n")


def _with_few_links(text: str, most: int) -> str:
    if len(LINK.findall(text)) > most:
        raise ValidationError(TOO_MANY_LINKS)
    return text


def named(fact: Fact, words: str) -> str:
    """Return the key of the one published record that bears this name in either language, or nothing."""
    rows = fact.field.related_model.objects.published()
    fields = ["name", "abbreviation"] if hasattr(fact.field.related_model, "abbreviation") else ["name"]
    condition = Q()
    for name in fields:
        for language in LANGUAGES:
            condition |= Q(**{f"{name}_{language}__iexact": words.strip()})
    keys = list(rows.filter(condition).order_by().values_list("pk", flat=True)[:2])
    return str(keys[0]) if len(keys) == 1 else ""


# ---- the field of the value


def _said_for_readers(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Let a date that cannot be read be told as the field's hint says it, without the signs that editors know."""

    def told(value: Any) -> Any:
        try:
            return read(value)
        except ValidationError as error:
            raise ValidationError(_("This date cannot be read. %(how)s") % {"how": HOW_DATES_ARE_WRITTEN}) from error

    return told


class YesOrNo(forms.TypedChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[("yes", _("Yes")), ("no", _("No"))], coerce=lambda sent: sent == "yes", **kwargs)


def value_field(fact: Fact, record: models.Model) -> forms.Field:
    """Return the field of a form in which a reader writes what the fact should be."""
    label = {"label": _("What it should be"), "required": False}  # whether it may be empty is said by `clean`
    if fact.is_words or fact.is_relation:
        area = forms.Textarea(attrs={"rows": 4}) if fact.is_words else forms.TextInput(attrs={"autocomplete": "off"})
        return forms.CharField(**label, max_length=MOST_LETTERS["words"], widget=area, help_text=_("In your words."))
    if isinstance(fact.field, models.BooleanField):
        return YesOrNo(**label, initial="no" if raw(fact, record) else "yes")
    kwargs = {"assume_scheme": "https"} if isinstance(fact.field, models.URLField) else {}
    field = fact.field.formfield(**label, **kwargs)
    field.initial = field.prepare_value(fact.field.value_from_object(record))
    if isinstance(fact.field, models.TextField):
        field.max_length = MOST_LETTERS["text"]
        field.widget.attrs |= {"rows": 14 if "description" in fact.name else 5, "maxlength": field.max_length}
        field.validators.append(forms.CharField(max_length=field.max_length).validators[0])
    if isinstance(fact.field, PartialDateField):
        field.help_text = HOW_DATES_ARE_WRITTEN
        field.run_validators = _said_for_readers(field.run_validators)
        field.to_python = _said_for_readers(field.to_python)
    if isinstance(field, forms.ChoiceField):
        field.error_messages["invalid_choice"] = _("Choose one of the values in the list.")
    if fact.language:
        field.widget.attrs["lang"] = fact.language
    return field
