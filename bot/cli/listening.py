"""Why no port could be opened, in words for whoever typed the command."""

from __future__ import annotations

import errno
import socket

REASONS = {
    errno.EADDRINUSE: "đã có chương trình khác dùng",
    errno.EACCES: "không được phép dùng cổng này",
    errno.EADDRNOTAVAIL: "máy này không có địa chỉ đó",
}
NO_SUCH_HOST = "không có máy nào tên như vậy"
OTHER = "hệ điều hành báo lỗi số {}"


def reason_of(error: OSError) -> str:
    """The system's own words are English."""
    if isinstance(error, socket.gaierror):
        return NO_SUCH_HOST
    return REASONS.get(error.errno or 0) or OTHER.format(error.errno)
