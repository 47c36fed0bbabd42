"""The commands of `khuyencong`, one module each."""

from __future__ import annotations

import gc
import importlib
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from bot.errors import KhuyencongError

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS = ("run", "chat", "ask", "check", "rules", "events", "missed", "leads", "digest", "outbox",
            "qr", "zalo", "doctor", "rehearse")  # fmt: skip


class LazyGroup(click.Group):
    """Loads the module of the command that is called and of no other.

    `ask` has to answer within a second and a half of being started, and the libraries of the
    server alone take half of that to load.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The `command` of the module of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"bot.cli.{cmd_name}")
        return cast("click.Command", module.command)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; our own errors are shown, not traced, and exit with 1."""
        try:
            return super().invoke(ctx)
        except KhuyencongError as error:
            click.echo(str(error), err=True)
            raise SystemExit(1) from None


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    envvar="KHUYENCONG_CONFIG",
    help="Tệp cấu hình (mặc định: config.yaml nếu có).",
)
@click.version_option(package_name="khuyencong", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context, config: Path | None) -> None:
    """Bot hỏi đáp khuyến công: trả lời từ kiến thức YAML và ghi lại yêu cầu để cán bộ gọi lại."""
    # What is read at the start stays in use: looking for garbage in it every 700 objects is a tenth
    # of the time until the first answer.
    gc.set_threshold(50_000)
    context.obj = config


def json_option(function: Callable[..., object]) -> Callable[..., object]:
    """`--json`: one object a line for programs, nothing else on standard output."""
    return click.option("--json", "as_json", is_flag=True, help="In JSON, mỗi dòng một mục.")(
        function
    )
