"""`lead_query` beside other parameters; opportunities without a lead; `sort:`, `slice:`, `in:`."""

# Tables, laid out by hand:
# fmt: off
from typing import Any

from .lead_vocabulary import json_view, lead_query, leads, saved, text_view
from .trees import ALL, ME, Tree, both, either, has, member, no, number, scope, term, where
from .vocabulary import Case, answers, ask, rows, selects

LEADS = leads("name created_by", ("a", "Acme", "user_1"), ("b", "Bluth", "user_2"),
              ("c", None, None),
              ("d", "Acme Labs", None))
DEALS = rows(
    "id lead_id user_id value status_type lead_name",
    ("1", "lead_a", "user_1", 1_000, "won", "Acme"),
    ("2", "lead_b", "user_2", 2_000, "won", "Bluth"),
    ("3", None, "user_1", 4_000, "won", "Acme"),
    ("4", "lead_d", "user_1", 8_000, "active", None),
    ("5", "lead_unknown", "user_2", 16_000, "won", "Acme"),
    ("6", "lead_c", "user_1", 32_000, "active", None),
    ("7", "lead_a", "user_2", None, "lost", "Acme"),
)
"""3 has no lead, and that of 5 was not given, though both carry the name of one."""
ACME = where("name", "acme")


def asks(name: str, params: dict[str, str], tree: Tree | None, ids: str, why: str | None = None, *,
         query: Tree = ALL, where: tuple[Any, ...] = (), order: Any = ()) -> Case:
    request = {**ask(*where, order=order), "query": query}
    if tree is not None:
        request["lead_query"] = tree
    return selects(name, DEALS, params, request, why=why, options={"leads": LEADS}, ids=ids)


BESIDE = (
    asks("a lead query", {"lead_query": "name:acme"}, ACME, "1 4 7",
         "3 and 5 carry the lead's name, and no lead that is here"),
    asks("a negated lead query", {"lead_query": "not name:acme"}, no(ACME), "2 6",
         "neither 3 nor 5: there is no lead that has another name"),
    asks("everything", {"lead_query": "*"}, ALL, "1 2 4 6 7"),
    asks("an empty lead query is not given", {"lead_query": ""}, None, "1 2 3 4 5 6 7"),
    asks("spaces match every lead that is here", {"lead_query": "  "}, ALL, "1 2 4 6 7",
         "a text without a condition, like *"),
    asks("beside a parameter", {"lead_query": "name:acme", "status_type": "won"}, ACME, "1",
         where=(("equals", "status_type", "won"),)),
    asks("beside a query", {"lead_query": "name:acme", "query": "not status:won"}, ACME, "4 7",
         query=no(where("status", "won"))),
    asks("beside lead_id", {"lead_query": "not name:bluth", "lead_id": "lead_a"},
         no(where("name", "bluth")), "1 7", where=(("equals", "lead_id", "lead_a"),)),
    asks("beside lead_id that is null", {"lead_query": "*", "lead_id": ""}, ALL, "",
         where=(("null", "lead_id"),)),
    asks("in the order of opportunities", {"lead_query": "*", "_order_by": "-value"}, ALL,
         "6 4 2 1 7", order=(("value", "desc"),)),
    asks("a lead query or a condition of its own",
         {"query": "lead(name:acme) or value >= 16000"}, None, "1 4 5 6 7",
         query=either(scope("lead", ACME), where("value", number(16_000), ">="))),
    asks("not lead in query", {"query": "not lead(name:acme)"}, None, "2 3 5 6",
         "in query, not lead(...) is true of 3 and 5", query=no(scope("lead", ACME))),
    asks("lead as a condition and lead as a scope", {"query": "lead:acme lead(name:acme)"}, None,
         "1 7", query=both(where("lead", "acme"), scope("lead", ACME))),
    asks("beside a query on another lead", {"lead_query": "name:acme", "query": "lead(name:bluth)"},
         ACME, "", query=scope("lead", where("name", "bluth"))),
    asks("two sides of one lead", {"lead_query": "name:acme", "query": "lead(name:labs)"},
         ACME, "4", query=scope("lead", where("name", "labs"))),
)

