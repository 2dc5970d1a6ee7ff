"""The names of the kinds of objects: as scopes of a query, and as arguments of a call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OPPORTUNITIES: Final = "opportunity"
STATUS_CHANGES: Final = "status_change"
LEADS: Final = "lead"
CONTACTS: Final = "contact"
ARGUMENTS: Final[Mapping[str, str]] = {STATUS_CHANGES: "status_changes", LEADS: "leads"}
"""The argument that gives the data of a scope; every other scope is one of `related`."""
