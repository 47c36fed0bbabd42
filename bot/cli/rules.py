"""`khuyencong rules`: what each program requires, as a list, a chart or a picture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.bootstrap.answering import knowledge_dir, load_knowledge, local_now
from bot.cli import json_option
from bot.config import load_settings
from bot.eligibility.chart import LIKELY, NOT_YET, OFFICER, chart_of, source_of
from bot.eligibility.domain import Domains
from bot.eligibility.mermaid import mermaid
from bot.eligibility.offered import in_force, is_valid
from bot.eligibility.outlook import look_ahead
from bot.eligibility.phrasing import in_words
from bot.eligibility.svg import svg
from bot.eligibility.truth import Level
from bot.knowledge.suggestion import suggest

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.knowledge.program import Program, Requirement
    from bot.knowledge.snapshot import Knowledge

VERDICTS = {Level.HOLDS: LIKELY, Level.FAILS: NOT_YET, Level.OFFICER: OFFICER}


@click.group()
def command() -> None:
    """Điều kiện của từng chương trình hỗ trợ: liệt kê, vẽ sơ đồ."""


def knowledge_options(function: Callable[..., object]) -> Callable[..., object]:
    """`--at`, `--knowledge` and `--json`, which both commands take."""
    function = click.option("--at", metavar="ISO", help="Như đang ở ngày này.")(function)
    function = click.option(
        "--knowledge",
        "directory",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Thư mục kiến thức khác.",
    )(function)
    return json_option(function)


@command.command("list")
@knowledge_options
@click.pass_obj
def list_rules(config: Path | None, at: str | None, directory: Path | None, as_json: bool) -> None:
    """Mọi chương trình: mấy câu hỏi, mấy điều kiện, có thể ra kết quả nào, ở tệp nào."""
    knowledge, today = _read(config, at, directory)
    for program in sorted(knowledge.programs.values(), key=lambda one: one.order):
        row = _row(program, knowledge, today)
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else _line(program, row))
    if not knowledge.programs and not as_json:
        click.echo("Chưa có chương trình nào; xem docs/quan-tri.md, mục Điều kiện hỗ trợ.")


@command.command()
@click.argument("program_id", metavar="MÃ")
@click.option(
    "--svg",
    "picture",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Vẽ thành hình SVG vào tệp này.",
)
@knowledge_options
@click.pass_obj
def show(
    config: Path | None,
    program_id: str,
    picture: Path | None,
    at: str | None,
    directory: Path | None,
    as_json: bool,
) -> None:
    """Sơ đồ quyết định của một chương trình, dạng Mermaid."""
    knowledge, today = _read(config, at, directory)
    if program_id not in knowledge.programs:
        hint = suggest(program_id, knowledge.programs)
        raise click.ClickException(f"không có chương trình nào mang mã “{program_id}”{hint}")
    program = knowledge.programs[program_id]
    chart = chart_of(program, knowledge, today)
    if picture:
        picture.write_text(svg(chart), "utf-8")
    if as_json:
        click.echo(json.dumps(_details(program, knowledge, today), ensure_ascii=False))
    elif picture:
        click.echo(f"Đã vẽ {picture}.")
    else:
        click.echo(mermaid(chart), nl=False)


def _read(config: Path | None, at: str | None, directory: Path | None) -> tuple[Knowledge, date]:
    settings = load_settings(config)
    loaded = load_knowledge(directory or knowledge_dir(settings))
    return loaded.knowledge, local_now(settings, at).date()


def _line(program: Program, row: dict[str, object]) -> str:
    notes = [" [bản nháp]"] if program.status == "draft" else []
    notes += [] if row["in_force"] else [" [không trong thời gian áp dụng]"]
    verdicts = row["verdicts"]
    reached = ", ".join(verdicts) if isinstance(verdicts, list) else ""
    return (
        f"{program.id}: {program.title}{''.join(notes)}: {len(program.asks)} câu hỏi,"
        f" {len(program.requires)} điều kiện; có thể ra: {reached} ({row['written_at']})"
    )


def _row(program: Program, knowledge: Knowledge, today: date) -> dict[str, object]:
    requirements = in_force(program, today)
    levels = look_ahead(requirements, {}, Domains(program.asks, requirements)).levels
    # Whoever does not know something that matters is sent to an officer.
    levels |= {Level.OFFICER} if program.asks else set()
    return {
        "program": program.id,
        "title": program.title,
        "status": program.status,
        "in_force": is_valid(program.valid, today),
        "facts": [fact.id for fact in program.asks],
        "requirements": [requirement.id for requirement in program.requires],
        "verdicts": [word for level, word in VERDICTS.items() if level in levels],
        "written_at": knowledge.written_at[program.id],
    }


def _details(program: Program, knowledge: Knowledge, today: date) -> dict[str, object]:
    requirements = [_requirement(one, knowledge, today) for one in program.requires]
    outcome = program.outcome
    return {
        **_row(program, knowledge, today),
        "requirements": requirements,
        "support": outcome.support,
        "ceiling": outcome.ceiling,
        "undecided": list(outcome.undecided),
        "mermaid": mermaid(chart_of(program, knowledge, today)),
    }


def _requirement(one: Requirement, knowledge: Knowledge, today: date) -> dict[str, object]:
    return {
        "id": one.id,
        "text": one.text,
        "when": in_words(one.when, knowledge.facts) if one.when else None,
        "officer": one.officer,
        "officer_when": in_words(one.officer_when, knowledge.facts) if one.officer_when else None,
        "else": one.otherwise,
        "source": source_of(one, knowledge),
        "in_force": is_valid(one.valid, today),
    }
