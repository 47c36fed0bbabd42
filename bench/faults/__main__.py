"""Brings faults about, one after the other, and prints a line for each.

    python -m bench.faults [--kills 300] [--deliveries 20000] [--only FAULT] [--seed 1] [--json]

Exit code 1 when a promise was broken.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import sys
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path

from bench.faults.digests import digest
from bench.faults.edits import edit
from bench.faults.finding import Finding
from bench.faults.kills import kill
from bench.faults.repeats import repeat
from bench.faults.stopping import stop
from bench.faults.stores import full, locked, refuse

Fault = Callable[[Path, argparse.Namespace], Coroutine[None, None, Finding]]


def _progress(life: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{life} kills", end="", file=sys.stderr, flush=True)


FAULTS: dict[str, Fault] = {
    "kills": lambda folder, options: kill(folder, options.seed, options.kills, _progress),
    "repeats": lambda folder, options: repeat(folder, options.seed, options.deliveries),
    "locked": lambda folder, options: refuse(folder, options.seed, "locked", locked, 6.0),
    "full": lambda folder, options: refuse(folder, options.seed, "full", full, 6.0),
    "stops": lambda folder, options: stop(folder, options.seed, 12),
    "edits": lambda folder, options: edit(folder, options.seed, 40),
    "digests": lambda folder, options: digest(folder, options.seed, 6),
}


def main() -> None:
    """Play what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--deliveries", type=int, default=20_000, help="each comes three times")
    parser.add_argument("--only", choices=FAULTS, action="append")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="one object a line")
    options = parser.parse_args()
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # fakes whose caller was killed
    findings = []
    for name in options.only or FAULTS:
        with tempfile.TemporaryDirectory() as folder:
            finding = asyncio.run(FAULTS[name](Path(folder), options))
        findings.append(finding)
        print(json.dumps(finding.row) if options.json else finding.line, flush=True)
    raise SystemExit(any(finding.broken for finding in findings))


if __name__ == "__main__":
    main()
