"""The seven Kazakh cases of a name, ready to be copied: «НАТО-ға», «Біріккен Ұлттар Ұйымына», «Столтенбергке».

Only the last word is declined, and nothing in it changes: an ending is put after it. Which one follows from three
things about how that word is read aloud:

* its harmony: back (қалаға) or front (мектепке) vowels;
* its last sound: a vowel, a nasal, another voiced sound, or a voiceless one (б, в, г, д at the end of a borrowed word
  are read as voiceless: Мадридке, Тоқаевқа);
* whether it is the head of an izafet, that is, bears the possessive of the third person: the «Ұйымы» of «Біріккен
  Ұлттар Ұйымы» gives Ұйымына, where «одақ» gives одаққа. In a name of several words a last word in -ы or -і that is
  written small is taken for one («Париж клубы»), but for those kinds of words that end so by themselves (`BARE`). Of a
  single word, and of one with a capital, nothing can be seen (Алматы, Әлі and Кеңесі end alike): there it is decided
  by `HEADS`, the head nouns of names, and by the few endings that nothing else has.

What is not read as it is written (abbreviations, numbers, Latin letters) is first turned into what is said, and its
ending stands behind a hyphen. What cannot be known is left to whoever calls: `is_izafet`, or the form itself.
"""

import re
import unicodedata
from typing import NamedTuple


class CaseForms(NamedTuple):
    """A name in the singular, in the order in which Kazakh grammars give the cases."""

    nominative: str  # атау
    genitive: str  # ілік
    dative: str  # барыс
    accusative: str  # табыс
    locative: str  # жатыс
    ablative: str  # шығыс
    instrumental: str  # көмектес


class Endings(NamedTuple):
    """The endings of the six oblique cases after one kind of sound, as they are after back vowels."""

    genitive: str
    dative: str
    accusative: str
    locative: str
    ablative: str
    instrumental: str


AFTER_VOWEL = Endings("ның", "ға", "ны", "да", "дан", "мен")
AFTER_NASAL = Endings("ның", "ға", "ды", "да", "нан", "мен")
AFTER_SONORANT = Endings("дың", "ға", "ды", "да", "дан", "мен")
AFTER_ZH_OR_Z = Endings("дың", "ға", "ды", "да", "дан", "бен")
AFTER_VOICELESS = Endings("тың", "қа", "ты", "та", "тан", "пен")
AFTER_POSSESSIVE = Endings("ның", "на", "н", "нда", "нан", "мен")

# «мен», «бен», «пен» are the same after back and front vowels.
TO_FRONT = str.maketrans("ықғаұ", "ікгеү")

BACK_VOWELS = "аоұыя"
FRONT_VOWELS = "әеёөүіэ"
CHANGING_VOWELS = "иую"  # back or front, as the word has it
VOWELS = BACK_VOWELS + FRONT_VOWELS + CHANGING_VOWELS
NASALS = "мнң"
SONORANTS = "рлйуию"  # у, и and ю end in a consonant: тауды, Чилиді, қоюды
NATIVE_BACK = "қғұы"  # и beside one of these stands in a native word with back vowels: мұхитта

# Their usual forms are front, against the rule.
FRONT_WORDS = {"баку"}

