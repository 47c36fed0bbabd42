"""How fast Updates are acknowledged and answered, beside servers that keep nothing.

    python -m bench.channels [--seconds 8] [--json]

The real program with the shipped knowledge runs in a process of its own over a fake of Telegram on
loopback, SQLite with synchronous=FULL.  Beside it, in the same run and under the same load, a bare
aiohttp handler and python-telegram-bot's run_webhook (`pip install tornado`), which acknowledge
and keep nothing.  After the flood the program is killed: what it acknowledged must be on the disk.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from pathlib import Path
from time import monotonic
from typing import Any

from bench.load import ASKED, Outcome, Target, flood, pour
from bench.rivals import PATH as RIVAL_PATH
from bench.rivals import SECRET, has_telegram
from bot.channels.telegram.webhook import PATH, secret_from
from bot.rehearsal.fakes.telegram import TOKEN, FakeTelegram
from tests.stories.program import TOP, Program

Row = dict[str, Any]
CONNECTIONS = 64
STEADY = 300.0
"""Updates a second at which the waits are taken."""
ANSWERED = 20.0
"""Updates a second at which answers are timed: Telegram lets about 25 leave."""

SETTLED = 2.0
"""Seconds after which a start is over: the knowledge is read once more when its watch stands."""


def free_port() -> int:
    """One that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def rival(kind: str, *more: str) -> AsyncIterator[Target]:
    """A server that keeps nothing."""
    port = free_port()
    command = [sys.executable, "-m", "bench.rivals", kind, str(port), *more]
    process = subprocess.Popen(command, cwd=TOP)  # noqa: ASYNC220, S603 - our own, and short
    try:
        await _listens(port)
        yield Target(f"http://127.0.0.1:{port}{RIVAL_PATH}", SECRET)
    finally:
        process.kill()
        await asyncio.to_thread(process.wait)


async def _listens(port: int) -> None:
    async with asyncio.timeout(20):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return


@asynccontextmanager
async def ours(telegram: FakeTelegram, folder: Path, mode: str) -> AsyncIterator[Program]:
    """The real program, killed at the end."""
    port = free_port()
    await asyncio.to_thread(folder.mkdir)
    environment = {
        "KHUYENCONG_TELEGRAM__TOKEN": TOKEN,
        "KHUYENCONG_TELEGRAM__BASE_URL": telegram.base_url,
        "KHUYENCONG_TELEGRAM__MODE": mode,
        "KHUYENCONG_WEB__PORT": str(port),
        "KHUYENCONG_WEB__PUBLIC_URL": f"http://127.0.0.1:{port}",
        "KHUYENCONG_DIGEST__DAILY": "false",
        "KHUYENCONG_LOG__LEVEL": "warning",
    }
    program = Program(folder, environment=environment)
    telegram.calls.clear()
    await asyncio.to_thread(program.start)
    try:
        await telegram.until(lambda: any(call == "setMyCommands" for call, _ in telegram.calls))
        await asyncio.sleep(SETTLED)
        yield program
    finally:
        if program.process is not None:
            program.kill()


def acknowledging(outcome: Outcome) -> Row:
    """A line of the report."""
    return {
        "per_second": round(outcome.rate),
        "p50_ms": round(outcome.percentile(50), 2),
        "p99_ms": round(outcome.percentile(99), 2),
        "acknowledged": len(outcome.acknowledged),
        "refused": outcome.refused,
    }


async def load(target: Target, seconds: float) -> Row:
    """A flood, for whoever keeps nothing and so has nothing to begin anew; then a steady stream."""
    return {
        "flood": acknowledging(await flood(target, CONNECTIONS, seconds)),
        "one_connection": acknowledging(await flood(target, 1, seconds / 2)),
        "steady": acknowledging(await pour(target, STEADY, seconds)),
    }


async def load_ours(telegram: FakeTelegram, folder: Path, seconds: float) -> Row:
    """The same load, each in a new folder; after the flood what was acknowledged is counted."""
    row: Row = {}
    async with ours(telegram, folder / "flood", "webhook") as program:
        target = Target(program.url + PATH, secret_from(TOKEN))
        outcome = await flood(target, CONNECTIONS, seconds)
        program.kill()
        row["flood"] = acknowledging(outcome)
        row["flood"]["lost"] = len(set(outcome.acknowledged) - kept(program.folder))
    async with ours(telegram, folder / "one", "webhook") as program:
        target = Target(program.url + PATH, secret_from(TOKEN))
        row["one_connection"] = acknowledging(await flood(target, 1, seconds / 2))
    async with ours(telegram, folder / "steady", "webhook") as program:
        target = Target(program.url + PATH, secret_from(TOKEN))
        row["steady"] = acknowledging(await pour(target, STEADY, seconds))
    return row


