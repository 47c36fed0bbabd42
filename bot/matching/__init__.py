"""Which entry is meant: `Matcher(phrasings).rank(question)`."""

from bot.matching.matcher import Matcher
from bot.matching.thresholds import Thresholds, derive

__all__ = ["Matcher", "Thresholds", "derive"]
