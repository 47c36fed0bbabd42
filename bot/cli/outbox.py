"""`khuyencong outbox`: what has not been delivered, and another try."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, get_args

import click

from bot.bootstrap.remembering import open_records
from bot.cli import json_option
from bot.ports import DeliveryState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.bootstrap.remembering import Records
    from bot.ports import Delivery

STATES: tuple[DeliveryState, ...] = get_args(DeliveryState)
UNDELIVERED = [state for state in STATES if state != "sent"]
LONGEST_REASON = 60


@click.group(invoke_without_command=True)
@json_option
@click.option(
    "--state", type=click.Choice(STATES), help="Chỉ những tin ở trạng thái này; mặc định: chưa gửi."
)
@click.pass_context
def command(context: click.Context, as_json: bool, state: DeliveryState | None) -> None:
    """Tin chưa gửi được: danh sách, lý do, gửi lại."""
    if context.invoked_subcommand is not None:
        return
    with open_records(context.obj) as records, records.store.transaction() as transaction:
        found = transaction.outbox.find(states=[state] if state else UNDELIVERED)
    for row in _shown(found, records):
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else _line(row))
    if not found and not as_json:
        click.echo("Không có tin nào chưa gửi." if state is None else "Không có tin nào như vậy.")


@command.command()
@click.argument("numbers", type=int, nargs=-1, required=True, metavar="SỐ…")
@click.pass_obj
def retry(config: Path | None, numbers: tuple[int, ...]) -> None:
    """Gửi lại tin failed hoặc maybe_sent (tin maybe_sent có thể đến hai lần)."""
    with open_records(config) as records, records.store.transaction() as transaction:
        now = records.clock.now()
        refused = [one for one in numbers if not transaction.outbox.retry(one, now)]
    done = [one for one in numbers if one not in refused]
    if done:
        click.echo(f"Đã xếp lại để gửi: {', '.join(map(str, done))}. Bot đang chạy sẽ gửi ngay.")
    if refused:
        listed = ", ".join(map(str, refused))
        raise click.ClickException(f"Không gửi lại được (không có, hoặc không hỏng): {listed}.")


def _shown(found: Sequence[Delivery], records: Records) -> list[dict[str, object]]:
    """The address itself stays out of it; a collaborator is named."""
    names = {one.address: one.id for one in records.roster if one.address}
    zone = records.settings.zone
    return [
        {
            "id": row.id,
            "state": row.state,
            "channel": row.address.channel,
            "collaborator": names.get(row.address),
            "created_at": row.created_at.astimezone(zone).isoformat("T", "seconds"),
            "attempts": row.attempts,
            "reason": row.reason,
            "text": row.reply.text,
        }
        for row in found
    ]


def _line(row: dict[str, object]) -> str:
    to = row["collaborator"] or "người hỏi"
    reason = str(row["reason"])[:LONGEST_REASON]
    title = str(row["text"]).partition("\n")[0][:LONGEST_REASON]
    return (
        f"{row['id']:>5}  {row['state']:<10} {row['channel']:<9} {to:<12} {row['created_at']}"
        f"  lần thử: {row['attempts']}  {reason}\n       {title}"
    )
