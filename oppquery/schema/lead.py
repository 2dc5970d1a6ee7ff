"""The lead and its contacts: their fields, counts and relations (spec §12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from oppquery.schema.activities import related_schema
from oppquery.schema.fields import Field, Type, derived_field, named_field
from oppquery.schema.formulas import Each, LengthOf
from oppquery.schema.kinds import CONTACTS, LEADS, OPPORTUNITIES
from oppquery.schema.schemas import Relation, Schema, SchemaRules, built_in_schema

_ID: Final = Field("id", Type.ID)
_STATUS_ID: Final = Field("status_id", Type.ID)
_CREATED_BY: Final = Field("created_by", Type.ID, about_user=True)
_CREATED_BY_NAME: Final = Field("created_by_name", Type.TEXT)
_UPDATED_BY: Final = Field("updated_by", Type.ID, about_user=True)
_UPDATED_BY_NAME: Final = Field("updated_by_name", Type.TEXT)


def _each(name: str, *paths: tuple[str, ...]) -> Field:
    """A text that a lead has several of."""
    return derived_field(name, Type.TEXT, Each(paths))


def _count(name: str, *path: str) -> Field:
    """The number of objects that a lead holds at the end of a path."""
    return derived_field(name, Type.INTEGER, LengthOf(path))


LEAD: Final = built_in_schema(
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
    SchemaRules(
        query_only={
            each.name: each
            for each in (
                named_field("status", _STATUS_ID, Field("status_label", Type.TEXT)),
                named_field("created_by", _CREATED_BY, _CREATED_BY_NAME),
                named_field("updated_by", _UPDATED_BY, _UPDATED_BY_NAME),
            )
        },
        searched_prefix="",
        searched_within=("contacts", "addresses"),
        relations={
            "contacts": Relation(CONTACTS),
            "opportunities": Relation(OPPORTUNITIES),
            "active_opportunities": Relation(OPPORTUNITIES, only=("status_type", "active")),
            "opportunity_status": Relation(OPPORTUNITIES, field="status"),
            "opportunity_created": Relation(OPPORTUNITIES, field="date_created"),
        },
        held_under={CONTACTS: "contacts", OPPORTUNITIES: "opportunities"},
        counts_plurals=True,
    ),
    {
        "company": "name",
        "lead_status": "status",
        "email_address": "email",
        "created": "date_created",
        "updated": "date_updated",
        "creator": "created_by",
    },
)
"""A lead's status is compared as text or by id; `name` is its `name` or its `display_name`."""

LEAD_NAMES: Final = frozenset(
    {*LEAD.fields, *LEAD.aliases, *LEAD.rules.query_only, *LEAD.rules.relations, "in", "calls"}
)
"""Names that a query on opportunities may take for fields of the opportunity by mistake."""

CONTACT_KEYS: Final = (
    *("id", "lead_id", "name", "title", "emails", "phones", "date_created", "date_updated"),
    *("created_by", "created_by_name", "updated_by", "updated_by_name"),
)
"""The keys that a contact held by a lead may have."""

_CONTACT_FIELDS: Final = (
    _each("email", ("emails", "email")),
    _each("phone", ("phones", "phone")),
)


def contact_schema(names: Iterable[str]) -> Schema:
    """The schema of contacts whose keys are these names: as any activity, with emails and phones.

    `email` and `phone` are fields where the contacts hold lists `emails` and `phones`.
    """
    carried = frozenset(names)
    plain = related_schema(CONTACTS, carried)
    own = {
        each.name: each
        for each in _CONTACT_FIELDS
        if plain.rules.takes_any_name or f"{each.name}s" in carried - {each.name}
    }
    return built_in_schema(
        CONTACTS,
        {**own, **plain.fields}.values(),
        replace(plain.rules, searched_within=("emails", "phones")),
        {**plain.aliases, "email_address": "email"},
    )