# The heads of the names of organisations, bodies, states, documents, events and posts.
HEADS = """
    агенттік академия акті алаң алқа альянс аймақ апта арал архив ассамблея ассоциация аудан
    банк басқарма бастама бастық басшы баяндама белдеу бағдарлама байланыс блок бөлім бригада бюро
    генерал дәліз департамент директор директорат дивизион дивизия диалог ел елші елшілік ереже жарғы жарлық
    желі жиналыс жиын жоба жол жоспар жүйе
    зал заң институт кеңес кеңесші келісім келісімшарт кездесу кезең кеңсе клуб кодекс коалиция колледж комиссар
    комиссия комитет
    компания конвенция конгресс конференция корпорация корпус көмекші көрме күн күш марш
    қағанат қағидат қала қаулы қауым қауымдастық қоғам қозғалыс қолбасшы қолбасшылық қор құжат құқық құрылтай
    құрылым қызмет
    лига мәжіліс мәлімдеме мекеме мемлекет меморандум миссия министр министрлік мұражай мұхит
    облыс одақ орган орталық орын орынбасар отырыс офис өкіл өңір өзен пакті палата парламент партия президент
    протокол
    республика саммит сапар саясат секретариат семинар сенат сессия сот стратегия талқылау театр теңіз топ
    төраға трибунал
    түбек ұйым ұсыныс университет үкімет үнқатысу федерация флот форум хартия халық хаттама хатшы хатшылық
    чемпионат шара шарт шешім штаб әлем
""".split()

# Possessives in which a sound is lost.
IRREGULAR = {"орын": "орны", "халық": "халқы", "конгресс": "конгресі"}

# What only a possessive can end in: -лығы (ынтымақтастығы), -лары (аралдары), -уы (құрылуы), -асы (Арабиясы, кеңесі),
# -ұлы and -қызы behind a name (Момышұлы).
IZAFET_ENDING = re.compile(r".{2}(?:[лдт]ығы|[лдт]ігі|[лдт]ары|[лдт]ері|уы|уі|юы|юі|асы|ясы|есі|ұлы|қызы)$")

# What ends in -ы or -і without a possessive: who does something, and what is numbered (хатшы, бірінші); where
# something is, and when (Азиядағы, соңғы, ішкі); and single words.
BARE = re.compile(r"[шщ][ыі]$|[дт](?:ағы|егі)$|[^аәеоөұүыіию]ғы$|[аәеоөұүыішт](?:қы|кі)$")
BARE_WORDS = frozenset(
    """
    акті алты арнаулы ары ауызекі ашулы ақылы белгілі бергі бері бөрі дәрі ежелгі екі екіжақты жалпы жарты
    жауапты жаңашыл желі жергілікті жеті жылқы жүйелі заңды кейінгі кері кісі көпжақты көпұлтты маңызды міндетті
    мәңгі пакті сары сенімді тері тиісті туралы түркі тұрақты төменгі факті шартты ірі қазіргі қалыпты қанатты
    қарсы қорғаулы құрметті құқылы ұзақмерзімді ұлтты өкілетті өңірлі
    """.split()
)

# Read as a word, where an abbreviation is otherwise read letter by letter.
READ_AS_WORDS = {
    **{word: word.lower() for word in (
        "АСЕАН АТЭС АҚШ БАҚ БЕНИЛЮКС БРИКС ГУАМ ЕУРОПОЛ ИНТЕРПОЛ КАРИКОМ МЕРКОСУР ОПЕК САДК ТҮРКСОЙ ЭКОСОС ЮНИСЕФ "
        "ЮНКТАД ЮНЕП"
    ).split()},
    "ACLANT": "аклант", "AFCENT": "афцент", "AFNORTH": "афнорт", "AFSOUTH": "афсаут", "ASEAN": "асеан",
    "BRICS": "брикс", "CAREC": "карек", "INTERPOL": "интерпол", "ISAF": "исаф", "KFOR": "кейфор", "OPEC": "опек",
    "SHAPE": "шейп", "UNICEF": "юнисеф",
}  # fmt: skip

# How a Cyrillic consonant is read at the end of an abbreviation, as the endings in use show (vowels as themselves):
# ТМД-ның, ҰБТ-ға, ҚР-ның, ЕАДБ-ның, АҚХҚ-ның as after ы; АӨСШК-нің, ҰҚК-нің as after і; ІІМ-нің as after эм.
# For с see `abbreviation_read`.
LETTERS_READ = {letter: f"{letter}ы" for letter in "бвғджзқлнңпртфхһцчшщ"} | {"к": "кі", "г": "гі", "м": "эм"}

