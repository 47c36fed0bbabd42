"""How well badly typed questions are understood, beside what people would pick instead.

    python -m bench.matching [knowledge] [--few 5] [--json] [--plot docs/images/matching.svg]

A few phrasings of each entry are kept, the others asked, clean and spoiled in every way: of the
knowledge that we ship, and of other fields.  (What of the matcher's numbers concerns a few
phrasings was chosen with a look at both; nothing was made for a single field.)  Then what is
foreign, what is missing, how far scores can be believed, what each step is worth, and how time
and memory grow.  All rankers run in the same process on the same questions.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import fmean
from typing import Any

from bench.ablation import GENERAL, PATCHES, STEPS, patched
from bench.baselines import BASELINES, Phrasings, token_set
from bench.data import Asked, Data, few, missing_quarter, read, read_fields
from bench.growth import grow
from bench.measures import (
    Outcome,
    accuracy,
    answered_right,
    ask,
    auroc,
    percentile,
    reliability,
    spoil,
)
from bench.noise import NOISES
from bench.plot import draw
from bot.matching import Matcher
from bot.matching.thresholds import Ranker
from bot.text.lexicon import Lexicon

Report = dict[str, Any]
SCANNED = 10_000
"""Phrasings up to which the scanning ranker is timed beside ours."""


def compare(data: Data, options: argparse.Namespace) -> tuple[Report, list[Outcome]]:
    """Every ranker on every noise; also what became of clean questions to ours, of which a quarter
    have no answer in it.
    """
    alone = {"ours, phrasings alone": Matcher} if data.has_more else {}
    builds: Mapping[str, Callable[[Phrasings], Ranker]] = {
        **BASELINES, **alone, "ours": data.build,
    }  # fmt: skip
    kept, asked = few(data.phrasings, options.few, options.seed)
    asked = asked[: options.questions]
    gone = missing_quarter(kept, options.seed)
    rest = {entry: texts for entry, texts in kept.items() if entry not in gone}
    table: Report = {}
    partly: dict[str, list[Outcome]] = {}
    for name, build in builds.items():
        ranker, partial = build(kept), build(rest)
        outcomes = {noise: ask(ranker, spoil(asked, noise, options.seed)) for noise in NOISES}
        strange = ask(ranker, [(text, None) for text in data.foreign])
        there = ask(partial, [one for one in asked if one[1] not in gone])
        away = ask(partial, [one for one in asked if one[1] in gone])
        partly[name] = there + away
        table[name] = {noise: accuracy(found) for noise, found in outcomes.items()} | {
            "@5far": answered_right(outcomes["clean"], strange),
            "near": auroc(there, away),
            "p50": percentile(outcomes["clean"] + outcomes["mixed"], 50),
            "p99": percentile(outcomes["clean"] + outcomes["mixed"], 99),
        }
    return table, partly["ours"]


def compare_fields(
    fields: Mapping[str, Data], options: argparse.Namespace
) -> tuple[Report, list[Outcome]]:
    """The same, the mean over the fields."""
    found = [compare(data, options) for data in fields.values()]
    outcomes = [one for _, ours in found for one in ours]
    return mean([table for table, _ in found]), outcomes


def mean(tables: Sequence[Report]) -> Report:
    """Tables of the same rows and columns, as one."""
    return {
        name: {head: fmean(table[name][head] for table in tables) for head in row}
        for name, row in tables[0].items()
    }


def ablate(data: Data, options: argparse.Namespace) -> Report:
    """Accuracy of ours without each step."""
    kept, asked = few(data.phrasings, options.few, options.seed)
    asked = asked[: options.questions // 2]
    shown = ("clean", "no accents", "raw Telex", "typos", "chat", "sounds", "joined", "mixed")
    questions = {noise: spoil(asked, noise, options.seed) for noise in shown}
    table = {"whole": _accuracies(data, kept, questions)}
    for step in STEPS if data.has_more else GENERAL:
        with without(step, data) as changed:
            table[f"without {step}"] = _accuracies(changed, kept, questions)
    return table


@contextmanager
def without(step: str, data: Data) -> Iterator[Data]:
    """The data, to be built and asked inside the block, where the step does nothing."""
    if step == "topics and aspects":
        yield data._replace(topics={}, aspects={})
    elif step == "the knowledge's words":
        yield data._replace(lexicon=Lexicon())
    else:
        with patched(PATCHES[step]):
            yield data


def _accuracies(data: Data, kept: Phrasings, asked: Mapping[str, list[Asked]]) -> Report:
    matcher = data.build(kept)
    return {noise: accuracy(ask(matcher, questions)) for noise, questions in asked.items()}


def measure(options: argparse.Namespace) -> Report:
    """The whole report."""
    data, fields = read(options.folder), read_fields(options.seed)
    table, ours = compare(data, options)
    others, theirs = compare_fields(fields, options)
    sizes = [size for size in (1_000, 3_000, 10_000, 30_000, 100_000) if size <= options.most]
    return {
        "entries": len(data.phrasings),
        "phrasings": sum(map(len, data.phrasings.values())),
        "fields": len(fields),
        "accuracy": table,
        "accuracy in other fields": others,
        "reliability": reliability(ours),
        "reliability in other fields": reliability(theirs),
        "ablation": ablate(data, options),
        "ablation in other fields": mean([ablate(field, options) for field in fields.values()]),
        "growth": [
            grow(size, token_set if size <= SCANNED else None, options.seed)._asdict()
            for size in sizes
        ],
    }


def show(report: Report) -> None:
    """Print the report."""
    print(
        f"{report['entries']} entries, {report['phrasings']} phrasings; {report['fields']} fields"
    )
    for title, rows in report.items():
        if not title.startswith(("accuracy", "ablation")):
            continue
        heads = list(next(iter(rows.values())))
        print(f"\n{title:32}" + "".join(f"{head:>11}" for head in heads))
        for name, row in rows.items():
            print(f"{name:32}" + "".join(f"{row[head]:11.2f}" for head in heads))
    for title in ("reliability", "reliability in other fields"):
        print(f"\n{title}\nscore  right  questions")
        for score, right, count in report[title]:
            print(f"{score:5.2f}  {right:5.2f}  {count}")
    print("\nphrasings  build s  p50 ms  p99 ms  scanning p50 ms   MB")
    for row in report["growth"]:
        print(
            f"{row['phrasings']:9}{row['build']:9.2f}{row['p50']:8.2f}{row['p99']:8.2f}"
            f"{row['scan_p50']:17.2f}{row['megabytes']:5.0f}"
        )


def main() -> None:
    """Measure, print, and draw when asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path("knowledge"))
    parser.add_argument("--few", type=int, default=5, help="phrasings kept of each entry")
    parser.add_argument("--questions", type=int, default=1500, help="asked of the others")
    parser.add_argument("--most", type=int, default=100_000, help="phrasings of the growth curve")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    report = measure(options)
    if options.json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        show(report)
    if options.plot:
        rows = report["accuracy in other fields"], report["reliability in other fields"]
        options.plot.write_text(draw(*rows), "utf-8")


if __name__ == "__main__":
    main()
