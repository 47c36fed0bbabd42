"""`khuyencong doctor`: what is wrong and how to mend it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from bot.bootstrap.examining import examine
from bot.cli import json_option

if TYPE_CHECKING:
    from pathlib import Path

SIGNS = {"ok": "✓", "warning": "!", "error": "✗"}


@click.command()
@json_option
@click.pass_obj
def command(config: Path | None, as_json: bool) -> None:
    """Khám bot: cấu hình, kiến thức, cộng tác viên, cơ sở dữ liệu; hỏng gì, sửa thế nào."""
    findings = list(examine(config))
    for finding in findings:
        if as_json:
            click.echo(json.dumps(asdict(finding), ensure_ascii=False))
            continue
        click.echo(f"{SIGNS[finding.level]} {finding.what}")
        if finding.mend:
            click.echo(f"    → {finding.mend}")
    raise SystemExit(1 if any(finding.level == "error" for finding in findings) else 0)
