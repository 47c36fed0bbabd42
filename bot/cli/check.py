"""`khuyencong check`: everything that is wrong with the knowledge."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.bootstrap.answering import knowledge_dir, load_knowledge, local_now
from bot.bootstrap.preparing import cache_dir, prepare
from bot.config import load_settings
from bot.eligibility.audit import audit
from bot.errors import KnowledgeError
from bot.knowledge.advice import age_warnings
from bot.knowledge.age import citing
from bot.knowledge.suggestion import suggest
from bot.services.verify import verify

if TYPE_CHECKING:
    from datetime import datetime

    from bot.dialogue.understanding import Understanding
    from bot.knowledge.mistake import Mistake
    from bot.knowledge.snapshot import Knowledge


@click.command()
@click.argument("directory", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--strict", is_flag=True, help="Cảnh báo cũng bị coi là lỗi.")
@click.option("--at", metavar="ISO", help="Kiểm tra như đang ở ngày này.")
@click.option("--cites", metavar="MÃ", help="Chỉ liệt kê những gì dẫn văn bản này.")
@click.pass_obj
def command(
    config: Path | None, directory: Path | None, strict: bool, at: str | None, cites: str | None
) -> None:
    """Kiểm tra kiến thức: lỗi, cảnh báo, câu thử; mỗi dòng một lỗi, dạng tệp:dòng:cột."""
    settings = load_settings(config)
    now = local_now(settings, at)
    try:
        loaded = load_knowledge(directory or knowledge_dir(settings))
    except KnowledgeError as error:
        click.echo(str(error))
        click.echo(f"{len(error.mistakes)} lỗi. Kiến thức này chưa dùng được.")
        raise SystemExit(1) from None
    if cites is not None:
        _report_citing(loaded.knowledge, cites)
        return
    understanding = prepare(loaded.knowledge, cache_dir(settings))
    failed = _ask_its_tests(understanding, now)
    audited = list(audit(loaded.knowledge, now.date()))
    warnings = [*loaded.warnings, *age_warnings(loaded.knowledge, now.date())]
    warnings += [mistake for mistake in audited if mistake.is_warning]
    wrong = [mistake for mistake in audited if not mistake.is_warning]
    _report(understanding, warnings, failed, wrong)
    raise SystemExit(1 if failed or wrong or (strict and warnings) else 0)


def _ask_its_tests(understanding: Understanding, now: datetime) -> list[Mistake]:
    """The test questions that do not reach what they should."""
    count = _count_tests(understanding.knowledge)
    with click.progressbar(
        verify(understanding, now), count, "Đang thử", hidden=not sys.stdout.isatty()
    ) as results:
        return [mistake for mistake in results if mistake is not None]


def _count_tests(knowledge: Knowledge) -> int:
    return sum(len(entry.tests) for entry in knowledge.entries.values())


def _report_citing(knowledge: Knowledge, document: str) -> None:
    if document not in knowledge.documents:
        hint = suggest(document, knowledge.documents)
        raise click.ClickException(f"không có văn bản nào mang mã “{document}”{hint}")
    found = sorted(one.warning for one in citing(knowledge, document))
    for one in found:
        click.echo(f"{one.file}:{one.line}:{one.column}: {one.why}")
    click.echo(f"{len(found)} chỗ dẫn {document}.")


def _report(
    understanding: Understanding,
    warnings: list[Mistake],
    failed: list[Mistake],
    wrong: list[Mistake],
) -> None:
    for mistake in sorted([*warnings, *failed, *wrong]):
        click.echo(str(mistake))
    _report_entries(understanding.knowledge, len(failed), len(warnings))
    _report_rules(understanding.knowledge, len(wrong))
    limits = understanding.limits
    click.echo(
        f"Ngưỡng (tính từ câu thử và câu ngoài phạm vi): trả lời từ {limits.threshold:.2f}, "
        f"gợi ý từ {limits.floor:.2f}, coi là sát nhau khi cách không quá {limits.margin:.2f}."
    )


def _report_entries(knowledge: Knowledge, failed: int, warnings: int) -> None:
    entries, tests = knowledge.entries, _count_tests(knowledge)
    drafts = sum(entry.status == "draft" for entry in entries.values())
    phrasings = sum(len(entry.ask) for entry in entries.values())
    click.echo(
        f"{len(entries)} mục ({drafts} bản nháp), {phrasings} cách hỏi; "
        f"câu thử: {tests - failed}/{tests} đạt; {warnings} cảnh báo."
    )


def _report_rules(knowledge: Knowledge, wrong: int) -> None:
    programs, facts = knowledge.programs, knowledge.facts
    if programs:
        state = f"{wrong} lỗi" if wrong else "không lỗi"
        click.echo(
            f"Điều kiện hỗ trợ: {len(programs)} chương trình, {len(facts)} câu hỏi; {state}."
        )
