"""Unicode case for SQLite.

SQLite's own `LIKE`, `LOWER` and `UPPER` know only ASCII: a search for «ұйым» would not find «Ұйым». These functions
replace them on every connection. They must never be used in an index or a constraint: other programs could not
open the file.
"""

import re
from collections.abc import Callable
from functools import lru_cache


@lru_cache(maxsize=256)
def _matcher(like: str, escape: str) -> Callable[[str], object]:
    """Return what tells whether a folded text is like a pattern. Most searches look for a piece of text: "%piece%"."""
    like = like.casefold()
    piece = like[1:-1]
    if like[:1] == like[-1:] == "%" and len(like) > 1 and not {"%", "_", escape} & {*piece}:
        return lambda text: piece in text
    parts, letters = [], iter(like)
    for letter in letters:
        if letter == escape:
            parts.append(re.escape(next(letters, "")))
        else:
            parts.append({"%": ".*", "_": "."}.get(letter) or re.escape(letter))
    return re.compile("".join(parts), re.DOTALL).fullmatch


def like(pattern: str | None, value: str | None, escape: str = "\\") -> bool | None:
    """Do what `value LIKE pattern ESCAPE escape` does, with the case of every script folded."""
    if pattern is None or value is None:
        return None
    return bool(_matcher(str(pattern), escape)(str(value).casefold()))


def _text(function):
    return lambda value: function(value) if isinstance(value, str) else value


def teach_unicode(connection, **kwargs) -> None:
    """Receive `connection_created`."""
    if connection.vendor != "sqlite":
        return
    create = connection.connection.create_function
    create("like", 2, like, deterministic=True)
    create("like", 3, like, deterministic=True)
    create("lower", 1, _text(str.lower), deterministic=True)
    create("upper", 1, _text(str.upper), deterministic=True)