def kept(folder: Path) -> set[int]:
    """The Updates in the inbox, read after the program died."""
    with closing(sqlite3.connect(folder / "data" / "khuyencong.db")) as database:
        return {int(event) for (event,) in database.execute("SELECT event_id FROM inbox")}


async def answering(telegram: FakeTelegram, folder: Path, mode: str, seconds: float) -> Row:
    """From the Update, as Telegram has it, to the Reply, as Telegram gets it."""
    telegram.updates.clear()
    telegram.sent.clear()
    telegram.pace = 0.002
    said: dict[int, float] = {}
    async with ours(telegram, folder / f"answer-{mode}", mode):
        for number in range(round(ANSWERED * seconds)):
            said[number] = monotonic()
            telegram.say(1_000_000 + number, ASKED[number % len(ASKED)])
            await asyncio.sleep(1 / ANSWERED)
        await telegram.until(lambda: len({one.chat for one in telegram.sent}) == len(said))
    first: dict[int, float] = {}
    for one in telegram.sent:
        first.setdefault(one.chat - 1_000_000, one.at)
    outcome = Outcome(seconds, [first[number] - at for number, at in said.items()])
    return {
        "answered": len(first),
        "per_second": ANSWERED,
        "p50_ms": round(outcome.percentile(50), 1),
        "p99_ms": round(outcome.percentile(99), 1),
    }


async def measure(seconds: float) -> Row:
    """The whole report."""
    report: Row = {}
    with tempfile.TemporaryDirectory() as name:
        async with FakeTelegram() as telegram:
            folder = Path(name)
            async with rival("bare") as target:
                report["bare aiohttp"] = await load(target, seconds)
            if has_telegram():
                async with rival("telegram", telegram.base_url, TOKEN) as target:
                    report["run_webhook"] = await load(target, seconds)
            telegram.webhook.clear()
            report["ours"] = await load_ours(telegram, folder, seconds)
            report["answers"] = {
                mode: await answering(telegram, folder, mode, seconds)
                for mode in ("webhook", "polling")
            }
    fastest = report["ours"]["flood"]["per_second"]
    report["ratios"] = {
        name: round(fastest / report[name]["flood"]["per_second"], 2)
        for name in ("bare aiohttp", "run_webhook")
        if name in report
    }
    return report


def show(report: Mapping[str, Any]) -> None:
    """Print the report."""
    print(f"{'':14}{CONNECTIONS} connections           one connection         {STEADY:.0f}/s")
    print(f"{'':14}{'acks/s':>8}{'p50 ms':>8}{'p99 ms':>8}{'acks/s':>9}{'p50 ms':>8}", end="")
    print(f"{'p50 ms':>9}{'p99 ms':>8}{'refused':>9}")
    for name in ("bare aiohttp", "run_webhook", "ours"):
        if name not in report:
            print(f"{name:14}not measured: pip install tornado")
            continue
        flood, one, steady = (
            report[name][load] for load in ("flood", "one_connection", "steady")
        )  # fmt: skip
        print(f"{name:14}{flood['per_second']:8}{flood['p50_ms']:8}{flood['p99_ms']:8}", end="")
        print(f"{one['per_second']:9}{one['p50_ms']:8}", end="")
        print(f"{steady['p50_ms']:9}{steady['p99_ms']:8}{flood['refused'] + steady['refused']:9}")
    for name, ratio in report["ratios"].items():
        print(f"ours / {name}: {ratio}")
    lost, all_of_them = (report["ours"]["flood"][key] for key in ("lost", "acknowledged"))
    print(f"killed after the flood: {lost} of {all_of_them} acknowledged Updates lost")
    for mode, row in report["answers"].items():
        print(f"Update in to Reply out, {mode}, {row['per_second']:.0f}/s: ", end="")
        print(f"p50 {row['p50_ms']} ms, p99 {row['p99_ms']} ms over {row['answered']}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--seconds", type=float, default=8.0, help="of each load")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # fakes whose caller was killed
    report = asyncio.run(measure(options.seconds))
    if options.json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        show(report)


if __name__ == "__main__":
    main()
