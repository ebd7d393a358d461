"""What a word may be that is not written as Kazakh is: Kazakh in Latin letters, or a layout that was not switched."""

import re
from functools import lru_cache

_APOSTROPHES = str.maketrans("’ʼ‘`´", "'''''")
# The alphabets of 2021 (ä ğ ñ ö ū ü ş), 2018 (á ǵ ı ń ó ú ý sh ch), 2017 (a' g' n' s' c' y'), older ones (ï, w, x, ç)
# and what people type without any (sh, zh, kh, ya). In the folded alphabet most of them meet.
_LETTERS = (
    ("shch", "ш"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("gh", "г"), ("ts", "с"), ("yu", "иу"),
    ("ya", "иа"), ("yo", "е"), ("ye", "е"), ("s'", "ш"), ("c'", "ч"), ("y'", "у"), ("'", ""), ("ä", "а"), ("á", "а"),
    ("ă", "а"), ("ğ", "г"), ("ǵ", "г"), ("ñ", "н"), ("ń", "н"), ("ö", "о"), ("ó", "о"), ("ü", "у"), ("ú", "у"),
    ("ū", "у"), ("ý", "у"), ("ş", "ш"), ("ç", "ч"), ("ı", "и"), ("í", "и"), ("ï", "и"), ("é", "е"), ("ë", "е"),
    ("a", "а"), ("b", "б"), ("c", "с"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"), ("i", "и"),
    ("j", "ж"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("q", "к"), ("r", "р"),
    ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("w", "у"), ("x", "х"), ("y", "ы"), ("z", "з"),
)  # fmt: skip
_TABLE = dict(_LETTERS)
_ANY = re.compile("|".join("ts(?!h)" if latin == "ts" else re.escape(latin) for latin, _cyrillic in _LETTERS))  # хатшы
# Where the alphabets disagree, the word is read in each way.
_OTHERWISE = (
    (re.compile("ı"), "y"),  # ı is и in 2018, і in 2021, ы before
    (re.compile(r"(?<=[aeouáäóöúüūý])y|y(?=[aeou])"), "i"),  # Tokayev, uyym
    (re.compile("ý(?=.*[ïwx])"), "i"),  # ý is у in 2018; й in an older alphabet, which has ï, w, x
    (re.compile("ng"), "n"),  # janga for jańa
    (re.compile("ia"), "ya"),
    (re.compile("kh"), "h"),
)


@lru_cache(maxsize=50_000)
def readings(word: str) -> tuple[str, ...]:
    """Return the folded Kazakh words that a lower-case Latin one may stand for: `qaýipsizdik` → `кауипсиздик`, …"""
    word = word.translate(_APOSTROPHES)
    spellings = {word: None}
    for pattern, other in _OTHERWISE:
        for spelling in list(spellings):
            spellings[pattern.sub(other, spelling)] = None
    read = (_ANY.sub(lambda found: _TABLE[found[0]], spelling) for spelling in list(spellings)[:8])
    return tuple(dict.fromkeys(one for one in read if re.fullmatch("[а-я]+", one)))


_QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_KAZAKH_DIGITS = dict(zip("234589", "әіңғүұ", strict=True)) | {"0": "қ", "-": "ө", "=": "һ"}
_TO_CYRILLIC = str.maketrans(_QWERTY + '~{}:"<>', _RUSSIAN + "ёхъжэбю")
_TO_LATIN = str.maketrans(_RUSSIAN, _QWERTY)
_TO_LATIN.update({ord(kazakh): key for key, kazakh in _KAZAKH_DIGITS.items()})
_LETTER_AND_DIGIT = re.compile(r"[a-z\[\];',.][234589=]|[234589=][a-z\[\];',.]|0[a-z]|[a-z]0|-[a-z]")


def other_layout(query: str) -> tuple[str, ...]:
    """Return what the same keys write in the layouts that were meant: `yfnj` → `нато`, `тфещ` → `nato`."""
    query = query.lower()
    if re.search("[а-яәіңғүұқөһё]", query):
        return (query.translate(_TO_LATIN),)
    russian = query.translate(_TO_CYRILLIC)
    if _LETTER_AND_DIGIT.search(query):
        kazakh = "".join(_KAZAKH_DIGITS.get(key, key) for key in query).translate(_TO_CYRILLIC)
        return (kazakh, russian)
    return (russian,)
