"""How well badly typed questions are understood, beside what people would pick instead.

    python -m bench.matching knowledge [another-folder ...]

Every phrasing is left out once and asked, spoiled in each way; then the tests in the files.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import yaml

from bench.baselines import Bm25, TokenSet
from bench.noise import NOISES
from bot.matching import Matcher, derive
from bot.matching.thresholds import DEFAULT
from bot.text.lexicon import Lexicon

FOREIGN = Path(__file__).with_name("foreign.txt")
"""Questions that nothing in the knowledge answers, one a line."""

Phrasings = dict[str, list[str]]
Asked = tuple[str, str]


class Ranker(Protocol):
    """Anything that ranks entries."""

    def rank(self, question: str, top: int = 5) -> list[tuple[str, float]]:
        """Best first."""
        ...


class Data(NamedTuple):
    """What a knowledge folder holds for a matcher."""

    phrasings: Phrasings
    tests: list[Asked]
    lexicon: Lexicon
    topics: dict[str, str]
    aspects: dict[str, str]

    def build(self, phrasings: Phrasings) -> Matcher:
        """Our matcher with all that the knowledge tells it."""
        return Matcher(phrasings, self.lexicon, topics=self.topics, aspects=self.aspects)


class Result(NamedTuple):
    """What one ranker made of one kind of questions."""

    right: float
    milliseconds: list[float]


def read(folders: Sequence[Path]) -> Data:
    """Entries, their tests and the words of all YAML files in these folders."""
    phrasings: Phrasings = {}
    tests: list[Asked] = []
    words: dict[str, Any] = {}
    groups: dict[str, dict[str, str]] = {"topic": {}, "aspect": {}}
    for path in sorted(path for folder in folders for path in folder.rglob("*.yaml")):
        content = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - strings only
        words = content.get("words", words)
        for entry in content.get("entries", ()):
            phrasings[entry["id"]] = list(entry["ask"])
            for kind, members in groups.items():
                members.update({entry["id"]: entry[kind]} if kind in entry else {})
            trials = entry.get("tests", ())
            tests += [(t["ask"], entry["id"]) for t in trials if t.get("reach") != "false"]
    return Data(phrasings, tests, _lexicon(words), groups["topic"], groups["aspect"])


def _lexicon(words: Mapping[str, Any]) -> Lexicon:
    shorts = {
        short: tuple(row["means"])
        for row in words.get("abbreviations", ())
        for short in row["short"]
    }
    return Lexicon(shorts, words.get("synonyms", ()), words.get("filler", ()))


def folds(phrasings: Phrasings, parts: int) -> Iterator[tuple[Phrasings, list[Asked]]]:
    """The phrasings without one part, and that part as questions."""
    for part in range(parts):
        kept: Phrasings = {}
        asked: list[Asked] = []
        for entry, texts in phrasings.items():
            out = [text for place, text in enumerate(texts) if place % parts == part]
            kept[entry] = [text for text in texts if text not in out]
            asked += [(text, entry) for text in out if kept[entry]]
        yield kept, asked


def measure(ranker: Ranker, asked: Sequence[Asked]) -> tuple[int, list[float]]:
    """How many questions put their entry first, and the milliseconds of each."""
    right, spent = 0, []
    for question, entry in asked:
        start = time.perf_counter()
        ranked = ranker.rank(question, top=5)
        spent.append(1000 * (time.perf_counter() - start))
        right += bool(ranked) and ranked[0][0] == entry
    return right, spent


Build = Callable[[Phrasings], Ranker]


def compare(data: Data, builds: Mapping[str, Build], parts: int, seed: int) -> None:
    """Print the share of right entries per kind of noise."""
    totals: dict[tuple[str, str], list[int]] = {}
    spent: dict[str, list[float]] = {name: [] for name in builds}
    for kept, asked in folds(data.phrasings, parts):
        rankers = {name: build(kept) for name, build in builds.items()}
        for noise, spoil in NOISES.items():
            chance = random.Random(f"{seed} {noise}")
            spoiled = [(spoil(text, chance), entry) for text, entry in asked]
            for name, ranker in rankers.items():
                right, times = measure(ranker, spoiled)
                spent[name] += times
                totals.setdefault((name, noise), []).extend((right, len(spoiled)))
    print(f"{'':24}" + "".join(f"{noise:>11}" for noise in NOISES) + f"{'p50 ms':>9}{'p99 ms':>9}")
    for name in builds:
        cells = [totals[name, noise] for noise in NOISES]
        shares = [100 * sum(cell[::2]) / sum(cell[1::2]) for cell in cells]
        times = sorted(spent[name])
        p50, p99 = times[len(times) // 2], times[len(times) * 99 // 100]
        print(
            f"{name:24}" + "".join(f"{share:11.1f}" for share in shares) + f"{p50:9.2f}{p99:9.2f}"
        )


def near_misses(data: Data) -> tuple[list[float], list[float]]:
    """Best scores of left-out phrasings: with their entry in the knowledge, and without it."""
    kept, asked = next(folds(data.phrasings, 5))
    inside = data.build(kept)
    names = sorted(kept)
    missing = {name: texts for place, (name, texts) in enumerate(sorted(kept.items())) if place % 4}
    outside = data.build(missing)
    gone = set(names) - set(missing)
    there = [inside.rank(text)[0][1] for text, entry in asked if entry in missing]
    away = [(outside.rank(text) or [("", 0.0)])[0][1] for text, entry in asked if entry in gone]
    return there, away


def auroc(high: Sequence[float], low: Sequence[float]) -> float:
    """Chance that one of `high` is above one of `low`."""
    wins = sum((one > other) + 0.5 * (one == other) for one in high for other in low)
    return wins / max(len(high) * len(low), 1)


def report_refusal(matcher: Matcher, tests: Sequence[Asked], foreign: Sequence[str]) -> None:
    """Print what the thresholds make of the tests and of questions that nothing answers."""
    learned = derive(matcher, tests, foreign)
    for name, thresholds in (("default", DEFAULT), ("learned", learned)):
        judge = matcher.with_thresholds(thresholds)
        decided = [decide(judge, question, entry) for question, entry in tests]
        strange = [decide(judge, question, None) for question in foreign]
        print(f"{name} {thresholds}")
        for title, kinds in (("tests", decided), ("foreign", strange)):
            shares = {kind: f"{kinds.count(kind) / len(kinds):.1%}" for kind in sorted(set(kinds))}
            print(f"  {title}: {shares}")


def decide(matcher: Matcher, question: str, entry: str | None) -> str:
    """What a person would meet: right or wrong answer, a choice, or unknown."""
    ranked = matcher.rank(question, top=4)
    if not ranked or ranked[0][1] < matcher.floor:
        return "unknown"
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    if ranked[0][1] >= matcher.threshold and ranked[0][1] - second >= matcher.margin:
        return "right" if ranked[0][0] == entry else "wrong"
    return "choice with it" if entry in dict(ranked) else "choice without"


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[Path("knowledge")])
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wrong", action="store_true", help="list the tests that fail")
    options = parser.parse_args()
    data = read(options.folders)
    count = sum(map(len, data.phrasings.values()))
    print(f"{len(data.phrasings)} entries, {count} phrasings, {len(data.tests)} tests")
    builds: dict[str, Build] = {
        "token_set_ratio, folded": TokenSet,
        "BM25, folded": Bm25,
        "ours, phrasings alone": Matcher,
        "ours": data.build,
    }
    compare(data, builds, options.folds, options.seed)
    report_whole(data, wrong=options.wrong)


def report_whole(data: Data, *, wrong: bool) -> None:
    """Print build time and the tests in the files against the whole knowledge."""
    start = time.perf_counter()
    matcher = data.build(data.phrasings)
    print(f"build {1000 * (time.perf_counter() - start):.0f} ms")
    high, low = near_misses(data)
    print(f"near misses: AUROC {100 * auroc(high, low):.1f}")
    for name, ranker in (("ours", matcher), ("token_set_ratio", TokenSet(data.phrasings))):
        right, _ = measure(ranker, data.tests)
        print(f"tests in the files, {name}: {right} of {len(data.tests)} first")
    foreign = FOREIGN.read_text("utf-8").splitlines()
    report_refusal(matcher, data.tests, foreign)
    for question, entry in data.tests if wrong else ():
        ranked = matcher.rank(question, top=3)
        if not ranked or ranked[0][0] != entry:
            print(f"  {question} -> {entry}, found {ranked}")


if __name__ == "__main__":
    main()
