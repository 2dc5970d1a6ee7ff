"""The dumbest interpreter of a query: a nested tuple against one row, loops inside loops.

It reads no query text and shares no code with `oppquery`; the field tests are those of `oracle`.
A query is one of

    ("all",)                               `*`, an empty text
    ("and", (query, …))  ("or", (query, …))  ("not", query)
    ("term", "word")  ("phrase_term", "a phrase")
    ("is", field, op, value)               op: : > >= < <=
    ("any_of", field, (value, …))
    ("has", field)
    ("scope", name, query)                 on leads `contact` is their own list, unless it is given
    ("in", view)                           a lead is in the Smart View of that name
    ("slice", i, n)                        of a lead query

and a value one of

    ("word", text)  ("phrase", text)       raw text, for ids, choices, labels, texts; all that an
                                           untyped field takes, read by the kind of the data
    ("star",)  ("me",)
    ("number", number, spelling)           an amount in cents, whatever the spelling
    ("numbers", low, high, spelling)       both ends belong to it, None is open
    ("date", literal, spelling)            the literals of `oracle`
    ("dates", low, high, spelling)
    ("flag", bool, spelling)               on a date: has one, has none (`never` is False)

A spelling is what stands in the text, without quotes; only who writes the text reads it.
Fields are named as in a query: `status`, aliases, `custom.cf_x`, `custom.Name of it`. A request is
one of `oracle`'s with three more members, each optional: "query" (a query), "sort" (order keys as
in "order", which wins), "slice" (i, n).
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any

from oracle import lead_oracle, oracle
from oracle.oracle import Request, Row
from oracle.value_oracle import Value, untyped_holds, value_holds

Query = tuple[Any, ...]
Chain = tuple[tuple[str, Row], ...]
"""The enclosing objects with the names of their scopes, the outermost first."""

CustomFields = Mapping[str, str] | Sequence[Mapping[str, Any]]
TYPES_OF_THE_API = {"choices": "choice", "textarea": "text", "hidden": "text"}
OPPORTUNITY, STATUS_CHANGE, LEAD, CONTACT = "opportunity", "status_change", "lead", "contact"

ALIASES = {
    "date": "date_won",
    "won": "date_won",
    "created": "date_created",
    "updated": "date_updated",
    "lost": "date_lost",
    "name": "lead_name",
    "period": "value_period",
    "currency": "value_currency",
}
ACTIVITY_ALIASES = {"created": "date_created", "updated": "date_updated"}
TWINS = {
    "user": ("user_id", "user_name"),
    "lead": ("lead_id", "lead_name"),
    "contact": ("contact_id", "contact_name"),
    "pipeline": ("pipeline_id", "pipeline_name"),
    "creator": ("created_by", "created_by_name"),
    "created_by": ("created_by", "created_by_name"),
    "updated_by": ("updated_by", "updated_by_name"),
}
LEAD_TWINS = ("creator", "created_by", "updated_by")
STATUS_CHANGE_TWINS = ("user", "creator", "created_by", "updated_by")
RELATED_TWINS = STATUS_CHANGE_TWINS
STATUSES = {
    OPPORTUNITY: {"status": ("status_label", "status_type", "status_id")},
    STATUS_CHANGE: {
        side: (f"{side}_label", f"{side}_type", f"{side}_id")
        for side in ("old_status", "new_status")
    },
    LEAD: {"opportunity_status": lead_oracle.OPPORTUNITY_STATUS},
}
STATUS_CHANGE_TYPES: dict[str, str] = {
    **dict.fromkeys(("id", "opportunity_id", "lead_id", "contact_id", "user_id"), "id"),
    **dict.fromkeys(("organization_id", "created_by", "updated_by"), "id"),
    **dict.fromkeys(("user_name", "created_by_name", "updated_by_name"), "text"),
    **dict.fromkeys(("date", "date_created", "date_updated", "activity_at"), "datetime"),
    "opportunity_date_won": "date",
    "opportunity_value": "number",
    "opportunity_confidence": "number",
    **{
        f"{side}_{part}": part_type
        for side in ("old", "new")
        for part, part_type in (
            ("status_id", "id"),
            ("status_label", "label"),
            ("status_type", "choice"),
            ("pipeline_id", "id"),
            ("pipeline_name", "label"),
        )
    },
}


@dataclass(frozen=True)
class Data:
    """What a scope may look at (spec §1)."""

    status_changes: Sequence[Row] = ()
    related: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    leads: Sequence[Row] = ()
    opportunities: Sequence[Row] = ()
    is_in: "Callable[[str, Row, Data, QueryCaller], bool] | None" = None
    """Whether a lead is in the Smart View of that name; from who knows the views."""

    def objects(self, scope: str) -> Sequence[Row]:
        own = {STATUS_CHANGE: self.status_changes, LEAD: self.leads}
        if scope == OPPORTUNITY:
            return self.related.get(OPPORTUNITY, self.opportunities)
        return own[scope] if scope in own else self.related[scope]


@dataclass(frozen=True)
class QueryCaller(oracle.Caller):
    """A caller that also knows custom fields by name."""

    names: Mapping[str, str] = field(default_factory=dict)


def answer(objects: Iterable[Row], request: Request, **arguments: Any) -> dict[str, Any]:
    """The response of spec §7; arguments as for `selected`."""
    rows, plain = asked(objects, request, arguments)
    return oracle.answer(rows, plain, **arguments)


def selected(objects: Iterable[Row], request: Request, **arguments: Any) -> list[Row]:
    """The matching objects; the arguments of `oracle.selected`, `status_changes` and `related`.

    `data` in place of the last two is all that scopes may look at.
    """
    rows, plain = asked(objects, request, arguments)
    return oracle.selected(rows, plain, **arguments)


def asked(
    objects: Iterable[Row], request: Request, arguments: dict[str, Any]
) -> tuple[list[Row], Request]:
    """The rows that query and slice keep, the request that is left, and its own arguments."""
    data = arguments.pop("data", None)
    if data is None:
        data = Data(tuple(arguments.pop("status_changes", ())), arguments.pop("related", {}))
    caller = caller_of(**arguments)
    arguments["custom_fields"] = caller.custom_fields
    query = request.get("query", ("all",))
    rows = [row for row in objects if in_slice(row, request) and matches(query, row, data, caller)]
    order = request["order"] or request.get("sort", ())
    return rows, {**request, "order": order}


def caller_of(
    currency: str = "USD",
    now: datetime | None = None,
    tz: tzinfo = UTC,
    user_id: str | None = None,
    custom_fields: CustomFields | None = None,
) -> QueryCaller:
    """The caller of these arguments; custom fields as types by key, or as the API lists them."""
    types = custom_fields if isinstance(custom_fields, Mapping) else declared(custom_fields or ())
    names = {} if isinstance(custom_fields, Mapping) else keys_by_name(custom_fields or ())
    return QueryCaller(currency, now or datetime.now(UTC), tz, user_id, types, names)


def declared(custom_fields: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {
        f"custom.{one['id']}": TYPES_OF_THE_API.get(one["type"], one["type"])
        for one in custom_fields
    }


def keys_by_name(custom_fields: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {f"custom.{one['name']}": f"custom.{one['id']}" for one in custom_fields}


def in_slice(row: Row, request: Request) -> bool:
    """Every object is in one of the slices; a missing id counts as an empty one."""
    if request.get("slice") is None:
        return True
    return in_part(row, *request["slice"])


def in_part(row: Row, number: int, count: int) -> bool:
    digest = hashlib.md5((row.get("id") or "").encode()).hexdigest()
    return int(digest[:8], 16) % count == number - 1


# --- the tree


def matches(query: Query, row: Row, data: Data, caller: QueryCaller) -> bool:
    """Whether a query holds for an opportunity."""
    return holds(query, ((OPPORTUNITY, row),), data, caller)


def holds(query: Query, chain: Chain, data: Data, caller: QueryCaller) -> bool:
    kind, *rest = query
    if kind == "all":
        return True
    if kind == "and":
        return all(holds(part, chain, data, caller) for part in rest[0])
    if kind == "or":
        return any(holds(part, chain, data, caller) for part in rest[0])
    if kind == "not":
        return not holds(rest[0], chain, data, caller)
    if kind == "scope":
        scope, inner = rest
        return any(
            holds(inner, inside(chain, scope, child), data, caller)
            for child in children(scope, chain, data)
        )
    scope, row = chain[-1]
    if kind == "in":
        return data.is_in(rest[0], row, data, caller)
    if kind == "slice":
        return in_part(row, *rest)
    if kind not in ("term", "phrase_term"):
        row = seen(scope, row, data)
    return condition_holds(query, scope, row, caller)


def seen(scope: str, row: Row, data: Data) -> Row:
    """An object as conditions on its fields see it."""
    if scope != LEAD:
        return row
    return lead_oracle.flat(row, data.objects(OPPORTUNITY), data.related)


def inside(chain: Chain, scope: str, child: Row) -> Chain:
    """What a lead is asked does not depend on who asks: `lead(...)` begins anew."""
    return ((scope, child),) if scope == LEAD else (*chain, (scope, child))


def children(scope: str, chain: Chain, data: Data) -> list[Row]:
    """The objects of a scope that belong to the enclosing ones."""
    if scope == CONTACT and CONTACT not in data.related:
        lead = next(owner for kind, owner in reversed(chain) if kind == LEAD)
        return lead_oracle.members(lead, "contacts")
    if scope == LEAD:
        return [lead for lead in data.leads if is_lead_of(lead, chain[-1][1])]
    return [child for child in data.objects(scope) if belongs(child, chain)]


def is_lead_of(lead: Row, owner: Row) -> bool:
    """The lead whose id an object carries itself."""
    return owner.get("lead_id") is not None and bool(lead.get("id") == owner["lead_id"])


def belongs(child: Row, chain: Chain) -> bool:
    """To the nearest enclosing object whose id it carries (spec §5.7)."""
    for scope, owner in reversed(chain):
        if child.get(f"{scope}_id") is not None:
            return bool(child[f"{scope}_id"] == owner.get("id"))
        if scope == OPPORTUNITY and child.get("lead_id") is not None:
            return bool(child["lead_id"] == owner.get("lead_id"))
    return False


def condition_holds(query: Query, scope: str, row: Row, caller: QueryCaller) -> bool:
    kind, *rest = query
    if kind == "term":
        return any(oracle.has_word(text, rest[0]) for text in searched(scope, row))
    if kind == "phrase_term":
        return any(oracle.has_phrase(text, rest[0]) for text in searched(scope, row))
    if kind == "has":
        return is_there(rest[0], scope, row, caller)
    if kind == "any_of":
        name, values = rest
        return any(is_holds(name, ":", value, scope, row, caller) for value in values)
    if kind == "is":
        return is_holds(*rest, scope, row, caller)
    raise ValueError(f"no such query: {query}")


def searched(scope: str, row: Row) -> list[str]:
    """The strings that bare words search (spec §5.2, §5.7, §12)."""
    if scope in (LEAD, CONTACT):
        return lead_oracle.texts(row)
    values = [value for name, value in row.items() if is_searched(name, scope)]
    return [one for value in values for one in oracle.elements(value) if isinstance(one, str)]


def is_searched(name: str, scope: str) -> bool:
    if scope == OPPORTUNITY:
        return name.startswith("custom.") or oracle.FIELD_TYPES.get(name) in ("text", "label")
    return scope != STATUS_CHANGE or STATUS_CHANGE_TYPES.get(name) in ("text", "label")


# --- fields


def is_there(name: str, scope: str, row: Row, caller: QueryCaller) -> bool:
    return any(
        value != "" and not (scope == LEAD and is_none_of_them(part, value))
        for part in parts_of(name, scope)
        for value in oracle.elements(read(part, scope, row, caller))
    )


def is_none_of_them(part: str, value: Any) -> bool:
    """A number of a lead is there when it is above 0 (spec §5.5), a custom field's at any."""
    return oracle.is_number(value) and value <= 0 and not part.startswith("custom.")


