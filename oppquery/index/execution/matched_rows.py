"""The rows of one segment that match a request."""

from __future__ import annotations

from dataclasses import dataclass

from oppquery.index.segment import Segment


@dataclass(frozen=True, slots=True)
class MatchedRows:
    """Matching rows of a segment: a bitmap, and how many bits of it are set."""

    segment: Segment
    rows: int
    count: int
