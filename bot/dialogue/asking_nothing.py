"""Messages that ask nothing, or nothing that can be read: emoji, a single letter, an insult,
another language, a pasted article.  Each gets one kind sentence, never a guess.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogue.small_words import SmallWords
from bot.dialogue.wording import fill
from bot.text.fold import fold, key
from bot.text.phrases import split

if TYPE_CHECKING:
    from bot.dialogue.conversation import Turn
    from bot.dialogue.situation import Situation

LONG = 100
"""Words.  A story of one's own may be as long, but says *em* or *tôi*, or ends in a question."""
SELF = SmallWords("em", "tôi", "tui", "mình", "cháu", "con", "hỏi")
ENGLISH = frozenset(
    """
    what how where when which who why is are was were does did you your our they this that and for
    with from have has need want get much many money please help about would could should support
    company business machine apply know tell there speak
    someone english hello
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
"""Everyday words of English that are no Vietnamese syllables typed without accents."""
FEWEST, SHARE = 2, 1 / 3
"""So many of them, and such a share of the message, make it English."""


def answer_nothing(situation: Situation) -> Turn | None:
    """The sentence for what asks nothing; None for everything that may be a question."""
    text, sentences = situation.text, situation.knowledge.sentences
    letters = [letter for letter in text if letter.isalpha()]
    if not letters and not any(letter.isdigit() for letter in text):
        return _say(situation, sentences.no_words)
    if len(set(map(fold, letters))) == 1 and text.isalpha():
        return _say(situation, sentences.one_letter)
    if _is_foreign(text, letters):
        return replace(_say(situation, sentences.not_vietnamese), missed=text)
    if _is_article(text):
        return _say(situation, sentences.no_question)
    return _say(situation, sentences.insult) if _is_insult(situation) else None


def soothe(situation: Situation) -> Turn:
    """What to say to somebody who is angry and whose question has no answer."""
    return _say(situation, situation.knowledge.sentences.insult)


def is_insulting(situation: Situation) -> bool:
    """Whether something is said that nobody says in peace."""
    return bool(_insults(situation))


def _is_insult(situation: Situation) -> bool:
    """Whether an insult is all that is said, but for a word."""
    said = _insults(situation)
    telling = situation.understanding.subjects.telling(situation.text)
    return bool(said) and len(telling - said) <= 1


def _insults(situation: Situation) -> set[str]:
    """The words of all insults that are said."""
    said = f" {' '.join(split(situation.text))} "
    listed = situation.understanding.insults
    return {key(word) for words in listed if f" {' '.join(words)} " in said for word in words}


def _is_foreign(text: str, letters: list[str]) -> bool:
    """Whether most letters are of another script, or the words are English."""
    latin = sum(fold(letter).isascii() for letter in letters)
    words = text.lower().replace("'", " ").split()
    english = sum(word.strip(".,?!") in ENGLISH for word in words)
    return 2 * latin < len(letters) or (english >= FEWEST and english >= SHARE * len(words))


def _is_article(text: str) -> bool:
    """Whether it is a long text that asks nothing and says nothing about whoever sends it."""
    words = split(text)
    return len(words) >= LONG and "?" not in text and not any(word in SELF for word in words)


def _say(situation: Situation, sentence: str) -> Turn:
    text = fill(sentence, situation.knowledge)
    return situation.say("unknown", text, situation.buttons("menu", "person"))
