"""`khuyencong digest`: tells every collaborator whom to call."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from bot.bootstrap.answering import local_now
from bot.bootstrap.remembering import open_records
from bot.cli import json_option
from bot.services.summarize import Recipients, preview, summarize

if TYPE_CHECKING:
    from pathlib import Path

    from bot.leads.digest import Digest


@click.command()
@click.option("--dry-run", is_flag=True, help="Chỉ in ra, không gửi và không đánh dấu gì.")
@click.option("--at", metavar="ISO", help="Xem bản tin như đang ở thời điểm này (với --dry-run).")
@json_option
@click.pass_obj
def command(config: Path | None, dry_run: bool, at: str | None, as_json: bool) -> None:
    """Soạn bản tin cho từng cộng tác viên và đưa vào hàng chờ gửi."""
    if at and not dry_run:
        raise click.UsageError("--at chỉ dùng để xem trước, cùng với --dry-run.")
    with open_records(config) as records:
        wording, now = records.knowledge.digest, local_now(records.settings, at)
        recipients = Recipients(records.roster, records.settings.reachable)
        compose = preview if dry_run else summarize
        digests = compose(records.store, recipients, wording, now)
        left = [] if dry_run else preview(records.store, recipients, wording, now)
    untold = [one for one in left if one.new]
    for digest in digests:
        click.echo(json.dumps(_as_json(digest), ensure_ascii=False) if as_json else _text(digest))
    for digest in untold:
        click.echo(_untold(digest, recipients), err=True)
    if untold:
        raise click.exceptions.Exit(1)
    if not digests and not as_json:
        click.echo(wording.nothing.format(date=f"{now:%d/%m/%Y}"))


def _untold(digest: Digest, recipients: Recipients) -> str:
    """Who could not be told, and why."""
    one = digest.collaborator
    if one.address is None:
        why = "chưa có địa chỉ gửi trong tệp cộng tác viên"
    elif one.address.channel not in recipients.reachable:
        why = f"kênh {one.address.channel} chưa được nối trong cấu hình"
    else:
        why = "nơi nhận không nhận tin nữa, người đó cần nhắn lại cho bot"
    return f"Chưa gửi được cho {one.id} ({one.name}), {len(digest.new)} phiếu mới: {why}."


def _text(digest: Digest) -> str:
    one = digest.collaborator
    to = one.address or "chưa có địa chỉ gửi"
    return f"=== {one.id} ({one.name}) → {to}\n{digest.reply.text}\n"


def _as_json(digest: Digest) -> dict[str, object]:
    one = digest.collaborator
    return {
        "collaborator": one.id,
        "name": one.name,
        "address": None if one.address is None else str(one.address),
        "new": [kept.id for kept in digest.new],
        "open": [kept.id for kept in digest.open],
        "text": digest.reply.text,
    }
