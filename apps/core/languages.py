"""The names of languages, for official languages and sources."""

from functools import cache

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .dates import language_or_active


@cache
def _names(language: str) -> dict[str, str]:
    return dict(Locale(language).languages)


def language_name(code: str, language: str | None = None) -> str:
    """Return «ағылшын тілі» or "English" for `en`; the code itself where CLDR has no name."""
    return _names(language_or_active(language)).get(code, code)


def validate_language_codes(text: str) -> None:
    """Accept ISO 639 codes with spaces between them: `en fr`."""
    unknown = [code for code in text.split() if code not in _names("en")]
    if unknown:
        raise ValidationError(
            _("Unknown language code: %(codes)s. Write ISO codes with spaces between them, such as “kk en fr”."),
            params={"codes": ", ".join(unknown)},
        )


def validate_language_code(text: str) -> None:
    """Accept one ISO 639 code: `fr`."""
    validate_language_codes(text)
    if len(text.split()) > 1:
        raise ValidationError(_("Write one language code, such as “kk”."))
