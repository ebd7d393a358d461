"""Where a proposed change is written: what its author said, and what is asked of whoever accepts it."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest

from apps.core.admin import RecordAdmin
from apps.sources.actions import host_of, known_at
from apps.sources.asking import PLACE, SLIP, SOURCE, TITLE, URL, questions
from apps.sources.facts import fact_of, is_translation, states_facts
from apps.sources.models import Citation

from .models import Proposal

CITATIONS = "sources-citation"  # how the rows are called in a form
MARK = "where_asked"  # sent by a page that has asked


def source_named_in(form: forms.ModelForm) -> dict[str, Any]:
    """Return what the form of a record says on its source, as a proposal keeps it."""
    said = form.cleaned_data
    if not (said.get(SOURCE) or said.get(URL)):
        return {}
    kept = {"source": said[SOURCE], "source_place": said.get(PLACE) or ""}
    if said[SOURCE] is None:
        kept |= {"source_url": said[URL], "source_title": said.get(TITLE) or ""}
    return kept


def first_answers(proposal: Proposal) -> dict[str, Any]:
    """Return what the page of a proposal answers beforehand. An editor has been asked, and may have said that there is
    no source, and a translator changes words; a reader is not believed on that."""
    source = proposal.source or (known_at(proposal.source_url) if proposal.source_url else None)
    if source:
        return {SOURCE: source.pk, PLACE: proposal.source_place}
    if proposal.source_url:
        title = proposal.source_title or host_of(proposal.source_url)
        return {URL: proposal.source_url, TITLE: title[:300], PLACE: proposal.source_place}
    is_cited = any(one["verb"] == "add" and one["form"].startswith(CITATIONS) for one in proposal.changes)
    return {SLIP: proposal.author is not None and not is_cited}


def answers(request: HttpRequest, proposal: Proposal, form: Any, chosen: Collection[str]) -> Mapping[str, Any]:
    """Return what the form of the record is told on the source as what was chosen of a proposal is carried out."""
    if not any(_changes_facts(form, one) for one in _chosen(proposal, chosen)):
        return {}
    return _answered(request, proposal)


def _chosen(proposal: Proposal, chosen: Collection[str]) -> Iterator[dict[str, Any]]:
    for number, change in enumerate(proposal.changes):
        if change["verb"] != "change":
            if str(number) in chosen:
                yield change
        elif fields := {name: there for name, there in change["fields"].items() if f"{number}.{name}" in chosen}:
            yield {**change, "fields": fields}


def _answered(request: HttpRequest, proposal: Proposal) -> Mapping[str, Any]:
    if MARK in request.POST:
        return {name: request.POST.get(name, "") for name in questions()}
    return first_answers(proposal)


def where(request: HttpRequest, proposal: Proposal, form: Any) -> list[forms.BoundField]:
    """Return the questions of a proposal that changes facts. `form`: a `proposals.Form`; None: the record is gone."""
    if form is None or not proposal.is_open or proposal.is_in_words:
        return []
    if not any(_changes_facts(form, one) for one in proposal.changes):
        return []
    said = _answered(request, proposal) if request.method == "POST" else first_answers(proposal)
    asked = forms.Form(initial=said)
    asked.fields |= questions()
    asked.fields[SLIP].help_text = ""  # whose the proposal is, is reason enough
    return [asked[name] for name in asked.fields]


def scripts(where: list[forms.BoundField]) -> forms.Media:
    return forms.Media(js=RecordAdmin.Media.js) + where[0].form.media if where else forms.Media()


def _changes_facts(form: Any, change: dict[str, Any]) -> bool:
    rows = form.rows(change["form"]) if change["form"] else None
    model = type(form.record) if rows is None else rows.model
    if model is Citation or not states_facts(model):
        return False
    if change["verb"] != "change":
        return True
    row = form.row(change)
    return any(fact_of(model, name) and not (row and is_translation(row, name)) for name in change["fields"])
