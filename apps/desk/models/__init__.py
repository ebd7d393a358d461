"""What the editors' desk keeps of its own work. The facts themselves stay in the apps below."""

from .proposals import Proposal, ProposalState
from .rights import DeskRight
from .translations import TranslatedRecord, TranslationBasis

__all__ = ["DeskRight", "Proposal", "ProposalState", "TranslatedRecord", "TranslationBasis"]
