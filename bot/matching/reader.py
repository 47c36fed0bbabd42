"""How a question is read: a list of steps, each of which can be shown to an administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.matching.respell import mend, split_joined
from bot.text.fold import key
from bot.text.lexicon import read_units
from bot.text.normalize import MAX_LENGTH
from bot.text.phrases import split
from bot.text.telex import read_telex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.matching.vocabulary import Vocabulary
    from bot.text.lexicon import Lexicon
    from bot.text.phrases import Words

MAX_WORDS = 60
"""A question has fewer; of a long story the end is read, where the question stands."""


class Step(NamedTuple):
    """One change of the words, and what an administrator calls it."""

    title: str
    change: Callable[[Words], Words]


def _last_words(text: str) -> Words:
    return split(text[-MAX_LENGTH:])[-MAX_WORDS:]


def read_phrasing(words: Words, lexicon: Lexicon) -> Words:
    """How the words of a phrasing are read: its author spelled them well, nothing is mended."""
    words = lexicon.drop_filler(read_units(words[-MAX_WORDS:]))
    return lexicon.drop_filler(lexicon.unify(lexicon.expand(words)))


class Reader:
    """Reads questions against the words of the knowledge."""

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary) -> None:
        self._lexicon = lexicon
        self._vocabulary = vocabulary

    def steps(self) -> tuple[Step, ...]:
        """The pipeline."""
        known, lexicon = self._vocabulary, self._lexicon
        return (
            Step("gõ dấu (Telex, VNI)", lambda words: read_telex(words, known)),
            Step("đơn vị sau số", read_units),
            Step("bỏ lời chào, đệm", lexicon.drop_filler),
            Step("viết tắt", lambda words: lexicon.expand(words, known, self._choose)),
            Step("chữ dính liền", lambda words: split_joined(words, known)),
            Step("sửa lỗi gõ", lambda words: mend(words, known)),
            Step("từ đồng nghĩa", lambda words: lexicon.unify(words, known)),
            Step("bỏ từ đệm", lexicon.drop_filler),
        )

    def read(self, text: str) -> Words:
        """The words that the question is taken to mean; none if it is all courtesy."""
        words = _last_words(text)
        for step in self.steps():
            words = step.change(words)
        return words

    def explain(self, text: str) -> list[str]:
        """What each step changed, in Vietnamese."""
        words = _last_words(text)
        lines = [f"đọc: {' '.join(words)}"]
        for step in self.steps():
            read = step.change(words)
            if read != words:
                lines.append(f"{step.title}: {' '.join(read)}")
            words = read
        return lines

    def _choose(self, before: str, meanings: Sequence[Words], after: str) -> Words:
        """The meaning that stands best beside its neighbors in the phrasings, else the first."""
        follows = self._vocabulary.follows

        def fit(words: Words) -> int:
            return follows(key(before), key(words[0])) + follows(key(words[-1]), key(after))

        return max(meanings, key=fit)
