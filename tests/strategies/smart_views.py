"""Hypothesis strategies: `s_query` JSON over a world of leads, Smart Views, and hostile JSON.

Values come from the data or lie next to it. What spec §12 leaves open is not drawn: conditions on
types that do not take them, ends of a number range that leave nothing between them, and presence
of fields that ask an id and a name.
"""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from oracle import lead_oracle, oracle, query_oracle
from oracle.query_oracle import LEAD, OPPORTUNITY, STATUS_CHANGE

from strategies import lead_worlds, list_requests, query_texts, query_trees
from strategies.lead_worlds import SCOPES, LeadWorld
from strategies.list_requests import DECLARED, UNTYPED, mostly
from strategies.query_trees import CLOSED, COUNTS, Target, runs

Node = dict[str, Any]
ACTIVITIES = ("call", "task")
ABOUT_USERS = ("user_id", "created_by", "updated_by", "custom.cf_owner")
UNITS = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")
PERIODS = (
    *("today", "yesterday", "tomorrow"),
    *(
        f"{name}-{u}"
        for name in ("this", "last", "next")
        for u in ("week", "month", "quarter", "year")
    ),
)


# --- trees


@st.composite
def nodes(draw: st.DrawFn, world: LeadWorld, scope: str = LEAD, depth: int = 3) -> Node:
    """A node that may stand on an object of the scope, negated sometimes."""
    kinds = ("leaf", "leaf", "and", "or", "related") if depth else ("leaf",)
    kind = draw(st.sampled_from(kinds))
    if kind == "leaf":
        node = draw(leaves(world, scope))
    elif kind == "related":
        node = draw(related(world, scope, depth))
    else:
        below = nodes(world, scope, depth - 1)
        node = {"type": kind, "queries": draw(st.lists(below, max_size=3))}
    return {**node, **draw(st.sampled_from(({}, {}, {"negate": False}, {"negate": True})))}


@st.composite
def related(draw: st.DrawFn, world: LeadWorld, scope: str, depth: int) -> Node:
    kind = draw(st.sampled_from([name for name in SCOPES[scope] if name != STATUS_CHANGE]))
    inner = draw(nodes(world, kind, depth - 1))
    this, that = draw(kind_names(scope)), draw(kind_names(kind))
    return {
        "type": "has_related",
        "this_object_type": this,
        "related_object_type": that,
        "related_query": inner,
    }


def kind_names(scope: str) -> st.SearchStrategy[str]:
    names = (scope, f"activity.{scope}") if scope in ACTIVITIES else (scope,)
    return st.sampled_from(names)


def leaves(world: LeadWorld, scope: str) -> st.SearchStrategy[Node]:
    field = targets(world, scope).flatmap(lambda one: field_conditions(one, scope))
    rare = [trivial(scope), texts(world, scope)]
    return mostly(field, st.one_of(*rare, *([ids(world, scope)] if has_ids(world, scope) else ())))


def has_ids(world: LeadWorld, scope: str) -> bool:
    """Whether `id` is a field: `related` objects have one only if some of them carry it."""
    rows = world.related.get(scope)
    return not rows or any("id" in row for row in rows)


def trivial(scope: str) -> st.SearchStrategy[Node]:
    types = st.sampled_from((scope, scope, LEAD, OPPORTUNITY, "call", "nothing"))
    kind = types.map(lambda name: {"type": "object_type", "object_type": name})
    return st.one_of(st.just({"type": "match_all"}), kind)


def ids(world: LeadWorld, scope: str) -> st.SearchStrategy[Node]:
    known = [row["id"] for row in world.objects(scope) if row.get("id") is not None]
    one = st.sampled_from((*known, "nobody_1"))
    several = st.lists(one, max_size=3).map(lambda values: {"type": "id", "values": values})
    return st.one_of(one.map(lambda value: {"type": "id", "value": value}), several)


def texts(world: LeadWorld, scope: str) -> st.SearchStrategy[Node]:
    found = [text for row in world.objects(scope) for text in query_oracle.searched(scope, row)]
    return text_conditions(tuple(found))


# --- fields


def targets(world: LeadWorld, scope: str) -> st.SearchStrategy[Target]:
    return st.sampled_from(fields_of(world, scope)).map(lambda name: target(world, scope, name))


def fields_of(world: LeadWorld, scope: str) -> tuple[str, ...]:
    customs = (*DECLARED, *UNTYPED, "custom.cf_nowhere")
    if scope == LEAD:
        carried = query_trees.carried_by_leads(world)
        return (*lead_oracle.TYPES, *COUNTS, *carried, *customs)
    if scope == OPPORTUNITY:
        return (*oracle.FIELD_TYPES, *customs)
    names = sorted({name for row in world.objects(scope) for name in row} - {"emails", "phones"})
    return tuple(names) or ("id", "nothing")


