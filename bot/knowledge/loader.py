"""Finds and reads the YAML files of a knowledge base.  The only file here that touches the disk."""

from __future__ import annotations

from pathlib import Path

from bot.knowledge.assembly import Folder, Loaded, assemble
from bot.knowledge.mistake import Mistake
from bot.knowledge.strict_yaml import MAX_BYTES

__all__ = ["Loaded", "load"]

SUFFIXES = frozenset({".yaml", ".yml"})
LINK_OUTSIDE = "liên kết trỏ ra ngoài thư mục nên không được đọc; hãy chép tệp vào thư mục"
UNREADABLE = "không đọc được tệp ({reason}); hãy xem lại quyền truy cập"
NO_FILES = "không có tệp .yaml nào ở đây; hãy kiểm tra đường dẫn thư mục"


def load(directory: Path, base: Path | None = None) -> Loaded:
    """Read every YAML file below the directory.

    What the bot needs and the directory lacks (its sentences, commands, words) comes from `base`,
    the shipped knowledge.  Raises KnowledgeError with every mistake of every file.
    """
    shipped = (lambda: read_folder(base)) if base else None
    return assemble(read_folder(directory), shipped)


def read_folder(directory: Path) -> Folder:
    """The contents of all files, and what was wrong with reaching them."""
    files: dict[str, bytes] = {}
    mistakes: list[Mistake] = []
    for path in yaml_files(directory):
        name = path.as_posix()
        if not path.resolve().is_relative_to(directory.resolve()):
            mistakes.append(Mistake(name, 1, 1, LINK_OUTSIDE, is_warning=True))
            continue
        try:
            files[name] = read_start(path)
        except OSError as error:
            mistakes.append(Mistake(name, 1, 1, UNREADABLE.format(reason=error.strerror)))
    if not files and not mistakes:
        mistakes.append(Mistake(directory.as_posix(), 1, 1, NO_FILES))
    return Folder(directory.as_posix(), files, tuple(mistakes))


def yaml_files(directory: Path) -> list[Path]:
    """The YAML files, without those that editors and administrators put aside."""
    found = (path for path in directory.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    return sorted(path for path in found if not is_aside(path.relative_to(directory)))


def is_aside(path: Path) -> bool:
    """True for what is hidden or begins with `_`, or lies in such a folder."""
    return any(part.startswith((".", "_")) for part in path.parts)


def read_start(path: Path) -> bytes:
    """The file; of one that is too large only as much as shows that it is."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)
