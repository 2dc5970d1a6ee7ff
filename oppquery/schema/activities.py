"""Activities: status changes of opportunities (spec §8), calls, tasks and all others (§5.7)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from oppquery.schema.fields import (
    Field,
    Measure,
    Type,
    derived_field,
    named_field,
    status_field,
)
from oppquery.schema.formulas import FirstOf
from oppquery.schema.kinds import STATUS_CHANGES
from oppquery.schema.opportunity import STATUS_TYPES
from oppquery.schema.schemas import Schema, SchemaRules, built_in_schema

_DATE: Final = FirstOf(("date", "activity_at", "date_created"))
_ALIASES: Final = {"created": "date_created", "updated": "date_updated", "creator": "created_by"}
_NAMED: Final = tuple(
    named_field(name, Field(id_, Type.ID, about_user=True), Field(twin, Type.TEXT))
    for name, id_, twin in (
        ("user", "user_id", "user_name"),
        ("created_by", "created_by", "created_by_name"),
        ("updated_by", "updated_by", "updated_by_name"),
    )
)


def _side(side: str) -> tuple[Field, ...]:
    """The fields of the status before (`old`) or after (`new`) the change."""
    id_ = Field(f"{side}_status_id", Type.ID)
    label = Field(f"{side}_status_label", Type.LABEL)
    type_ = Field(f"{side}_status_type", Type.CHOICE, choices=STATUS_TYPES)
    return (
        id_,
        label,
        type_,
        Field(f"{side}_pipeline_id", Type.ID),
        Field(f"{side}_pipeline_name", Type.LABEL),
        status_field(f"{side}_status", label, type_, id_),
    )


STATUS_CHANGE: Final = built_in_schema(
    STATUS_CHANGES,
    (
        Field("id", Type.ID),
        Field("opportunity_id", Type.ID),
        Field("lead_id", Type.ID),
        Field("contact_id", Type.ID),
        Field("organization_id", Type.ID),
        Field("user_id", Type.ID, about_user=True),
        Field("user_name", Type.TEXT),
        *_side("old"),
        *_side("new"),
        Field("created_by", Type.ID, about_user=True),
        Field("created_by_name", Type.TEXT),
        Field("updated_by", Type.ID, about_user=True),
        Field("updated_by_name", Type.TEXT),
        derived_field("date", Type.DATETIME, _DATE),
        Field("date_created", Type.DATETIME),
        Field("date_updated", Type.DATETIME),
        Field("activity_at", Type.DATETIME),
        Field("opportunity_date_won", Type.DATE),
        Field("opportunity_value", Type.INTEGER, measure=Measure.CENTS),
        Field("opportunity_confidence", Type.INTEGER, measure=Measure.PERCENT),
    ),
    SchemaRules(
        query_only={each.name: each for each in _NAMED},
        searched_prefix=None,
        has_custom_fields=False,
    ),
    _ALIASES,
)


def related_schema(kind: str, names: Iterable[str]) -> Schema:
    """The schema of related objects whose keys are these names, such as calls or tasks.

    A name that is `id` or ends in `_id` is an id, every other one is untyped. Without names every
    name is a field. Bare words search every string. A key of the objects wins over the alias of
    that name which activities have.
    """
    carried = sorted(names)
    strangers = built_in_schema(kind, (), SchemaRules(ids_by_name=True))
    fields = {name: strangers.stranger(name) for name in carried}
    known = set(carried)
    if not carried or known.intersection(_DATE.keys):
        fields["date"] = derived_field("date", Type.UNTYPED, _DATE)
    named: dict[str, Field] = {}
    for each in _NAMED:
        id_, twin = each.parts
        if not carried or not known.isdisjoint((id_.name, twin.name)):
            named[each.name] = named_field(each.name, id_, Field(twin.name, Type.UNTYPED))
            fields[id_.name] = id_
    meant = known | named.keys() if carried else set(_ALIASES.values())
    aliases = {
        alias: name for alias, name in _ALIASES.items() if alias not in known and name in meant
    }
    rules = SchemaRules(
        query_only=named,
        searched_prefix="",
        has_custom_fields=False,
        takes_any_name=not carried,
        ids_by_name=True,
    )
    return built_in_schema(kind, fields.values(), rules, aliases)