def parts_of(name: str, scope: str) -> tuple[str, ...]:
    """The fields that a name in a query asks about, one after the other."""
    statuses = STATUSES.get(scope, {})
    if name in statuses:
        return statuses[name]
    if scope == LEAD and name in lead_oracle.STATUSES:
        return lead_oracle.STATUS
    twins = {OPPORTUNITY: tuple(TWINS), STATUS_CHANGE: STATUS_CHANGE_TWINS, LEAD: LEAD_TWINS}
    if name in twins.get(scope, RELATED_TWINS):
        return TWINS[name]
    aliases = ALIASES if scope == OPPORTUNITY else ACTIVITY_ALIASES
    return (aliases.get(name, name),)


def key_of(part: str, caller: QueryCaller) -> str:
    """A custom field's key, by its name as well."""
    return caller.names.get(part, part)


def type_of(part: str, scope: str, caller: QueryCaller) -> str:
    if scope == OPPORTUNITY:
        return caller.type_of(key_of(part, caller))
    if scope == STATUS_CHANGE and not part.startswith("custom."):
        return STATUS_CHANGE_TYPES[part]
    if scope == LEAD:
        custom = part.startswith("custom.")
        return caller.type_of(key_of(part, caller)) if custom else lead_oracle.type_of(part)
    return "id" if part == "id" or part.endswith("_id") else "untyped"


