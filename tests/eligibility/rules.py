"""Small knowledge with rules, for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

from bot.bootstrap.answering import shipped_knowledge
from bot.knowledge.assembly import Folder, assemble
from bot.knowledge.loader import read_folder
from bot.knowledge.snapshot import Knowledge

GENERIC = ("cau-noi", "ban-tin", "to-roi", "tu-viet-tat", "chu-de")
"""Files with what every knowledge base needs; the others would only be read in vain."""

FRAME = """\
documents:
  - {id: law, name: Nghị định 1, title: Luật, basis: current, in_force: 2020-01-01}
entries:
  - {id: machinery, title: Máy, ask: [máy], answer: Có.}
forms:
  - id: form.support
    title: Đăng ký
    consent: callback
    slots: [{id: name, label: Tên, question: Tên?}]
    done: Xong.
consents:
  - {id: callback, version: "1", purpose: gọi lại, text: Đồng ý không?}
"""


def known(rules: str, frame: str = FRAME) -> Knowledge:
    """The knowledge of these rules, in a file of their own."""
    files = {"khung.yaml": frame.encode(), "luat.yaml": rules.encode()}
    return assemble(Folder("k", files), generic).knowledge


def generic() -> Folder:
    """The bot's sentences and words."""
    shipped = read_folder(shipped_knowledge())
    files = {
        name: data for name, data in shipped.files.items() if Path(name).name.startswith(GENERIC)
    }
    return Folder(shipped.name, files)
