"""A light stemmer of Kazakh, over an alphabet in which the spellings of one word fall together.

Three steps, the same for an index and for a query:

1. `folded` writes a word in 26 letters: the Kazakh letters become those that a Russian keyboard has for them
   (ұйым, уйым → уиым), signs without a sound go, ю and я become two letters.
2. `stemmed` takes endings off, outermost first: case, possessive, plural; again until nothing more comes off
   (ұйымдарының → ұйымдары → ұйымдар → ұйым).
3. `written` makes ASCII of it, so that no tokenizer of any database can see it differently (уиым → uiym).

An ending is taken off only where Kazakh could have put it: its first letter agrees with the sound before it (‑дың after
a voiced sound, ‑тың after a voiceless one, ‑ның after a vowel or nasal), its vowel with the last clear vowel of the
word. What remains has at least two letters and a vowel. A word that is cut too short is no harm as long as all its
forms are cut alike: that is why the steps are repeated until nothing changes. Where a rule cannot know (кеңес‑і, but
мекеме‑сі) the words stand in a list.
"""

import re
import unicodedata
from functools import lru_cache

# ---- the folded alphabet
_FOLDED = str.maketrans(
    {
        "ә": "а", "і": "и", "й": "и", "ң": "н", "ғ": "г", "ү": "у", "ұ": "у", "қ": "к", "ө": "о", "һ": "х", "ё": "е",
        "э": "е", "щ": "ш", "ц": "с", "ю": "иу", "я": "иа", "ъ": "", "ь": "",
    }
)  # fmt: skip
_ASCII = str.maketrans("абвгдежзиклмнопрстуфхчшы", "abvgdejziklmnoprstufhcwy")
_DOUBLED_VOWELS = ("ии", "аа", "ее", "оо", "ыы")
_DOUBLED = re.compile(r"(.)\1+")
# Latin letters that are drawn as Cyrillic ones, as typed by mistake inside Cyrillic words.
LOOK_ALIKES = str.maketrans("ihəaeopcxykmtbäöüáéóýúí", "іһәаеорсхукмтвәөүаеоууі")
_LATIN = re.compile("[a-z\u00c0-\u024fə]")

VOWELS = frozenset("аеиоуы")
_VOICELESS = frozenset("пткшчсфхбвгд")  # at the end of a word б, в, г, д are spoken so
_NASAL = frozenset("мн")
_SIBILANT = frozenset("зж")
_LIQUID = frozenset("рл")


def folded(word: str) -> str:
    """Write a lower-case Cyrillic word in the folded alphabet: `қауіпсіздік` → `кауипсиздик`."""
    word = word.translate(_FOLDED)
    for doubled in _DOUBLED_VOWELS:
        if doubled in word:
            word = word.replace(doubled, doubled[0])
    return word


def squeezed(word: str) -> str:
    """Write a doubled letter once (ассамблея, асамблея); but БҰҰ stays three letters."""
    return _DOUBLED.sub(r"\1", word) if len(word) > 3 else word


def written(stem: str) -> str:
    """Write a folded stem in ASCII."""
    return squeezed(stem.translate(_ASCII))


