"""One linear model per entry over all its phrasings, solved together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Places = npt.NDArray[np.int64]

ENOUGH = 2000
"""The solution takes time with the third power of how many it is learned from, so neighbors among
an entry's phrasings are learned from as one until there are about this many."""
MOST = 4000
"""Beyond this, which takes as many entries, all count alike."""

_PENALTY = 0.5
_SAME_TOPIC = 0.35
_SAME_ASPECT = 0.3
"""What a phrasing is worth to entries of its topic, of its aspect.  So "nhãn hiệu" asked in a way
that only other topics have ("cần giấy tờ gì") still finds the entry that is both."""


def kinship(
    entries: Sequence[str], topics: Mapping[str, str], aspects: Mapping[str, str]
) -> Floats:
    """How far a phrasing of one entry (row) speaks for another (column), 1 for itself."""
    kin = np.eye(len(entries), dtype=np.float32)
    for groups, worth in ((topics, _SAME_TOPIC), (aspects, _SAME_ASPECT)):
        names = np.asarray([groups.get(entry, "") for entry in entries], dtype=object)
        kin += np.float32(worth) * ((names[:, None] == names[None, :]) & (names != "")[:, None])
    kin[np.diag_indices_from(kin)] = 1.0
    return kin


def bundle(owners: Places) -> Places:
    """For each phrasing the number of the bundle it is learned from in; each has one owner.

    `owners` is the entry of each phrasing, in order.
    """
    size = max(1, -(-len(owners) // ENOUGH))
    first = np.searchsorted(owners, owners)
    bundles = (np.arange(len(owners)) - first) // size
    return np.unique(np.stack([owners, bundles]), axis=1, return_inverse=True)[1].ravel()


def fit(kernel: Floats, wanted: Floats) -> Floats:
    """How much each bundle (row) speaks for each entry (column): kernel ridge regression.

    `wanted` is what each bundle should score.  A bundle comes to speak against the entries that
    use its words for something else.
    """
    size = len(wanted)
    if size > MOST:
        crowd: Floats = wanted / np.maximum(wanted.sum(axis=0), 1)
        return crowd
    solved: Floats = np.linalg.solve(kernel + _PENALTY * np.eye(size, dtype=np.float32), wanted)
    return solved
