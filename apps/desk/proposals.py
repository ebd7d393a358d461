"""How a change becomes a proposal, how it is shown beside the record as it is, and how it is carried out.

A proposal keeps what was sent for each field that was changed, and what stood there then, as a form sends it:

    [{"form": "", "verb": "change", "row": null, "at": 0, "fields": {"name_kk": {"from": "…", "to": "…"}}},
     {"form": "citations", "verb": "add", "row": null, "at": 3, "fields": {…}}]

`form` is the prefix of a set of rows, or empty for the record itself; `row` the key of a row; `at` its place.
Carried out, it goes through the form of the record once more, as if whoever accepts it had sent it: the same checks,
the same history.
"""

import copy
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages.constants import SUCCESS
from django.contrib.messages.storage import default_storage
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from apps.core.dates import PartialDate
from apps.core.differences import marked
from apps.core.fields import PartialDateField
from apps.core.readable import NOTHING, in_quotes
from apps.core.reasons import LETTERS_AT_MOST, say_reason
from apps.core.versions import Opened, lock

from .corrections.facts import facts_of, said
from .models import LONGEST_REMARK, Proposal, ProposalState
from .proposed_sources import answers, source_named_in

VERBS = {
    "words": pgettext_lazy("what is proposed", "change, in words"),
    "change": pgettext_lazy("what is proposed", "change"),
    "add": pgettext_lazy("what is proposed", "new row"),
    "delete": pgettext_lazy("what is proposed", "row to be deleted"),
}
WAITS = gettext_lazy("The public goes on seeing “%(record)s” as it is: your change waits for a publisher.")
CHOOSE = gettext_lazy("Choose what is to become of the proposal.")
DECIDED = gettext_lazy("This was decided meanwhile: %(state)s (%(who)s).")
BY_HAND = gettext_lazy("No form can carry this out: do it by hand, then say that it is done.")
CHANGED = gettext_lazy("The record was changed while you looked at it. What is shown now is its latest state.")

SUGGESTED = "suggested by a reader: "  # and where it is written: in a history
say_reason(SUGGESTED, gettext_lazy("suggested by a reader: %(what)s"))

Raw = Any  # what a form sends for a field: a text, a list of keys, true or false, or nothing


# ---- from a form


def hand_over(request: HttpRequest, record: models.Model, form: forms.ModelForm, formsets: Sequence[Any]) -> str:
    """Keep a submitted change for whoever may publish, and return what its author is told."""
    note = form.cleaned_data.get("change_reason") or ""
    propose(request.user, record, list(changes_in(form, formsets)), note, **source_named_in(form))
    return WAITS % {"record": record}


def propose(
    author: Any, record: models.Model, changes: list[dict[str, Any]], note: str = "", **source: Any
) -> Proposal:
    """`source`: what is known of where it is written (`source`, `source_url`, `source_title`, `source_place`)."""
    return Proposal.objects.create(
        content_type=ContentType.objects.get_for_model(record),
        object_id=record.pk,
        title=str(record)[:300],
        changes=changes,
        author=author,
        note=note,
        **source,
    )