TOTALS = (
    answers("totals are those of the matches", DEALS, {"lead_query": "name:acme"},
            {**ask(), "lead_query": ACME}, options={"leads": LEADS}, ids="1 4 7",
            total_results=3, total_value_one_time=9_000),
    answers("groups and pages", DEALS, {"lead_query": "*", "_group_by": "user_id", "_limit": "2"},
            {**ask(group=("user_id", None, "asc"), limit=2), "lead_query": ALL},
            options={"leads": LEADS}, keys="user_1", total_results=5,
            why="user_1 has 1, 4 and 6, of which the page shows two",
            groups={"user_1": {"ids": "1 4", "total_results": 3}}),
    answers("a negated one has totals, too", DEALS, {"lead_query": "-name:acme", "_limit": "0"},
            {**ask(limit=0), "lead_query": no(ACME)}, options={"leads": LEADS}, ids="",
            total_results=2, total_value_one_time=34_000),
)


def sliced(text: str, tree: Tree, ids: str, why: str | None = None) -> Case:
    return lead_query(LEADS, text, tree, ids, why, objects=DEALS)


SORT_AND_SLICE = (
    sliced("sort:name", ALL, "1 2 4 6 7", "it has no effect: the order is that of opportunities"),
    sliced("sort:-contacts,-created name:acme", ACME, "1 4 7"),
    sliced("name:acme sort:display_name", ACME, "1 4 7"),
    sliced("slice:1/2", ("slice", 1, 2), "4 6",
           "md5(\"lead_c\") begins 8caf0e72 and that of lead_d 067745fa, even; those of lead_a and "
           "lead_b, 04ab265b and 2efc1839, odd"),
    sliced("slice:2/2", ("slice", 2, 2), "1 2 7"),
    sliced("slice:1/1", ("slice", 1, 1), "1 2 4 6 7"),
    sliced("slice:1/2 name:acme", both(("slice", 1, 2), ACME), "4"),
    sliced("name:acme slice:2/2 sort:created", both(("slice", 2, 2), ACME), "1 7"),
)

VIEWS = (
    text_view("save_1", "name:acme", ACME, "My leads"),
    text_view("save_2", 'not in:"my leads"', no(member("my leads")), "The rest"),
    json_view({"type": "field_condition",
               "field": {"type": "regular_field", "object_type": "lead", "field_name": "name"},
               "condition": {"type": "exists"}}, "save_3", "Named"),
    text_view("save_4", "created_by:me", where("created_by", ME), "Mine"),
    text_view("save_5", "slice:1/2 sort:created", ("slice", 1, 2), "Half"),
)


def viewed(text: str, tree: Tree, ids: str, why: str | None = None, *, needs: str) -> Case:
    return lead_query(LEADS, text, tree, ids, why, objects=DEALS, user_id="user_2",
                      views=[each for each in VIEWS if each[0]["id"][-1] in needs])


IN = (
    viewed('in:"My leads"', member("My leads"), "1 4 7", needs="1"),
    viewed('in:"MY LEADS"', member("MY LEADS"), "1 4 7", "names in any case", needs="1"),
    viewed('in : "my leads" labs', both(member("my leads"), term("labs")), "4", needs="1"),
    viewed('not in:"my leads"', no(member("my leads")), "2 6", needs="1"),
    viewed('-in:"my leads" or labs', either(no(member("my leads")), term("labs")), "2 4 6",
           needs="1"),
    viewed('in:"the rest"', member("the rest"), "2 6", "by way of the other view", needs="12"),
    viewed('in:"the rest" in:named', both(member("the rest"), member("named")), "2",
           "a view in JSON, its name a word", needs="123"),
    viewed("in:mine", member("mine"), "2", "me is who asks", needs="4"),
    viewed("in:half", member("half"), "4 6", "the slice of a view", needs="5"),
    viewed("in:half or has:name", either(member("half"), has("name")), "1 2 4 6 7", needs="5"),
    selects("in a view by lead(...) in query", DEALS, {"query": 'lead(in:"my leads") status:won'},
            {**ask(), "query": both(scope("lead", member("my leads")), where("status", "won")),
             "views": {"save_1": ACME}}, ids="1",
            options={"leads": LEADS, **saved(VIEWS[:1])}),
    selects("in a view of ids, by its id", DEALS, {"lead_query": "in:save_9"},
            {**ask(), "lead_query": member("save_9")}, ids="1 6 7",
            why="a collection of ids has no name, so it goes by its id",
            options={"leads": LEADS, "saved_searches": {"save_9": ["lead_a", "lead_c"]}}),
    selects("not in a view of ids", DEALS, {"lead_query": "not in:save_9"},
            {**ask(), "lead_query": no(member("save_9"))}, ids="2 4",
            options={"leads": LEADS, "saved_searches": {"save_9": ["lead_a", "lead_c"]}}),
)

CASES = (*BESIDE, *TOTALS, *SORT_AND_SLICE, *IN)
