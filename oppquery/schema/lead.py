"""The lead and its contacts: their fields, counts and relations (spec §12)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from oppquery.schema.activities import related_schema
from oppquery.schema.fields import Each, Field, LengthOf, Relation, Schema, Type, named_field
from oppquery.schema.kinds import CONTACTS, LEADS, OPPORTUNITIES

_ID: Final = Field("id", Type.ID)
_STATUS_ID: Final = Field("status_id", Type.ID)
_CREATED_BY: Final = Field("created_by", Type.ID, about_user=True)
_CREATED_BY_NAME: Final = Field("created_by_name", Type.TEXT)
_UPDATED_BY: Final = Field("updated_by", Type.ID, about_user=True)
_UPDATED_BY_NAME: Final = Field("updated_by_name", Type.TEXT)


def _each(name: str, *paths: tuple[str, ...]) -> Field:
    """A text that a lead has several of."""
    return Field(name, Type.TEXT, formula=Each(paths))


def _count(name: str, *path: str) -> Field:
    return Field(name, Type.INTEGER, formula=LengthOf(path))


LEAD: Final = Schema(
    LEADS,
    (
        _ID,
        Field("organization_id", Type.ID),
        Field("display_name", Type.TEXT),
        _each("name", ("name",), ("display_name",)),
        _STATUS_ID,
        Field("status_label", Type.LABEL),
        Field("description", Type.TEXT),
        Field("url", Type.TEXT),
        _each("contact", ("contacts", "name")),
        _each("email", ("contacts", "emails", "email")),
        _each("phone", ("contacts", "phones", "phone")),
        _each("city", ("addresses", "city")),
        _each("country", ("addresses", "country")),
        _count("addresses", "addresses"),
        _count("email_addresses", "contacts", "emails"),
        _count("phone_numbers", "contacts", "phones"),
        Field("date_created", Type.DATETIME),
        Field("date_updated", Type.DATETIME),
        _CREATED_BY,
        _CREATED_BY_NAME,
        _UPDATED_BY,
        _UPDATED_BY_NAME,
    ),
    {
        "company": "name",
        "lead_status": "status",
        "email_address": "email",
        "created": "date_created",
        "updated": "date_updated",
        "creator": "created_by",
    },
    queried={
        each.name: each
        for each in (
            named_field("status", _STATUS_ID, Field("status_label", Type.TEXT)),
            named_field("created_by", _CREATED_BY, _CREATED_BY_NAME),
            named_field("updated_by", _UPDATED_BY, _UPDATED_BY_NAME),
        )
    },
    searched="",
    nested=("contacts", "addresses"),
    relations={
        "contacts": Relation(CONTACTS),
        "opportunities": Relation(OPPORTUNITIES),
        "active_opportunities": Relation(OPPORTUNITIES, only=("status_type", "active")),
        "opportunity_status": Relation(OPPORTUNITIES, field="status"),
        "opportunity_created": Relation(OPPORTUNITIES, field="date_created"),
    },
    held={CONTACTS: "contacts", OPPORTUNITIES: "opportunities"},
    counts=True,
)
"""Its statuses are compared as text or by id; `name` is either of its names."""

LEAD_NAMES: Final = frozenset(
    {*LEAD.fields, *LEAD.aliases, *LEAD.queried, *LEAD.relations, "in", "calls"}
)
"""What a query on opportunities may mistake for a field of its own."""

CONTACT_KEYS: Final = (
    *("id", "lead_id", "name", "title", "emails", "phones", "date_created", "date_updated"),
    *("created_by", "created_by_name", "updated_by", "updated_by_name"),
)
"""What every contact that a lead holds may carry."""

_CONTACT_FIELDS: Final = (
    _each("email", ("emails", "email")),
    _each("phone", ("phones", "phone")),
)


def contact_schema(names: Iterable[str]) -> Schema:
    """The schema of contacts that carry these names: of any activity, with emails and phones."""
    carried = frozenset(names)
    plain = related_schema(CONTACTS, carried)
    own = {
        each.name: each
        for each in _CONTACT_FIELDS
        if plain.open or f"{each.name}s" in carried - {each.name}
    }
    return Schema(
        CONTACTS,
        {**own, **plain.fields},
        {**plain.aliases, "email_address": "email"},
        queried=plain.queried,
        searched="",
        nested=("emails", "phones"),
        customs=False,
        open=plain.open,
        ids_by_name=True,
    )
