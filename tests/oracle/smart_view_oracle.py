"""The dumbest reading of Smart Views: the ids of leads, a tree for a text, JSON as it stands.

`selected` and `answer` take requests of `query_oracle` with three more members, each optional:
"lead_query" (a query on leads), "lead_view" (the id of a Smart View) and "views" (for each view
with a text, by its id, the query that its author means). Decided here:

- A view is known by its name in any case, one without a name by its id.
- `sort` of a view has no effect; nor has a `results_limit` of null.
- Words of a `text` are those of spec §5.2, without wildcards; over all texts of the object, and
  over a list, each word may stand in another one.
- A `number_range` or `moment_range` holds for a list when one element lies in it.
- The calendar moves first, years and months together, then weeks and days, then hours, minutes and
  seconds move the instant; `which_day_end` is the start or end of the local day of the result.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from oracle import oracle, query_oracle
from oracle.query_oracle import LEAD, Chain, Data, Query, QueryCaller, Request, Row

Node = Mapping[str, Any]
View = Mapping[str, Any] | Sequence[str]
SECONDS = {"hours": 3_600, "minutes": 60, "seconds": 1}
DAYS = {"weeks": 7, "days": 1}
MONTHS = {"years": 12, "months": 1}


# --- requests


def answer(objects: Iterable[Row], request: Request, **arguments: Any) -> dict[str, Any]:
    arguments = oracle.plain(arguments)
    rows, data = asked(oracle.plain(list(objects)), request, arguments)
    return query_oracle.answer(rows, request, data=data, **arguments)


def selected(objects: Iterable[Row], request: Request, **arguments: Any) -> list[Row]:
    arguments = oracle.plain(arguments)
    rows, data = asked(oracle.plain(list(objects)), request, arguments)
    return query_oracle.selected(rows, request, data=data, **arguments)


def kept(objects: Sequence[Row], request: Request, *, schema: str, **arguments: Any) -> list[Row]:
    """The objects of a kind for which the "query" holds, as a compiled one tells."""
    opportunities = list(objects) if schema == query_oracle.OPPORTUNITY else []
    _, data, caller = known(opportunities, request, arguments)
    return [
        row
        for row in objects
        if query_oracle.holds(request["query"], ((schema, row),), data, caller)
    ]


def asked(
    objects: list[Row], request: Request, arguments: dict[str, Any]
) -> tuple[list[Row], Data]:
    """The opportunities whose lead passes, and all that scopes may look at."""
    views, data, caller = known(objects, request, arguments)
    tree, view = request.get("lead_query"), request.get("lead_view")
    rows = objects
    if tree is not None:
        rows = [row for row in rows if query_oracle.matches(of_lead(tree), row, data, caller)]
    if view is not None:
        rows = [row for row in rows if lead_is_in(view, views, row, data, caller)]
    return rows, data


def known(
    opportunities: list[Row], request: Request, arguments: dict[str, Any]
) -> tuple["Views", Data, QueryCaller]:
    """What the arguments give: the views, the objects of every scope, and the caller."""
    views = views_of(arguments.pop("saved_searches", None), request)
    data = Data(
        tuple(arguments.pop("status_changes", ())),
        arguments.pop("related", {}),
        tuple(arguments.pop("leads", ())),
        opportunities,
        partial(is_in, views),
    )
    return views, data, query_oracle.caller_of(**arguments)


def of_lead(tree: Query) -> Query:
    return "scope", LEAD, tree


def lead_is_in(
    view: str, views: "Views", opportunity: Row, data: Data, caller: QueryCaller
) -> bool:
    """Ids need no lead; else it is given, and in the view."""
    owner = opportunity.get("lead_id")
    if not isinstance(views.by_id[view], Mapping):
        return owner in views.by_id[view]
    leads = [lead for lead in data.leads if owner is not None and lead.get("id") == owner]
    return any(is_member(view, views, lead, data, caller) for lead in leads)


# --- views


@dataclass(frozen=True)
class Views:
    """The Smart Views by id, and the trees that their texts mean."""

    by_id: Mapping[str, View]
    trees: Mapping[str, Query]

    def id_of(self, name: str) -> str:
        names = {
            (view.get("name") or key if isinstance(view, Mapping) else key).casefold(): key
            for key, view in self.by_id.items()
        }
        return names[name.casefold()]


def views_of(saved_searches: Any, request: Request) -> Views:
    given = saved_searches or {}
    by_id = given if isinstance(given, Mapping) else {view["id"]: view for view in given}
    return Views(by_id, request.get("views", {}))


def is_in(views: Views, name: str, lead: Row, data: Data, caller: QueryCaller) -> bool:
    return is_member(views.id_of(name), views, lead, data, caller)


def is_member(key: str, views: Views, lead: Row, data: Data, caller: QueryCaller) -> bool:
    view = views.by_id[key]
    if not isinstance(view, Mapping):
        return lead.get("id") in view
    chain = ((LEAD, lead),)
    if view.get("query"):
        return query_oracle.holds(views.trees[key], chain, data, caller)
    return s_query_holds(view["s_query"], chain, data, caller)


def s_query_holds(s_query: Node, chain: Chain, data: Data, caller: QueryCaller) -> bool:
    """The node itself, or with what stands beside it in a view."""
    node = s_query if "type" in s_query else s_query["query"]
    return node_holds(node, chain, data, caller)


# --- nodes


def node_holds(node: Node, chain: Chain, data: Data, caller: QueryCaller) -> bool:
    return plain_holds(node, chain, data, caller) is not bool(node.get("negate"))


def plain_holds(node: Node, chain: Chain, data: Data, caller: QueryCaller) -> bool:
    kind = node["type"]
    scope, row = chain[-1]
    if kind == "and":
        return all(node_holds(each, chain, data, caller) for each in node["queries"])
    if kind == "or":
        return any(node_holds(each, chain, data, caller) for each in node["queries"])
    if kind == "match_all":
        return True
    if kind == "object_type":
        return kind_named(node["object_type"]) == scope
    if kind == "id":
        ids = node["values"] if node.get("values") is not None else [node["value"]]
        return row.get("id") in ids
    if kind == "text":
        return text_holds(query_oracle.searched(scope, row), node["mode"], node["value"])
    if kind == "has_related":
        return has_related(node, chain, data, caller)
    if kind == "field_condition":
        row = query_oracle.seen(scope, row, data)
        return field_holds(name_of(node["field"]), node["condition"], scope, row, caller)
    raise ValueError(f"no such node: {node}")


def kind_named(name: str) -> str:
    return name.removeprefix("activity.")


def has_related(node: Node, chain: Chain, data: Data, caller: QueryCaller) -> bool:
    kind = kind_named(node["related_object_type"])
    return any(
        node_holds(node["related_query"], query_oracle.inside(chain, kind, child), data, caller)
        for child in query_oracle.children(kind, chain, data)
    )


def text_holds(texts: Sequence[str], mode: str, value: str) -> bool:
    if mode == "phrase":
        return any(oracle.has_phrase(text, value) for text in texts)
    test = {"full_words": oracle.has_phrase, "beginning_of_words": oracle.has_word}[mode]
    return all(any(test(text, word) for text in texts) for word in oracle.words_of(value))


# --- conditions on a field


def name_of(field: Mapping[str, Any]) -> str:
    if field["type"] == "custom_field":
        return f"custom.{field['custom_field_id']}"
    return str(field["field_name"])


def field_holds(name: str, condition: Node, scope: str, row: Row, caller: QueryCaller) -> bool:
    field_type = query_oracle.type_of(name, scope, caller)
    kind = condition["type"]
    if kind == "exists":
        return exists(name, scope, row, caller)
    values = oracle.elements(query_oracle.read(name, scope, row, caller))
    if kind == "text":
        texts = [one for one in values if is_text(one, field_type)]
        return text_holds(texts, condition["mode"], condition["value"])
    return any(value_holds(one, field_type, condition, caller) for one in values)


def exists(name: str, scope: str, row: Row, caller: QueryCaller) -> bool:
    """As `has:`, of the id alone where a query asks the name, too."""
    values = oracle.elements(query_oracle.read(name, scope, row, caller))
    return any(
        one != "" and not (scope == LEAD and query_oracle.is_none_of_them(name, one))
        for one in values
    )


def is_text(one: Any, field_type: str) -> bool:
    return isinstance(one, str) and (field_type != "untyped" or oracle.kind_of(one) == "text")


def value_holds(one: Any, field_type: str, condition: Node, caller: QueryCaller) -> bool:
    kind = condition["type"]
    if kind == "boolean":
        return one is condition["value"]
    if kind == "current_user":
        return bool(one == caller.user_id)
    if kind == "reference":
        return one in condition["object_ids"]
    if kind == "term":
        return any(is_same(one, text, field_type) for text in condition["values"])
    if kind == "number_range":
        return oracle.is_number(one) and in_number_range(one, condition)
    if kind == "moment_range":
        return in_moment_range(one, field_type, condition, caller)
    raise ValueError(f"no such condition: {condition}")


def is_same(one: Any, text: str, field_type: str) -> bool:
    if not isinstance(one, str) or field_type == "id":
        return bool(one == text)
    return one.casefold() == text.casefold()


def in_number_range(one: Any, condition: Node) -> bool:
    return all(
        oracle.compare(
            oracle.decimal(one), op, oracle.decimal(end), oracle.decimal(end), number=True
        )
        for name, op in (("gt", ">"), ("gte", ">="), ("lt", "<"), ("lte", "<="))
        for end in oracle.elements(condition.get(name))
    )


# --- moments


def in_moment_range(one: Any, field_type: str, condition: Node, caller: QueryCaller) -> bool:
    kind = oracle.kind_of(one) if field_type == "untyped" else field_type
    if kind not in ("date", "datetime"):
        return False
    first, end = (
        None if condition.get(name) is None else moment(condition[name], caller)
        for name in ("on_or_after", "before")
    )
    x = oracle.instant_of(one)
    if kind == "date":
        x = oracle.day_of(one)
        first, end = (None if m is None else oracle.local_day(m, caller.tz) for m in (first, end))
    return (first is None or x >= first) and (end is None or x < end)


def moment(spec: Node, caller: QueryCaller) -> int:
    """Microseconds since 1970 UTC."""
    kind = spec["type"]
    if kind == "now":
        return oracle.microseconds_of_now(caller)
    if kind == "fixed_local_date":
        day = date.fromisoformat(spec["value"]).toordinal()
        return oracle.midnight(day + (spec["which"] == "end"), caller.tz)
    if kind == "start_end_of_predefined_relative_period":
        days = oracle.days_of(tuple(spec["range"].split("-")), "=", caller)
        return oracle.midnight(days[spec["which"] == "end"], caller.tz)
    if kind == "offset":
        return offset_moment(spec, caller)
    raise ValueError(f"no such moment: {spec}")


def offset_moment(spec: Node, caller: QueryCaller) -> int:
    base = moment(spec.get("moment") or {"type": "now"}, caller)
    sign = -1 if spec["direction"] == "past" else 1
    moved = moved_by(base, sign, spec["offset"], caller)
    if spec.get("which_day_end") is None:
        return moved
    day = oracle.local_day(moved, caller.tz)
    return oracle.midnight(day + (spec["which_day_end"] == "end"), caller.tz)


def moved_by(base: int, sign: int, offset: Mapping[str, Any], caller: QueryCaller) -> int:
    months, days, seconds = (
        sum(sign * size * (offset.get(unit) or 0) for unit, size in units.items())
        for units in (MONTHS, DAYS, SECONDS)
    )
    if months or days:
        wall = oracle.local_wall(base, caller.tz)
        base = oracle.at(later(wall, months) + timedelta(days=days), caller.tz)
    return base + seconds * 1_000_000


def later(wall: Any, months: int) -> Any:
    """So many months on, clipped to the end of the month."""
    year, month = divmod(wall.year * 12 + wall.month - 1 + months, 12)
    length = oracle.monthrange(year, month + 1)[1]
    return wall.replace(year=year, month=month + 1, day=min(wall.day, length))