def target(world: LeadWorld, scope: str, name: str) -> Target:
    """A field by its own name, which stands for no other."""
    caller = world.oracle_caller()
    counted = scope == LEAD and name in COUNTS
    values = tuple(
        value
        for row in world.seen(scope)
        for value in oracle.elements(query_oracle.read(name, scope, row, caller))
    )
    field_type = "number" if counted else query_oracle.type_of(name, scope, caller)
    return Target(name, field_type, values, world.relative)


@st.composite
def field_conditions(draw: st.DrawFn, one: Target, scope: str) -> Node:
    condition = draw(conditions(one))
    if one.name.startswith("custom."):
        field = {"type": "custom_field", "custom_field_id": one.name.removeprefix("custom.")}
    else:
        kind = draw(kind_names(scope))
        field = {"type": "regular_field", "object_type": kind, "field_name": one.name}
    return {"type": "field_condition", "field": field, "condition": condition}


def conditions(one: Target) -> st.SearchStrategy[Node]:
    makers = {
        "id": id_conditions,
        "choice": terms,
        "label": terms,
        "text": lambda one: st.one_of(text_conditions(one.strings), terms(one)),
        "number": number_ranges,
        "date": moment_ranges,
        "datetime": moment_ranges,
        "boolean": booleans,
        "untyped": untyped,
    }
    own = makers[one.type](one)
    return own if one.name in query_oracle.TWINS else mostly(own, st.just({"type": "exists"}))


def id_conditions(one: Target) -> st.SearchStrategy[Node]:
    known = st.lists(st.sampled_from((*one.strings, "nobody_1", "USER_A")), max_size=3)
    reference = known.map(
        lambda values: {"type": "reference", "reference_type": "user", "object_ids": values}
    )
    choices = [reference, known.map(lambda values: {"type": "term", "values": values})]
    if one.name in ABOUT_USERS:
        choices.append(st.just({"type": "current_user"}))
    return st.one_of(choices)


def terms(one: Target) -> st.SearchStrategy[Node]:
    pool = CLOSED.get(one.name, (*one.strings, "nothing", "won"))
    spelled = st.sampled_from(pool).flatmap(
        lambda text: st.sampled_from((text, text, text.upper(), text.title()))
    )
    return st.lists(spelled, max_size=3).map(lambda values: {"type": "term", "values": values})


@st.composite
def text_conditions(draw: st.DrawFn, found: tuple[str, ...]) -> Node:
    pool = [text for text in found if oracle.words_of(text)]
    text = draw(runs(draw(st.sampled_from((*pool, *pool, *list_requests.NOTES[:3])))))
    mode = draw(st.sampled_from(("full_words", "phrase", "beginning_of_words")))
    words = oracle.words_of(text)
    if mode != "phrase" and draw(st.booleans()):
        text = " ".join(reversed(words))
    if mode == "beginning_of_words" and draw(st.booleans()):
        text = " ".join(word[:2] for word in words)
    return {"type": "text", "mode": mode, "value": text}


def booleans(one: Target) -> st.SearchStrategy[Node]:
    return st.booleans().map(lambda value: {"type": "boolean", "value": value})


def untyped(one: Target) -> st.SearchStrategy[Node]:
    """Any condition; no text that reads as a number or a date."""
    strings = tuple(text for text in one.strings if oracle.words_of(text))
    plain = tuple(text for text in strings if not any(character.isdigit() for character in text))
    words = Target(one.name, one.type, plain)
    return st.one_of(
        number_ranges(one),
        moment_ranges(one),
        booleans(one),
        terms(words),
        text_conditions(plain),
    )


@st.composite
def number_ranges(draw: st.DrawFn, one: Target) -> Node:
    numbers = query_trees.some_number(one)
    low, high = sorted((draw(numbers), draw(numbers)))
    ends = draw(
        st.sampled_from((("gte", "lte"), ("gte",), ("gt",), ("lt",), ("lte",), ("gt", "lte")))
    )
    if low == high:
        ends = ends[:1]
    values = {name: low if name.startswith("g") else high for name in ends}
    rest = {name: None for name in ("gt", "gte", "lt", "lte") if name not in values}
    node = {"type": "number_range", **{name: in_json(value) for name, value in values.items()}}
    return {**node, **draw(st.sampled_from(({}, rest)))}


def in_json(number: Any) -> int | float:
    return int(number) if number == int(number) else float(number)


# --- moments