def changes_in(form: forms.ModelForm, formsets: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Yield what a submitted form changes, row by row."""
    if _facts(form):
        yield _change("", "change", None, 0, form)
    for rows in formsets:
        for at, row in enumerate(rows.forms):
            key = row.instance.pk
            if row in rows.deleted_forms:
                if key:
                    yield {"form": rows.prefix, "verb": "delete", "row": key, "at": at, "fields": {}}
            elif row.has_changed():
                yield _change(rows.prefix, "change" if key else "add", key, at, row)


def _change(prefix: str, verb: str, key: int | None, at: int, form: forms.ModelForm) -> dict[str, Any]:
    fields = {name: {"from": before(form, name), "to": sent(form, name)} for name in _facts(form)}
    return {"form": prefix, "verb": verb, "row": key, "at": at, "fields": fields}


def _facts(form: forms.ModelForm) -> list[str]:
    """Return what was changed of the record itself; the form also asks for what belongs to the save."""
    asked = form._meta.fields
    named = [name for name in form.changed_data if not asked or name in asked]
    return [name for name in named if before(form, name) != sent(form, name)]  # a browser ends its lines otherwise


def sent(form: forms.ModelForm, name: str) -> Raw:
    value = form.fields[name].widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    return value if value is None or isinstance(value, bool | list) else str(value).replace("\r\n", "\n")


def before(form: forms.ModelForm, name: str) -> Raw:
    """Return what stands in a field of a form that nobody has touched, as the form would send it."""
    value = form.fields[name].prepare_value(form.get_initial_for_field(form.fields[name], name))
    if isinstance(value, bool):
        return value
    if isinstance(value, list | tuple | models.QuerySet):
        return [str(one) for one in value]
    return "" if value is None else str(value)


# ---- beside the record as it is


@dataclass
class FieldChange:
    key: str
    label: Any
    then: str  # what stood there when it was proposed
    now: str
    proposed: str
    language: str = ""

    @property
    def marked(self) -> SafeString:
        """What is proposed, with the words marked that differ from what stands there now."""
        return marked("" if self.now == NOTHING else self.now, self.proposed)

    @property
    def is_overtaken(self) -> bool:
        """True where somebody else has changed the field meanwhile."""
        return self.then != self.now


@dataclass
class RowChange:
    key: str
    verb: str
    what: str
    fields: list[FieldChange] = field(default_factory=list)
    is_gone: bool = False  # the row is no longer there

    @property
    def verb_label(self) -> Any:
        return VERBS[self.verb]

    @property
    def is_whole(self) -> bool:
        """True where it is taken or left as a whole."""
        return self.verb != "change"

    @property
    def is_in_words(self) -> bool:
        """True where a reader wrote what no form can carry out."""
        return self.verb == "words"


class Form:
    """The form of a record as it is now, with the rows of its inlines."""

    def __init__(self, request: HttpRequest, record: models.Model) -> None:
        self.request, self.record = request, record
        self.admin = admin.site.get_model_admin(type(record))
        looking = copy.copy(request)
        looking.method, looking.POST = "GET", QueryDict()
        self.form, self.sets = self.admin.as_it_is(looking, record)

    def rows(self, prefix: str) -> Any:
        return next((one for one in self.sets if one.prefix == prefix), None)

    def row(self, change: dict[str, Any]) -> forms.ModelForm | None:
        """Return the form that a change is about; None: it is gone."""
        if not change["form"]:
            return self.form
        rows = self.rows(change["form"])
        if rows is None:
            return None
        if change["verb"] == "add":
            return rows.empty_form
        return next((form for form in rows.initial_forms if form.instance.pk == change["row"]), None)

    def data(self) -> QueryDict:
        """Return what a browser would send if nothing were changed."""
        data = QueryDict(mutable=True)
        bound = [
            *self.form,
            *(one for rows in self.sets for form in (*rows.forms, rows.management_form) for one in form),
        ]
        for one in bound:
            put(data, one.html_name, one.value())
        # It is sent by whoever holds the record: nobody can have changed it since.
        data["opened_version"] = Opened.of(self.record, timezone.now().timestamp(), self.form, self.sets).sealed()
        return data


def put(data: QueryDict, name: str, value: Raw) -> None:
    """Write a value as a browser sends it: a box that is not ticked, and nothing, are not sent at all."""
    data.pop(name, None)
    if value is True:
        data[name] = "on"
    elif isinstance(value, list | tuple | models.QuerySet):
        data.setlist(name, [str(one) for one in value])
    elif value is not None and value is not False:
        data[name] = str(value)


def in_words(form: forms.ModelForm, name: str, value: Raw) -> str:
    """Say what a form would send for a field, as its reader knows it."""
    form_field = form.fields[name]
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value in (None, "", []):
        return NOTHING
    if isinstance(form_field, forms.ModelChoiceField):
        keys = [one for one in (value if isinstance(value, list) else [value]) if str(one).isdecimal()]
        names = {str(one.pk): form_field.label_from_instance(one) for one in form_field.queryset.filter(pk__in=keys)}
        return ", ".join(names.get(str(key), str(key)) for key in keys)
    if isinstance(form_field, forms.ChoiceField):
        flat = dict(models.CharField(choices=form_field.choices).flatchoices)
        return str(flat.get(value, value))
    if isinstance(form._meta.model._meta.get_field(name), PartialDateField):
        try:
            return PartialDate.parse(str(value)).spoken()
        except ValidationError:
            return str(value)
    return ", ".join(value) if isinstance(value, list) else str(value)


def shown(proposal: Proposal, form: Form) -> list[RowChange]:
    """Return what is proposed, each field beside what stands there now."""
    found = []
    for number, change in enumerate(proposal.changes):
        row = form.row(change)
        what = capfirst(form.record._meta.verbose_name)
        if change["form"] and (rows := form.rows(change["form"])) is not None:
            what = capfirst(rows.model._meta.verbose_name)
            if row is not None and row.instance.pk:
                what = f"{what}: {row.instance}"
        one = RowChange(str(number), change["verb"], what, is_gone=row is None)
        found.append(one)
        if one.is_in_words:
            one.fields.extend(_in_words(change, str(number), form.record))
            continue
        for name, values in change["fields"].items():
            if row is None or name not in row.fields:
                one.fields.append(FieldChange(f"{number}.{name}", name, NOTHING, NOTHING, str(values["to"])))
                continue
            now = "" if change["verb"] == "add" else before(row, name)
            one.fields.append(
                FieldChange(
                    f"{number}.{name}",
                    row.fields[name].label or name,
                    then=in_words(row, name, values["from"] if change["verb"] != "add" else ""),
                    now=in_words(row, name, now),
                    proposed=in_words(row, name, values["to"]),
                    language=row.fields[name].widget.attrs.get("lang", ""),
                )
            )
    return found


def _in_words(change: dict[str, Any], key: str, record: models.Model) -> Iterator[FieldChange]:
    for name, values in change["fields"].items():
        fact = facts_of(type(record)).get(name)
        now = said(fact, record) or NOTHING if fact else NOTHING
        yield FieldChange(f"{key}.{name}", fact.label if fact else name, now, now, str(values["to"]))


def signature(rows: Iterable[RowChange]) -> str:
    """Return what tells whether the record is still as it was shown."""
    values = [(row.key, row.is_gone, [(one.key, one.now) for one in row.fields]) for row in rows]
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()[:32]


# ---- a decision


class Refused(Exception):
    """Why a proposal could not be carried out, in the reader's language."""

    def __init__(self, *messages: Any) -> None:
        super().__init__(*messages)
        self.messages = [str(one) for one in messages]


def locked(pk: int) -> Proposal:
    """Return an open proposal that nobody else can decide on until the transaction ends."""
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("decided_by").get(pk=pk)
    if not proposal.is_open:
        raise Refused(DECIDED % {"state": proposal.get_state_display(), "who": proposal.decided_by})
    return proposal


@transaction.atomic
def accept(request: HttpRequest, pk: int, chosen: set[str], seen: str) -> Proposal:
    """Carry out what was chosen of a proposal, as whoever accepts it. `seen` is the `signature` of what they saw."""
    proposal = locked(pk)
    if proposal.is_in_words:
        raise Refused(BY_HAND)
    model = proposal.content_type.model_class()
    record = next(iter(lock(model, [proposal.object_id])), None)
    if record is None:
        raise Refused(_("The record is no longer there."))
    form = Form(request, record)
    rows = shown(proposal, form)
    if signature(rows) != seen:
        raise Refused(CHANGED)
    everything = {key for row in rows for key in ([row.key] if row.is_whole else [one.key for one in row.fields])}
    if not chosen & everything:
        raise Refused(_("Choose at least one change, or return the proposal with a reason."))
    carry_out(form, proposal, chosen, answers(request, proposal, form, chosen))
    is_whole = everything <= chosen
    return _decided(proposal, request, ProposalState.ACCEPTED if is_whole else ProposalState.PARTLY)


def carry_out(form: Form, proposal: Proposal, chosen: set[str], where: Mapping[str, Raw]) -> None:
    """`where`: what the form of the record asks on the source, answered."""
    data = form.data()
    for name, value in where.items():
        put(data, name, value)
    for number, change in enumerate(proposal.changes):
        row = form.row(change)
        if row is None:
            continue
        prefix = row.prefix or ""
        if change["verb"] == "add":
            if str(number) not in chosen:
                continue
            total = f"{change['form']}-TOTAL_FORMS"
            at = max(int(change["at"]), int(data[f"{change['form']}-INITIAL_FORMS"]))
            data[total] = str(max(int(data[total]), at + 1))
            prefix = f"{change['form']}-{at}"
            for one in row:  # a new row comes with what stands in it before anybody writes
                put(data, f"{prefix}-{one.name}", one.value())
        elif change["verb"] == "delete":
            if str(number) in chosen:
                data[f"{prefix}-DELETE"] = "on"
            continue
        for name, values in change["fields"].items():
            if change["verb"] == "add" or f"{number}.{name}" in chosen:
                put(data, f"{prefix}-{name}" if prefix else name, values["to"])
    data["_continue"] = "1"
    data["change_reason"] = reason_for_history(proposal)
    sending = copy.copy(form.request)
    sending.method, sending.POST = "POST", data
    sending._files = MultiValueDict()
    sending._messages = default_storage(sending)
    response = form.admin.changeform_view(sending, str(form.record.pk))
    for message in sending._messages:
        if message.level != SUCCESS:  # that it was saved is said of the proposal
            messages.add_message(form.request, message.level, message.message)
    if response.status_code != 302:
        raise Refused(*(response.context_data.get("errors") or [_("The form of the record refuses it.")]))


def reason_for_history(proposal: Proposal) -> str:
    """Return whose change it was, and why, in as many letters as a history holds."""
    if not proposal.is_suggestion:
        said = _("proposed by %(who)s") % {"who": proposal.author_in_words}
        return (f"{said}: {proposal.note}" if proposal.note else said)[:LETTERS_AT_MOST]
    address = proposal.source_url or NOTHING
    if len(f"{SUGGESTED}{address}") > LETTERS_AT_MOST:  # an address that is cut leads nowhere: its site is named
        address = f"{urlsplit(address).netloc}, {proposal.code or proposal.pk}"
    return f"{SUGGESTED}{address}"[:LETTERS_AT_MOST]


@transaction.atomic
def carried_out(request: HttpRequest, pk: int) -> Proposal:
    """Note that somebody has done by hand what a reader suggested in words."""
    return _decided_if(lambda proposal: proposal.is_in_words, pk, request, ProposalState.ACCEPTED)


@transaction.atomic
def set_aside(request: HttpRequest, keys: Iterable[int]) -> int:
    """Keep suggestions of readers out of sight as spam, and return how many. What is decided stays as it is."""
    found = Proposal.objects.select_for_update(of=("self",)).filter(pk__in=keys, author=None, state=ProposalState.OPEN)
    return len([_decided(one, request, ProposalState.SPAM) for one in found])


@transaction.atomic
def take_for_spam(request: HttpRequest, pk: int) -> Proposal:
    """Keep one suggestion of a reader out of sight."""
    return _decided_if(lambda proposal: proposal.is_suggestion, pk, request, ProposalState.SPAM)


def _decided_if(fits: Callable[[Proposal], bool], pk: int, request: HttpRequest, state: ProposalState) -> Proposal:
    """Decide on an open proposal for which there is such a decision."""
    proposal = locked(pk)
    if not fits(proposal):
        raise Refused(CHOOSE)
    return _decided(proposal, request, state)


@transaction.atomic
def take_back(pk: int) -> Proposal:
    """Let what was taken for spam wait again."""
    found = Proposal.objects.select_for_update(of=("self",))
    proposal = found.filter(pk=pk, state=ProposalState.SPAM).first()
    if proposal is None:
        raise Refused(_("This suggestion is not set aside as spam."))
    proposal.state, proposal.decided_by, proposal.decided_at = ProposalState.OPEN, None, None
    proposal.save()
    return proposal


@transaction.atomic
def return_it(request: HttpRequest, pk: int, reason: str) -> Proposal:
    if not reason.strip():
        raise Refused(_("Say why it is returned."))
    if len(reason) > LONGEST_REMARK or "\x00" in reason:
        raise Refused(_("Say why it is returned, in at most %(most)d letters.") % {"most": LONGEST_REMARK})
    return _decided(locked(pk), request, ProposalState.RETURNED, reason.strip())


@transaction.atomic
def return_together(request: HttpRequest, keys: Iterable[int], reason: str) -> int:
    """Return all of these proposals with one reason, or none: what was decided meanwhile is named."""
    if not reason.strip() or len(reason) > LONGEST_REMARK or "\x00" in reason:
        raise Refused(_("Say why they are returned, in at most %(most)d letters.") % {"most": LONGEST_REMARK})
    rows = list(Proposal.objects.select_for_update(of=("self",)).filter(pk__in=set(keys)).order_by("pk"))
    if gone := [f"{in_quotes(row.title)} ({row.get_state_display()})" for row in rows if not row.is_open]:
        raise Refused(_("Decided meanwhile: %(proposals)s. Nothing was returned.") % {"proposals": ", ".join(gone)})
    for row in rows:
        _decided(row, request, ProposalState.RETURNED, reason.strip())
    return len(rows)


@transaction.atomic
def withdraw(request: HttpRequest, pk: int) -> Proposal:
    return _decided(locked(pk), request, ProposalState.WITHDRAWN)


def _decided(proposal: Proposal, request: HttpRequest, state: ProposalState, reason: str = "") -> Proposal:
    proposal.state, proposal.reason = state, reason
    proposal.decided_by, proposal.decided_at = request.user, timezone.now()
    proposal.save()
    return proposal
