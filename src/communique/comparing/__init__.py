"""Two accounts of one meeting laid side by side: what both say, what one leaves out, where the strength differs."""

from communique.comparing.align import compare
from communique.comparing.encounter import pairs_of, same_meeting
from communique.comparing.model import Comparison, Difference, Fact, Match, Remark, Verdict

__all__ = ["Comparison", "Difference", "Fact", "Match", "Remark", "Verdict", "compare", "pairs_of", "same_meeting"]
