"""What the editors' desk keeps of its own work. The facts themselves stay in the apps below."""

from .rights import DeskRight
from .translations import TranslatedRecord, TranslationBasis

__all__ = ["DeskRight", "TranslatedRecord", "TranslationBasis"]
