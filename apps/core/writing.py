"""What an app above has to say on the texts that editors write in any record: while they type, and after the save."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django import forms
from modeltranslation.fields import TranslationField

from .translations import field_label

# The translated fields that hold our own words; other names, titles and quotations are those of others.
PROSE = frozenset({"name", "summary", "description", "note", "meetings_note", "chaired_by"})


class Written(NamedTuple):
    """A text that an editor has just changed: what its field is called, and the language it is in."""

    label: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class WritingAid:
    """`media`: the script that reads along while an editor types, in every field that has `data-prose`.

    `remarks` says in whole sentences, after the save, what should be written otherwise.
    """

    media: forms.Media
    remarks: Callable[[Sequence[Written]], Iterable[str]]


def is_prose(field: object) -> bool:
    """Say whether a field of a model holds our own words in one language."""
    return isinstance(field, TranslationField) and field.translated_field.name in PROSE


def written_in(submitted: Iterable[forms.ModelForm]) -> Iterator[Written]:
    """Yield the texts that the forms of a page have changed."""
    for form in submitted:
        for name in form.changed_data:
            field = next((one for one in form._meta.model._meta.concrete_fields if one.name == name), None)
            if is_prose(field) and form.cleaned_data.get(name):
                yield Written(str(field_label(field)), field.language, form.cleaned_data[name])
