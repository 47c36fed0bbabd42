"""`khuyencong qr`: a poster whose code opens the bot at one event, entry or form."""

from __future__ import annotations

from pathlib import Path

import click

from bot.bootstrap.advertising import advertise


@click.command()
@click.argument("target")
@click.option(
    "--for",
    "channel",
    type=click.Choice(["telegram", "zalo", "page"]),
    default="page",
    show_default=True,
    help="Mã mở kênh nào: Telegram, Zalo OA hay trang hỏi đáp.",
)
@click.option(
    "--from",
    "place",
    default="",
    metavar="TÊN",
    help="Tên nơi dán (chữ thường không dấu, số, gạch nối): phiếu của người quét ghi tên này.",
)
@click.option("--bot", "username", metavar="TÊN", help="Tên bot Telegram; để trống thì bot tự hỏi.")
@click.option("--oa", metavar="SỐ", help="Mã số Zalo OA.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Tệp .svg (tờ A4 có chữ) hoặc .png (chỉ có mã). Mặc định: <mục>-<kênh>.svg",
)
@click.pass_obj
def command(
    config: Path | None,
    target: str,
    channel: str,
    place: str,
    username: str | None,
    oa: str | None,
    output: Path | None,
) -> None:
    """Vẽ tờ rơi có mã QR mở thẳng một sự kiện, mục hay phiếu (TARGET là mã của nó)."""
    file = output or Path(f"{target}-{channel}.svg")
    if file.suffix not in {".svg", ".png"}:
        raise click.BadParameter("tệp phải có đuôi .svg hoặc .png", param_hint="--output")
    drawn = advertise(config, target, channel, place, username or oa)
    try:
        file.write_bytes(drawn.png() if file.suffix == ".png" else drawn.svg())
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from None
    click.echo(f"{file}: {drawn.poster.link}")
    for warning in drawn.warnings:
        click.echo(warning, err=True)