def unaccented(word: str) -> str:
    """Return a Latin word without accents: `çavuşoğlu` → `cavusoglu`."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", word.replace("ı", "i")) if letter.isascii())


def corrected(word: str) -> str:
    """Return a lower-case word that holds Cyrillic letters with its Latin look-alikes made Cyrillic."""
    return word.translate(LOOK_ALIKES) if _LATIN.search(word) else word


# ---- endings: (ending, what may stand before it). A = after a vowel, and so on; see `_is_after`.
_AFTER = {
    "vowel": VOWELS,
    "vowel or nasal": VOWELS | _NASAL,
    "nasal": _NASAL,
    "voiced": _LIQUID | _SIBILANT | frozenset("иу"),  # й and у sound at the end of a syllable
    "voiced or nasal": _LIQUID | _SIBILANT | _NASAL | frozenset("иу"),
    "sounding": VOWELS | _LIQUID | _SIBILANT | _NASAL,
    "sounding but sibilant": VOWELS | _LIQUID | _NASAL,
    "vowel, р": VOWELS | frozenset("р"),
    "л, nasal, sibilant": frozenset("л") | _NASAL | _SIBILANT,
    "sounding, no nasal": VOWELS | _LIQUID | _SIBILANT,
    "sibilant": _SIBILANT,
    "voiceless": _VOICELESS,
    "possessive": frozenset("ыи"),
}
_BACK, _FRONT = "back", "front"


Endings = dict[str, list[tuple[str, int, frozenset[str], str]]]  # by their last letter


def _endings(table: str) -> Endings:
    """Read a table of endings, one class in a line: `vowel or nasal: нын нин`. The longest come first."""
    found: list[tuple[str, int, frozenset[str], str]] = []
    for line in table.strip().splitlines():
        after, endings = line.split(":")
        for ending in endings.split():
            vowel = next((letter for letter in ending if letter in VOWELS), "")
            # ‑мен, ‑бен, ‑пен do not follow the vowels of the word.
            harmony = "" if ending in ("мен", "бен", "пен") or not vowel else _BACK if vowel in "аы" else _FRONT
            found.append((ending, len(ending), _AFTER[after.strip()], harmony))
    found.sort(key=lambda ending: -ending[1])
    return {last: [ending for ending in found if ending[0][-1] == last] for last in {one[0][-1] for one in found}}


_CASES = _endings(
    """
    possessive: ндагы ндеги нда нде нан нен на не н
    sounding: дагы деги да де
    voiceless: тагы теги та те тан тен тын тин ка ке ты ти пен
    vowel or nasal: нын нин
    voiced or nasal: дын дин ды ди
    sounding, no nasal: дан ден
    nasal: нан нен
    vowel: ны ни
    sounding: га ге
    sounding but sibilant: мен
    sibilant: бен
    """
)
_PLURALS = _endings(
    """
    vowel, р: лар лер
    л, nasal, sibilant: дар дер
    voiceless: тар тер
    """
)
_OURS = _endings(
    """
    vowel: мыз миз ныз низ
    """
)
_OURS_AFTER_CONSONANT = ("ымыз", "имиз", "ыныз", "иниз")
# What makes another word of a word: taken off only where nothing better is found.
_DERIVED = (
    "лык", "лик", "дык", "дик", "тык", "тик", "дас", "дес", "тас", "тес", "лас", "лес", "сыз", "сиз", "лы", "ли", "ды",
    "ди", "ты", "ти", "шы", "ши", "ша", "ше", "гы", "ги", "кы", "ки", "даи", "деи", "таи", "теи", "лау", "леу", "дау",
    "деу", "тау", "теу", "гыш", "гиш", "кыш", "киш",
)  # fmt: skip

# ---- what no rule can know (folded)
# Stems in ‑ас, ‑ес: their ‑ы, ‑і is taken off, not ‑сы, ‑сі.
_ENDING_IN_S = frozenset(
    """кенес катынас елес егес арипттес ариптес сериктес колдес замандас отандас жолдас жердес кандас тилектес сырлас
    ниеттес мудделес одактас бирлес курдас мурагас жакас танбас озгерис процес прогрес конгрес интерес адрес атлас талас
    палас келес толес ерес тогас козкарас карас курес алмас ондирис бизнес експрес експес аренес сойлес карындас
    баурлас бауырлас тогандас кыздас пикирлес бирлес унес белес жагалас шарпылас накас гарас дрес стрес митас
    елдес тамырлас аралас улес илес арас согыс шыгыс агыс кагыс егис тегис багыс тугыс шагыс когыс""".split()
)
# Stems in ‑ан, ‑ен (‑аң, ‑ең): their ‑ы, ‑і is taken off, not ‑ны, ‑ні (палата‑ны, but орган‑ы, кезең‑і).
_ENDING_IN_N = frozenset(
    """алан кезен зан орган заман роман план отан мекен океан экран диван уран куран кыран аспан маидан капитан
    корган оралман арман дарбазан кеден белен терен кен ден бетен мерген тауекен елден турман жаран айран дан сан жан
    тан ман хан нан кан шан шен жен сарбаз тайпан адвокатан казан бузан саран казан кабан душман кептен билен
    туман тараган ойран сырттан жаттан басылан кулан калкан баян баиан даиан вулкан караван ураган ресторан стадион
    сезгин ерен орен кустан аран дуан курбан тиран султан акселен ветеран агран чемпион сен""".split()
)
# Stems in ‑о that take ‑ны; all others in ‑он have ‑ы (район‑ы, регион‑ы).
_ENDING_IN_O = frozenset(
    "нато евро биуро иунеско метро видео радио мексико того конго монако марокко косово киото".split()
)
# Stems whose end looks like an ending.
_WHOLE = frozenset(
    """судан иордан майдан пакистан ундистан туркистан дагыстан хиндустан курдистан белуджистан индустан канада уганда
    руанда апта команда бригада олимпиада декада астана бала арна сана гана котан капитан каспи ушин туман бирге
    озге казирги дурбин акпан казан орман курбан алан отан аман заман кыран аспан ортан корган орган ултан
    бутан оман иран жапан ливан тайван тиран ереван вьетнам кубан балкан ватикан мексикан минда кинда бундестаг рейхстаг
    кундиз негиз тениз огиз егиз сегиз тогыз мын тин бин орын карын агын жагын ушкын боскын келин жуын жиын
    бойын пайын сайын гылым кен ен шен мусин лувин берлин хельсинки румын латын алтын кытай тохран лондан дания
    мадан адан кардан шаман кан жан тан дан сан нан ман хан план клан экран диван роман туран оралман
    боинша туралы мадагаскар катар доллар гектар каталог лондон медиа дагда
    тенге акти мадени маныз иемен алаида басты касты дауы етти баска бари""".split()
)
# A vowel that falls out before an ending: халқы, орны.
_FALLEN = {
    "халк": "халык", "орн": "орын", "ерк": "ерик", "калп": "калып", "гурп": "гурып", "даус": "дауыс", "моин": "моиын",
    "корк": "корик", "ауз": "ауыз", "мурн": "мурын", "ерн": "ерин", "нарк": "нарык", "парк": "парык", "бурк": "бурык",
    "куик": "куиик", "ирк": "ирик", "карн": "карын", "каин": "каиын", "ажн": "ажын", "козг": "козик", "бетк": "бетик",
}  # fmt: skip
# Spellings of one word that the folded alphabet does not bring together.
_VARIANTS = {
    "казахстан": "казакстан", "казах": "казак", "казакстан": "казакстан", "азербаижан": "азирбаижан",
    "еуразиа": "еуразиа", "евразиа": "еуразиа", "европа": "еуропа", "секретариат": "секретариат",
}  # fmt: skip


def _harmonious(base: str, vowel: str) -> bool:
    """Tell whether an ending with this vowel can follow. а, о, у may stand for ә, ө, ү: they agree with both."""
    if not vowel:
        return True
    for number in range(len(base) - 1, -1, -1):
        letter = base[number]
        if letter not in VOWELS:
            continue
        if letter == "ы":
            return vowel == _BACK
        if letter == "е":
            return vowel == _FRONT
        if letter == "и":
            # й after a vowel, the и of a borrowed word (комиссия, Ресей): another vowel may decide.
            if number and base[number - 1] in VOWELS:
                continue
            return vowel == _FRONT or base.endswith("и") is False
        return True
    return True


def _without(word: str, endings: Endings) -> str:
    for ending, length, after, vowel in endings.get(word[-1], ()):
        if not word.endswith(ending):
            continue
        base = word[:-length]
        if len(base) < 2 or base[-1] not in after or VOWELS.isdisjoint(base):
            continue
        if ending in ("тан", "тен") and base.endswith("с") and len(base) > 2 and base[-2] not in VOWELS:
            continue  # Қазақстан, Өзбекстан: no ablative; but жарылыстан
        if ending == "н" and len(base) < 4:
            continue
        if vowel and not _harmonious(base, vowel):
            continue
        if ending in ("ны", "ни", "нын", "нин") and _ends_in_n(base):
            continue
        return base
    return word


def _ends_in_n(base: str) -> bool:
    """Tell whether the н of ‑ны belongs to the stem: орган‑ы, район‑ы, but палата‑ны, НАТО‑ны."""
    if base[-1] in "ое":
        return f"{base}н" in _ENDING_IN_N or (base[-1] == "о" and base not in _ENDING_IN_O)
    return base[-1] == "у" or f"{base}н" in _ENDING_IN_N


def _without_possessive(word: str) -> str:
    for ending in _OURS_AFTER_CONSONANT:
        if word.endswith(ending) and len(word) - len(ending) >= 2 and word[-len(ending) - 1] not in VOWELS:
            return word[: -len(ending)]
    if (base := _without(word, _OURS)) != word:
        return base
    if len(word) < 3 or word[-1] not in "ыи":
        return word
    base, before = word[:-1], word[-2]
    if before == "с" and len(word) > 3 and word[-3] in VOWELS:
        vowel, stem = word[-3], word[:-2]
        if base in _ENDING_IN_S:
            return base
        if vowel in "ыи":
            # отырыс‑ы, but хатшы‑сы, жарғы‑сы; комиссия‑сы ends in а
            if word[-4] in "шгк" and len(stem) > 2:
                return stem
            return base
        if vowel in "ае":
            return base if len(stem) <= 2 else stem
        return base if vowel == "у" else stem
    if before in VOWELS:
        # й and у between vowels: жағдай‑ы, қатысу‑ы, жоспарлау‑ы
        is_glide = before == "у" or (before == "и" and word[-3] in VOWELS)
        return base if is_glide else word
    if before == "ш" and not word.endswith(("ышы", "иши")) and not (len(word) == 4 and word[1] == "у"):
        return word  # хатшы; but өтініш‑і, күш‑і
    return base if VOWELS.intersection(base) else word


@lru_cache(maxsize=200_000)
def stemmed(word: str) -> str:
    """Return the stem of a folded word: `уиымдарынын` → `уиым`."""
    word = _VARIANTS.get(word, word)
    while word and word not in _WHOLE and word not in _ENDING_IN_S:
        shorter = _without(word, _CASES)
        if shorter == word:
            shorter = _without_possessive(word)
        if shorter == word:
            shorter = _without(word, _PLURALS)
        if shorter == word:
            break
        word = shorter
    return _restored(word)


def _restored(word: str) -> str:
    """Give a stem its last sound (еңбег‑і → еңбек, тоб‑ы → топ) and the vowel that had fallen out (халқ‑ы → халық)."""
    if word.endswith("г"):
        word = f"{word[:-1]}к"
    elif word.endswith("б"):
        word = f"{word[:-1]}п"
    return _VARIANTS.get(word, _FALLEN.get(word, word))


@lru_cache(maxsize=200_000)
def derived_from(stem: str) -> str:
    """Return the stem of the word from which a folded stem is made, or the stem itself: `ынтымактастык` → `ынтымак`."""
    while True:
        for ending in _DERIVED:
            base = stem[: -len(ending)]
            if stem.endswith(ending) and len(base) >= 3 and VOWELS.intersection(base):
                shorter = stemmed(base)
                break
        else:
            return stem
        if shorter == stem:
            return stem
        stem = shorter


def composed(text: str) -> str:
    """Return text as all spell it: composed, without stress marks and soft hyphens, in small letters."""
    text = unicodedata.normalize("NFC", text)
    return text.replace("\u0301", "").replace("\u00ad", "").replace("İ", "i").lower()
