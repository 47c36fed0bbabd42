"""One rehearsal: the stage, the fakes, the bot, and what its one person may do with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.rehearsal.desks import CAST
from bot.rehearsal.fakes.notes import Note

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from pathlib import Path

    from bot.rehearsal.bot_process import BotProcess
    from bot.rehearsal.desks import Role
    from bot.rehearsal.stage import Stage
    from bot.rehearsal.switches import Platforms, Switchboard

ROSTER = "collaborators.yaml"
COLLABORATOR = """collaborators:
  - id: ctv-dien-tap
    name: Cộng tác viên diễn tập
    on_duty: true
    address: {channel}:{chat}
"""
NOT_TAKEN = "webhook không được nhận: bot có đang chạy không?"


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done to the bot or to its account, which is over at once."""

    id: str
    title: str
    hint: str


DEEDS = (
    Deed("kill", "Rút điện bot", "kill -9: bot chết ngay lúc này, không kịp ghi gì."),
    Deed("start", "Bật lại bot", "Tin đến lúc bot tắt vẫn được trả lời, mỗi tin một lần."),
    Deed("outbox", "Tin chưa tới", "khuyencong outbox: tin nào còn chờ, không rõ, bị từ chối."),
    Deed("doctor", "Khám bot", "khuyencong doctor: hỏng gì, sửa thế nào."),
    Deed("webhook", "Bật lại webhook Zalo OA", "Sau khi Zalo tự tắt; tin dồn lại được gửi hết."),
    Deed("login", "Đăng nhập lại Zalo OA", "Thay khuyencong zalo login: token mới, bật lại bot."),
)


@dataclass
class Rehearsal:
    """What the page is a face of."""

    stage: Stage
    platforms: Platforms
    board: Switchboard
    process: BotProcess
    folder: Path
    chat_url: str
    receives_on: str = field(default="telegram", init=False)
    """Where the collaborator gets digests."""

    def receive_on(self, channel: str) -> None:
        """The collaborator wants them elsewhere; the bot reads the file again by itself.
        Raises KeyError: there is no such channel.
        """
        chat = CAST[channel]["collaborator"]
        text = COLLABORATOR.format(channel=channel, chat=chat)
        (self.folder / ROSTER).write_text(text, "utf-8")
        self.receives_on = channel

    async def send_digests(self) -> None:
        """As by the command, beside the running bot."""
        await self._command("digest")

    def speak_for_the_centre(self, role: Role, text: str) -> None:
        """One of the Centre's people answers in Zalo's own tool."""
        chat = CAST["zalo_oa"][role]
        self.stage.note_staff("zalo_oa", role, text)
        self.platforms.zalo_oa.staff(chat, text)

    async def do(self, deed: str) -> None:
        """Raises KeyError: there is no such deed; DidNotStartError."""
        doings: Mapping[str, Callable[[], Awaitable[object]]] = {
            "kill": self.process.kill,
            "start": self.process.start,
            "outbox": lambda: self._command("outbox"),
            "doctor": lambda: self._command("doctor"),
            "webhook": self.register,
            "login": self._sign_in,
        }
        doing = doings[deed]
        [title] = [one.title for one in DEEDS if one.id == deed]
        self.note(title)
        await doing()

    async def register(self) -> None:
        """Save the webhook's address at Zalo, which tries it."""
        if not await self.platforms.zalo_oa.register(f"{self.chat_url}/zalo/oa"):
            self.note(NOT_TAKEN)

    def note(self, text: str) -> None:
        """Into the log."""
        if text:
            self.stage.watch(Note("stage", text))

    async def _command(self, word: str) -> None:
        self.note(await self.process.command(word))

    async def _sign_in(self) -> None:
        pair = self.platforms.zalo_oa.tokens.pair()
        await self.process.stop()
        self.process.configure({"ZALO_OA__REFRESH_TOKEN": pair["refresh_token"]})
        await self.process.start()