def read(part: str, scope: str, row: Row, caller: QueryCaller) -> Any:
    if scope == OPPORTUNITY:
        return oracle.read(row, key_of(part, caller), caller)
    if scope == LEAD:
        return row.get(key_of(part, caller))
    if part == "date":
        dates = (row.get(name) for name in ("date", "activity_at", "date_created"))
        return next((value for value in dates if value is not None), None)
    return row.get(part)


def is_holds(name: str, op: str, value: Value, scope: str, row: Row, caller: QueryCaller) -> bool:
    if value == ("star",):
        return is_there(name, scope, row, caller)
    parts = parts_of(name, scope)
    if name in STATUSES.get(scope, {}):
        return status_holds(parts, value, scope, row, caller)
    if len(parts) == 2:
        return twin_holds(parts, value, scope, row, caller)
    values = oracle.elements(read(parts[0], scope, row, caller))
    field_type = type_of(parts[0], scope, caller)
    if field_type == "untyped" and value[0] in ("word", "phrase"):
        return untyped_holds(values, op, value, caller)
    if value[0] == "flag" and field_type in ("date", "datetime"):
        return (values != []) is value[1]
    return any(value_holds(one, field_type, op, value, caller) for one in values)


def status_holds(
    parts: tuple[str, ...], value: Value, scope: str, row: Row, caller: QueryCaller
) -> bool:
    """Label, type or id; `*` applies to the label (spec §5.3)."""
    types = ("label", "choice", "id")
    return any(
        value_holds(one, part_type, ":", value, caller)
        for part, part_type in zip(parts, types)
        for one in oracle.elements(read(part, scope, row, caller))
    )


def twin_holds(
    parts: tuple[str, ...], value: Value, scope: str, row: Row, caller: QueryCaller
) -> bool:
    """The id exactly or the name as text (spec §5.3); what is no text has no name."""
    owner, title = (read(part, scope, row, caller) for part in parts)
    if owner is not None and value_holds(owner, "id", ":", value, caller):
        return True
    titles = [one for one in oracle.elements(title) if isinstance(one, str)]
    return any(value_holds(one, "text", ":", value, caller) for one in titles)
