"""Names of the kinds of objects: their scopes in a query and their arguments in a call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OPPORTUNITIES: Final = "opportunity"
STATUS_CHANGES: Final = "status_change"
LEADS: Final = "lead"
CONTACTS: Final = "contact"
ARGUMENTS: Final[Mapping[str, str]] = {STATUS_CHANGES: "status_changes", LEADS: "leads"}
"""The arguments that hold the objects of these scopes; all other scopes are keys of `related`."""
