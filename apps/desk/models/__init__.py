"""What the editors' desk keeps of its own work. The facts themselves stay in the apps below."""

from .proposals import Proposal, ProposalState
from .rights import DeskRight

__all__ = ["DeskRight", "Proposal", "ProposalState"]
