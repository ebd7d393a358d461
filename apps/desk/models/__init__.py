"""What the editors' desk keeps of its own work. The facts themselves stay in the apps below."""

from .filters import SavedFilter
from .flow import LONGEST_REMARK, Outcome, Remark, ScheduledMove, Step
from .proposals import Proposal, ProposalState
from .rights import DeskRight
from .translations import TranslatedRecord, TranslationBasis

__all__ = [
    "LONGEST_REMARK",
    "DeskRight",
    "Outcome",
    "Proposal",
    "ProposalState",
    "Remark",
    "SavedFilter",
    "ScheduledMove",
    "Step",
    "TranslatedRecord",
    "TranslationBasis",
]