# How a Latin letter is read at the end of an abbreviation: API-дің, BBC-ге, PDF-ке, NATO-ның.
LATIN_READ = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "а би си ди е эф джи эйч и джей кей эл эм эн о пи кью ар эс ти ю ви ю экс уай зед".split(),
        strict=True,
    )
)
# How a Latin word is read: by its letters, near enough to find vowels and the last sound.
LATIN_SOUNDS = str.maketrans(
    dict(zip("abcdefghijklmnopqrstuvwxyz", "абкдефгхижклмнопкрстуввкиз", strict=True))
    | {"ı": "ы", "ö": "ө", "ü": "ү", "ş": "ш", "ç": "ч", "ğ": "ғ", "ä": "ә"}
)

ONES = ["нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"]
TENS = ["", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"]
POWERS = ["", "", "жүз", "мың", "мың", "мың", "миллион", "миллион", "миллион", "миллиард"]

TAIL_IN_PARENTHESES = re.compile(r"\s*\([^()]*\)\s*$")
CLOSING = "»”\"’'“"


def harmony_is_back(word: str) -> bool:
    """Say whether the endings of a lower-case word have back vowels: қалаға (True), мектепке (False)."""
    if word.endswith(("қ", "ғ")):
        return True
    if word in FRONT_WORDS or re.search(r"[^н]ь$|иев$", word):  # Брюссельге, Омуралиевтің; but Тайваньға
        return False
    if re.search(rf"[^{VOWELS}н]г$|[^{VOWELS}]к$", word):  # Петербургке, Нью-Йоркте, банкке; but Гонконгта
        return False
    if surname := re.fullmatch(rf"(.*[{VOWELS}].*)[ое]в", word):  # Әуезовтің, Назарбаевтың: as the name within
        word = surname[1]
    for place in reversed(range(len(word))):
        letter = word[place]
        if letter in BACK_VOWELS:
            return True
        if letter in FRONT_VOWELS:
            return False
        if letter == "и":
            return bool(set(word) & set(NATIVE_BACK))
        is_last, before = place == len(word) - 1, word[place - 1] if place else ""
        if letter == "у" and not is_last and before not in VOWELS:  # Камерунда; but Сеулде, Мәскеуде
            return True
        if letter == "ю" and not is_last:  # Вильнюсте
            return False
    return True


def endings_after(word: str, *, is_izafet: bool = False) -> Endings:
    """Return the endings that follow a lower-case word as it is read."""
    last = word.rstrip("ьъ")[-1:]  # signs, not sounds
    if is_izafet:
        endings = AFTER_POSSESSIVE
    elif last in SONORANTS:
        endings = AFTER_SONORANT
    elif last in VOWELS:
        endings = AFTER_VOWEL
    elif last in NASALS:
        endings = AFTER_NASAL
    elif last in "жз":
        endings = AFTER_ZH_OR_Z
    else:
        endings = AFTER_VOICELESS
    if harmony_is_back(word):
        return endings
    return Endings(*(ending.translate(TO_FRONT) for ending in endings[:-1]), endings.instrumental)


def possessive(noun: str) -> str:
    """Return a lower-case noun as the head of an izafet: ұйым → ұйымы, одақ → одағы, топ → тобы, хатшы → хатшысы."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    ending = "ы" if harmony_is_back(noun) else "і"
    if noun[-1] in VOWELS and noun[-1] not in "ую":
        return f"{noun}с{ending}"
    if noun[-1] in "кқп" and noun[-2] in VOWELS:
        return noun[:-1] + {"к": "г", "қ": "ғ", "п": "б"}[noun[-1]] + ending
    return noun + ending


POSSESSIVE_HEADS = frozenset(possessive(noun) for noun in HEADS)


def is_possessive(word: str, *, ends_a_name: bool = False) -> bool:
    """Say whether a lower-case word bears the possessive of the third person.

    `ends_a_name`: it is the last of several words and is written small, so that it is no name of its own.
    """
    if word in POSSESSIVE_HEADS or IZAFET_ENDING.search(word):
        return True
    return ends_a_name and word.endswith(("ы", "і")) and word not in BARE_WORDS and not BARE.search(word)


def number_read(digits: str) -> str:
    """Return the last word of a number: «20» → жиырма, «1949» → тоғыз, «300» → жүз."""
    significant = digits.rstrip("0")
    zeros = len(digits) - len(significant)
    if not significant:
        return ONES[0]
    if zeros == 0:
        return ONES[int(digits[-1])]
    if zeros == 1:
        return TENS[int(significant[-1])]
    return POWERS[min(zeros, len(POWERS) - 1)]


def abbreviation_read(letters: str) -> str:
    """Return how the end of an abbreviation is read: «ТМД» → ды, «АӨСШК» → кі, «NRC» → си, «ЭКОСОС» → экосос.

    A last с is no syllable of its own, but follows the letters before it: ҚҚС-тың, МӘМС-ке.
    """
    if letters in READ_AS_WORDS:
        return READ_AS_WORDS[letters]
    small = letters.lower()
    last = small[-1]
    if last in LATIN_READ:
        return LATIN_READ[last]
    if last == "с":
        clear = [letter for letter in small if letter in "аоұыуқғәеөүіэикг"]
        return "ыс" if clear and clear[-1] in "аоұыуқғ" else "ес"
    return LETTERS_READ.get(last, last)


def _read(word: str) -> tuple[str, bool]:
    """Return how a word is read, in lower-case Cyrillic letters, and whether a hyphen stands before its ending."""
    if digits := re.search(r"[0-9]+$", word):
        return number_read(digits[0]), True
    capitals = sum(letter.isupper() for letter in word)
    if word == word.upper():
        return abbreviation_read(word), True
    small = word.lower()
    if not re.search(r"[а-яёәғқңөұүһі]", small):
        plain = "".join(part for part in unicodedata.normalize("NFD", small) if not unicodedata.combining(part))
        return plain.translate(LATIN_SOUNDS), True
    return small, capitals > 1  # ЕурАзЭҚ, ТүркПА


def declined(name: str, *, is_izafet: bool | None = None) -> CaseForms | None:
    """Return a Kazakh name in all its cases; None where its end cannot be read aloud (it is empty, or ends in a sign).

    `is_izafet` overrules whether the last word bears the possessive of the third person; None leaves it to the word.
    A remark in parentheses at the end stays behind the declined name: «Сахаға (Якутия)».
    """
    name = " ".join(unicodedata.normalize("NFC", name).replace("\u0301", "").replace("\u00ad", "").split())
    remark = TAIL_IN_PARENTHESES.search(name)
    body, tail = (name[: remark.start()], name[remark.start() :]) if remark else (name, "")
    inner = body.rstrip(CLOSING)
    word = re.search(r"\w*$", inner)[0].replace("_", "")
    if not word:
        return None
    read, has_hyphen = _read(word)
    is_quoted = inner != body
    if is_izafet is None:
        is_izafet = not has_hyphen and is_possessive(read, ends_a_name=word == read and len(inner.split()) > 1)
    if not is_izafet and not has_hyphen and re.search(rf"(?:кт|[^{VOWELS}]ск|цк)$", read):
        # Such a cluster takes a vowel before any ending: актіге, Минскіде.
        endings = Endings(*(f"і{ending}" for ending in endings_after(f"{read}і")))
    else:
        endings = endings_after(read, is_izafet=is_izafet)
    if has_hyphen or is_quoted:
        forms = [f"{body}-{ending}{tail}" for ending in endings]
    else:
        # Three like letters in a row are written as two: Бонн, Бонның.
        forms = [re.sub(r"(\w)\1\1", r"\1\1", body[-2:] + ending) for ending in endings]
        forms = [f"{body[:-2]}{form}{tail}" for form in forms]
    return CaseForms(name, *forms)
