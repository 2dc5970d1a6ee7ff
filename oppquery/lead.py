"""The lead: the names that its fields have in queries (spec §12)."""

from __future__ import annotations

from typing import Final

LEAD_NAMES: Final = frozenset(
    {
        "active_opportunities",
        "addresses",
        "calls",
        "city",
        "company",
        "contacts",
        "country",
        "description",
        "display_name",
        "email",
        "email_address",
        "email_addresses",
        "in",
        "lead_status",
        "opportunities",
        "opportunity_created",
        "opportunity_status",
        "phone",
        "phone_numbers",
        "url",
    }
)
"""What a query on opportunities may mistake for a field of its own."""
