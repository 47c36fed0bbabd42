"""Everything that we raise ourselves, and what the one who catches it should do.

    KhuyencongError
    +-- ConfigError          the settings cannot be used; lists every mistake
    +-- KnowledgeError       the knowledge cannot be used; lists every mistake with its place
    +-- CollaboratorsError   the same for the file of collaborators
    +-- StoreBusyError            the database is locked or full; try again later
    +-- DeliveryError        a Reply did not leave; `permanent`, `retry_after` say what to do

Messages are in Vietnamese: they are read by owners, collaborators and administrators.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class KhuyencongError(Exception):
    """Base of the family; its text is fit to be shown."""


class ConfigError(KhuyencongError):
    """The settings are wrong.  One line per mistake."""


class _LocatedError(KhuyencongError):
    """Mistakes in YAML files, all at once, each already written as `file:line:col: why`."""

    def __init__(self, mistakes: Sequence[object]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = tuple(mistakes)


class KnowledgeError(_LocatedError):
    """The knowledge base has errors and must not be served."""


class CollaboratorsError(_LocatedError):
    """The file of collaborators has errors and must not be used."""


class StoreBusyError(KhuyencongError):
    """Nothing was written; the same call may succeed later."""


class DeliveryError(KhuyencongError):
    """A Reply could not be delivered."""

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        retry_after: float | None = None,
        unreachable: bool = False,
    ) -> None:
        super().__init__(reason)
        self.permanent = permanent
        """True: never try this row again."""
        self.retry_after = retry_after
        """Seconds that the platform asked us to wait, if it did."""
        self.unreachable = unreachable
        """True: nothing reaches this Address until somebody writes from there again."""
