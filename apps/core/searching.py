"""What of a noun can be searched. Each app says it for its own nouns in its `search.py`; `apps.search` does the rest.

Apps below `apps.search` ask it through `matching`: it registers itself as the `finder`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.db import models
from django.db.models import Q, QuerySet

if TYPE_CHECKING:  # it belongs to models, which are not there yet when the search is installed
    from .names import Name


@dataclass(frozen=True, slots=True)
class Searchable:
    """How the records of a model stand in the index: one row for each record and language.

    `names` and `texts` are translated fields; the first name is the one shown; its other names (`core.names`), and
    `also`, are found too. `belongs` returns, for a record, other
    records by whose names it is found too: what happened in NATO is found by «НАТО» and by its long name. `depends`
    says which records must be indexed anew when one of another model changes: its label, and the lookup from here.
    """

    model: type[models.Model]
    kind: str  # the key in addresses
    label: Any  # of the kind, in the plural
    names: tuple[str, ...]
    texts: tuple[str, ...] = ()
    also: "Callable[[Any], Iterable[Name]]" = lambda record: ()  # what else it is called: codes, forms
    belongs: Callable[[Any], Iterable[models.Model | None]] = lambda record: ()
    rows: Callable[[], QuerySet] | None = None  # all records, with what `said` and `belongs` read of each
    said: Callable[[Any], Sequence[Any]] = lambda record: ()  # what it is, and when: tells namesakes apart
    depends: tuple[tuple[str, str], ...] = ()
    weight: float = 1.0  # among equal matches, what readers mean by a name: the organisation before its events
    is_public: bool = True  # has a page; False: only editors search for it
    is_apart: Callable[[Any], bool] = lambda record: False  # found by the list of its own kind alone
    list_view: str = ""  # the list that `q` can narrow

    def queryset(self) -> QuerySet:
        return self.rows() if self.rows else self.model._default_manager.all()


searchables: dict[type[models.Model], Searchable] = {}


def register(searchable: Searchable) -> None:
    searchables[searchable.model] = searchable


class Finder(Protocol):
    def ids(self, model: type[models.Model], wanted: "Words") -> Any:
        """Return what stands behind `__in`: the primary keys of the records that are found."""
        ...

    def holds(self, text: str, word: str) -> bool:
        """Tell whether a text holds a word in any of its forms."""
        ...


_finder: Finder | None = None


def use(finder: Finder) -> None:
    global _finder
    _finder = finder


def installed() -> Finder:
    if _finder is None:
        raise RuntimeError("No search is installed: add apps.search to INSTALLED_APPS.")
    return _finder


def holds(text: str, word: str) -> bool:
    return installed().holds(text, word)


class Words(str):
    """Words to look for. What they find is looked up once for each model, however many counts need it."""

    is_broad = False  # the beginning of a word is enough, and no question is asked of the database in between
    in_names = False  # what its texts say is of no interest

    def ids(self, model: type[models.Model]) -> Any:
        found = self.__dict__.setdefault("found", {})
        if model not in found:
            found[model] = installed().ids(model, self)
        return found[model]


class BroadWords(Words):
    is_broad = True


class NameWords(BroadWords):
    in_names = True


def matching(words: Words, paths: Iterable[tuple[str, type[models.Model]]]) -> Q:
    """Return the condition that a row, or what a path leads to, is found by the words."""
    condition = Q(pk__in=[])
    for path, model in paths:
        condition |= Q(**{f"{path}__in": words.ids(model)})
    return condition