def moment_ranges(one: Target) -> st.SearchStrategy[Node]:
    moment = st.one_of(st.none(), moments(one), moments(one))
    return st.builds(
        lambda first, end: {"type": "moment_range", "on_or_after": first, "before": end},
        moment,
        moment,
    )


@st.composite
def moments(draw: st.DrawFn, one: Target, depth: int = 1) -> Node:
    kinds = ("now", "date", "period", "relative", "relative", "offset")
    kind = draw(st.sampled_from(kinds))
    which = draw(st.sampled_from(("start", "end")))
    if kind == "now":
        return {"type": "now"}
    if kind == "date":
        day = draw(list_requests.days(query_trees.pretended(one), "x"))
        return {"type": "fixed_local_date", "value": day.isoformat(), "which": which}
    if kind == "period":
        name = draw(st.sampled_from(PERIODS))
        return {"type": "start_end_of_predefined_relative_period", "range": name, "which": which}
    if kind == "relative" and one.relative:
        return draw(day_ends(as_offset(draw(st.sampled_from(one.relative)))))
    return draw(offsets(one, depth))


def as_offset(relative: tuple[Any, ...]) -> Node:
    """The moment that an age means."""
    name, count, unit = relative
    units = {"months": 3 * count} if unit == "quarter" else {f"{unit}s": count}
    return {"type": "offset", "direction": "past" if name == "ago" else "future", "offset": units}


@st.composite
def offsets(draw: st.DrawFn, one: Target, depth: int) -> Node:
    amounts = st.dictionaries(st.sampled_from(UNITS), st.integers(0, 3), max_size=3)
    every = amounts.map(lambda units: {**dict.fromkeys(UNITS, 0), **units})
    node: Node = {
        "type": "offset",
        "direction": draw(st.sampled_from(("past", "future"))),
        "offset": draw(st.one_of(amounts, every)),
    }
    if depth and draw(st.booleans()):
        node["moment"] = draw(moments(one, depth - 1))
    return draw(day_ends(node))


def day_ends(node: Node) -> st.SearchStrategy[Node]:
    ends = ({}, {}, {"which_day_end": "start"}, {"which_day_end": "end"})
    return st.sampled_from(ends).map(lambda end: {**node, **end})


# --- views


@st.composite
def s_queries(draw: st.DrawFn, world: LeadWorld, depth: int = 3) -> Node:
    """The bare node, or with what stands beside it."""
    node = draw(nodes(world, depth=depth))
    beside = {"query": node, "sort": []}
    return draw(st.sampled_from((node, beside, {**beside, "results_limit": None}, {"query": node})))


@st.composite
def viewed_worlds(draw: st.DrawFn, most: int = 3) -> LeadWorld:
    """A world with Smart Views, of which each may ask about those before it."""
    world = draw(lead_worlds.worlds())
    for number in range(draw(st.integers(1, most))):
        key, name = f"save_{number}", f"View {number}"
        view: Node = {"id": key, "name": name, "query": None, "s_query": None}
        if draw(st.booleans()):
            tree = draw(query_trees.queries(world, LEAD, depth=2))
            view["query"] = draw(query_texts.texts_of(tree).filter(str.strip))
            world = replace(world, trees={**world.trees, key: tree})
        else:
            view["s_query"] = draw(s_queries(world, depth=2))
        world = replace(world, saved_searches=[*world.saved_searches, view])
    return world


# --- what is hardly a lead or a view


def any_leads() -> st.SearchStrategy[Any]:
    """Things that are hardly leads, each with the id of one now and then."""
    names = st.sampled_from((*lead_oracle.TYPES, *DECLARED, *UNTYPED, "extra"))
    wrong = st.dictionaries(names, list_requests.any_values(), max_size=4)
    owned = st.dictionaries(names, list_requests.any_values(), max_size=3).map(
        lambda lead: {**lead, "id": "lead_1"}
    )
    return st.lists(
        list_requests.either(wrong, owned, owned, list_requests.any_values()), max_size=3
    )


def any_views() -> st.SearchStrategy[Any]:
    """Things that are hardly Smart Views, in a list or by the id that is asked for."""
    members = st.sampled_from(("id", "name", "query", "s_query", "type"))
    values = st.one_of(list_requests.any_values(), st.sampled_from(("save_x", "*", "in:save_x")))
    view = st.dictionaries(members, values, max_size=4)
    asked = view.map(lambda one: {**one, "id": "save_x"})
    listed = st.lists(list_requests.either(view, asked, list_requests.any_values()), max_size=3)
    mapped = st.dictionaries(st.just("save_x"), st.one_of(view, list_requests.any_values()))
    return st.one_of(listed, mapped)
