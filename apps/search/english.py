"""The stem of an English word: Snowball's, with British and American spelling brought together.

Snowball joins some words that readers of this site mean apart (international and internal, organisation and organ);
those have a stem of their own here.
"""

import re
from functools import lru_cache

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("english")
_SPELLINGS = (
    (re.compile(r"(?<=.{3})is(e[dsr]?|ers?|ing|ations?|ational)$"), r"iz\1"),  # organise, organisation
    (re.compile(r"ys(e[dsr]?|ing)$"), r"yz\1"),  # analyse
    (re.compile(r"(?<=[bdlhv])our(s|ed|ing|able|ite|hood)?$"), r"or\1"),  # labour, neighbour
    (re.compile(r"([aeiou])nce(s|less)?$"), r"\1nse\2"),  # defence, licence
    (re.compile(r"(?<=[nbi])tre(s|d)?$"), r"ter\1"),  # centre
    (re.compile(r"ogue(s)?$"), r"og\1"),  # dialogue
    (re.compile(r"ramme(s|d)?$"), r"ram\1"),  # programme
    (re.compile(r"ll(ed|ing|ers?|ors?)$"), r"l\1"),  # travelling, counsellor
)
# Words that Snowball would join with others, or would not join (membership), with their stems.
# fmt: off
_APART = {
    "international": "internation", "internationally": "internation", "internal": "internal", "organ": "organ",
    "organs": "organ", "organic": "organic", "university": "university", "universities": "university",
    "universal": "universal", "universe": "universe", "united": "united", "important": "important",
    "importance": "important", "operation": "operation", "operations": "operation", "operational": "operation",
    "police": "police", "secretariat": "secretariat", "secretariats": "secretariat", "customs": "customs",
    "arms": "arms", "news": "news", "opera": "opera", "generation": "generation", "general": "general",
    "generals": "general", "party": "party", "parties": "party", "partial": "partial", "execution": "execution",
    "department": "department", "departments": "department", "convention": "convention", "conventions": "convention",
    "conventional": "conventional", "convenience": "convenience", "commandment": "commandment",
    "humane": "humane", "human": "human", "politeness": "politeness", "polite": "polite", "numerous": "numerous",
    "authority": "authority", "authorities": "authority", "author": "author", "authors": "author",
    "station": "station", "stations": "station", "states": "state", "state": "state", "static": "static",
    "relative": "relative", "relatives": "relative", "minister": "minister", "ministers": "minister",
    "ministry": "ministry", "ministries": "ministry", "ministerial": "minister", "community": "community",
    "communities": "community", "communism": "communism", "communist": "communism", "commune": "commune",
    "charter": "charter", "chart": "chart", "charts": "chart", "member": "member", "membership": "member",
    "memberships": "member", "parliamentary": "parliament", "treaties": "treaty", "treaty": "treaty", "treat": "treat",
}
# fmt: on


@lru_cache(maxsize=100_000)
def stemmed(word: str) -> str:
    """Return the stem of a lower-case word of Latin letters: `organisations` → `organiz`."""
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(lambda found, spelling=spelling: found.expand(spelling), word)
    return _APART.get(word) or _STEMMER.stemWord(word)
