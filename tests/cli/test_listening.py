from __future__ import annotations

import errno
import os
import socket

import pytest

from bot.cli.listening import reason_of


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.EADDRINUSE, "Address already in use"), "đã có chương trình khác dùng"),
        (OSError(errno.EACCES, "Permission denied"), "không được phép dùng cổng này"),
        (OSError(errno.EADDRNOTAVAIL, "Cannot assign"), "máy này không có địa chỉ đó"),
        (socket.gaierror(-2, "Name or service not known"), "không có máy nào tên như vậy"),
        (OSError(errno.EMFILE, os.strerror(errno.EMFILE)), "hệ điều hành báo lỗi số 24"),
    ],
)
def test_the_system_is_not_quoted(error: OSError, said: str) -> None:
    """Its words are English."""
    assert reason_of(error) == said
