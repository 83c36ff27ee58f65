"""Neighbouring tokens taken together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def runs(indices: Iterable[int]) -> Iterator[range]:
    """Cut ascending indices into runs of neighbours."""
    start = previous = None
    for index in indices:
        if previous is not None and start is not None and index != previous + 1:
            yield range(start, previous + 1)
            start = index
        elif start is None:
            start = index
        previous = index
    if start is not None and previous is not None:
        yield range(start, previous + 1)
