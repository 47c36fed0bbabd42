"""`khuyencong leads`: who is to be called back, and what has come of it."""

from __future__ import annotations

import csv
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from bot.bootstrap.remembering import open_records
from bot.cli import json_option
from bot.leads.digest import what
from bot.leads.lead import LeadEvent, LeadStatus
from bot.text.phone import format_phone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.bootstrap.remembering import Records
    from bot.leads.lead import KeptLead

COLUMNS = ("id", "status", "collaborator", "created_at", "name", "phone", "place", "unit", "what",
           "question", "entry", "source", "channel", "consent_version")  # fmt: skip


@click.group(invoke_without_command=True)
@json_option
@click.option(
    "--status", type=click.Choice(get_args(LeadStatus)), help="Chỉ những phiếu ở trạng thái này."
)
@click.pass_context
def command(context: click.Context, as_json: bool, status: LeadStatus | None) -> None:
    """Các yêu cầu gọi lại: danh sách, từng phiếu, xuất ra tệp, ghi kết quả."""
    if context.invoked_subcommand is not None:
        return
    with open_records(context.obj) as records, records.store.transaction() as transaction:
        leads = transaction.leads.find(statuses=[status] if status else [])
    for kept in leads:
        row = _row(kept, records)
        if as_json:
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            click.echo(
                f"{row['id']:>5}  {row['status']:<11} {row['collaborator']:<12} {row['created_at']}"
                f"  {row['name']}, {format_phone(kept.lead.phone)}, {row['place']}: {row['what']}"
            )
    if not leads and not as_json:
        click.echo("Chưa có phiếu nào.")


@command.command()
@click.argument("number", type=int)
@json_option
@click.pass_obj
def show(config: Path | None, number: int, as_json: bool) -> None:
    """Xem một phiếu với lịch sử của nó."""
    with open_records(config) as records, records.store.transaction() as transaction:
        kept = transaction.leads.get(number)
        history = transaction.leads.history(number)
    if kept is None:
        raise click.ClickException(f"Không có phiếu số {number}.")
    row = _row(kept, records) | {"history": [_event(event, records) for event in history]}
    if as_json:
        click.echo(json.dumps(row, ensure_ascii=False))
        return
    for key, value in row.items():
        if key != "history":
            click.echo(f"{key:>16}: {value}")
    for event in history:
        at = event.at.astimezone(records.settings.zone)
        click.echo(f"{at:%d/%m/%Y %H:%M}  {event.what}  {event.by}  {event.note}")


@command.command()
@click.argument("number", type=int)
@click.argument("status", type=click.Choice(["contacted", "done", "unreachable", "withdrawn"]))
@click.option("--by", default="admin", help="Ai báo: mã cộng tác viên.")
@click.option("--note", default="", help="Ghi chú ngắn.")
@click.pass_obj
def mark(config: Path | None, number: int, status: LeadStatus, by: str, note: str) -> None:
    """Ghi kết quả của một phiếu: contacted, done, unreachable, withdrawn."""
    with open_records(config) as records, records.store.transaction() as transaction:
        if transaction.leads.get(number) is None:
            raise click.ClickException(f"Không có phiếu số {number}.")
        event = LeadEvent(number, records.clock.now(), status, by, note)
        transaction.leads.change(number, status, event)
    click.echo(f"Đã ghi phiếu {number}: {status}.")


@command.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def export(config: Path | None, file: Path) -> None:
    """Xuất mọi phiếu ra tệp CSV mở được bằng Excel."""
    with open_records(config) as records, records.store.transaction() as transaction:
        leads = transaction.leads.find()
    try:
        _write(file, [_row(kept, records) for kept in leads])
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from None
    click.echo(f"Đã xuất {len(leads)} phiếu ra {file}.")


def _write(file: Path, rows: Sequence[dict[str, object]]) -> None:
    # utf-8-sig: without the mark Excel reads Vietnamese as gibberish.
    with file.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.DictWriter(target, COLUMNS)
        writer.writeheader()
        writer.writerows({key: _harmless(value) for key, value in row.items()} for row in rows)


def _harmless(value: object) -> object:
    """Text that a spreadsheet would run as a formula, made plain text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@"} else value


def _row(kept: KeptLead, records: Records) -> dict[str, object]:
    lead = kept.lead
    return {
        "id": kept.id,
        "status": kept.status,
        "collaborator": kept.collaborator,
        "created_at": lead.created_at.astimezone(records.settings.zone).isoformat("T", "seconds"),
        "name": lead.name,
        "phone": lead.phone,
        "place": lead.place,
        "unit": lead.unit,
        "what": what(lead),
        "question": lead.question,
        "entry": lead.entry,
        "source": lead.source,
        "channel": lead.address.channel,
        "consent_version": lead.consent.version,
    }


def _event(event: LeadEvent, records: Records) -> dict[str, object]:
    at = event.at.astimezone(records.settings.zone).isoformat("T", "seconds")
    return asdict(event) | {"at": at}
