"""Smart Views whole: the node bare or with what stands beside it, and as they are recorded."""

# Tables, laid out by hand:
# fmt: off
from typing import Any

from .lead_vocabulary import in_view, json_view, lead_query, leads, text_view
from .s_queries import (
    CURRENT_USER,
    EXISTS,
    MATCH_ALL,
    NOW,
    Node,
    custom,
    every,
    field,
    moments,
    negated,
    numbers,
    object_type,
    offset,
    reference,
    related,
    some,
    term,
    text,
    words,
)
from .trees import bare_phrase, both, has, member, no, number, phrase, scope, where
from .trees import term as bare_word
from .vocabulary import Case, answers, ask, rows

LEADS = leads("name status_id custom.cf_sector created_by date_created",
              ("a", "Acme", "stat_1", "medical", "user_1", "2024-05-10T09:00:00Z"),
              ("b", "Bluth", "stat_2", "Medical", "user_2", "2024-05-16T09:00:00Z"),
              ("c", None, None, None, None, None),
              ("d", "Dunder", "stat_1", "retail", "user_1", "2024-05-16T09:00:00Z"))
MEDICAL = custom("cf_sector", term("medical"))
BY_NAME = {"direction": "asc", "field": {"type": "regular_field", "object_type": "lead",
                                         "field_name": "display_name"}}


def view(name: str, s_query: Node, ids: str, why: str | None = None, **options: Any) -> Case:
    return in_view(name, LEADS, json_view(s_query), ids, why, **options)


FORMS = (
    view("a bare node", MEDICAL, "a b"),
    view("a node with a sort", {"query": MEDICAL, "sort": [BY_NAME]}, "a b", "it has no effect"),
    view("a node with an empty sort", {"query": MEDICAL, "sort": []}, "a b"),
    view("a node in query alone", {"query": MEDICAL}, "a b"),
    view("a node as it is recorded", {"query": MEDICAL, "results_limit": None, "sort": []}, "a b",
         "views recorded from the API carry this, too"),
    view("a negated node with a sort", {"query": negated(MEDICAL), "sort": []}, "c d"),
    view("match_all as it is recorded", {"type": "match_all", "negate": False}, "a b c d"),
    view("an and of nothing as it is recorded",
         {"query": {"type": "and", "negate": False, "queries": [
             {"type": "object_type", "object_type": "lead", "negate": False},
             {"type": "and", "negate": False, "queries": []}]},
          "results_limit": None, "sort": []}, "a b c d"),
)

TWICE = (
    ("a choice of one field", 'custom.cf_sector:"medical"', where("custom.cf_sector",
                                                                  phrase("medical")),
     MEDICAL, "a b"),
    ("a name", 'name:"acme"', where("name", phrase("acme")), field("name", words("acme")), "a"),
    ("not a name", "not name:acme", no(where("name", "acme")),
     negated(field("name", words("acme", "beginning_of_words"))), "b c d"),
    ("an id", "id:lead_a", where("id", "lead_a"), {"type": "id", "value": "lead_a"}, "a"),
    ("a word", "blu", bare_word("blu"), text("blu", "beginning_of_words"), "b"),
    ("a phrase", '"dunder"', bare_phrase("dunder"), text("dunder", "phrase"), "d"),
    ("what is there", "has:name", has("name"), field("name", EXISTS), "a b d"),
    ("a count", "contacts:0", where("contacts", number(0)), field("contacts",
                                                                  numbers(gte=0, lte=0)),
     "a b c d"),
    ("a status and a name", "status_id:stat_1 -name:acme",
     both(where("status_id", "stat_1"), no(where("name", "acme"))),
     every(field("status_id", reference("status.lead", "stat_1")), negated(field("name",
                                                                                 words("acme")))),
     "d"),
    ("a scope", "opportunity(id:b)", scope("opportunity", where("id", "b")),
     related("opportunity", {"type": "id", "value": "b"}), "b"),
)
PAIRS = tuple(
    case
    for name, query, tree, node, ids in TWICE
    for case in (
        in_view(f"{name}, as text", LEADS, text_view("save_1", query, tree), ids),
        in_view(f"{name}, as JSON", LEADS, json_view(node), ids),
        lead_query(LEADS, query, tree, ids, name=f"{name}, as a lead query"),
    )
)

RECORDED = (
    view("a follow-up view", {
        "query": every(
            object_type("lead"),
            every(
                some(field("status_id", reference("status.lead", "stat_1", "stat_9")),
                     field("created_by", CURRENT_USER)),
                field("date_created", moments(before=offset("past", NOW, "start", years=0, months=0,
                                                            weeks=0, days=3, hours=0, minutes=0,
                                                            seconds=0))),
            ),
        ), "results_limit": None, "sort": [],
    }, "a", "of stat_1 or user_2's own, and created before the 14th began",
         user_id="user_2", now="2024-05-17T12:00:00+00:00"),
    view("active opportunities without a call this week", {
        "query": every(
            related("opportunity", every(field("status_type", term("active"), "opportunity"))),
            negated(related("activity.call", field(
                "date_created", moments(offset("past", NOW, days=7)), "activity.call"))),
        ), "sort": [],
    }, "2 3", "lead_a has no active one, lead_b has; lead_d was called in the week",
         objects=rows("id lead_id status_type", ("1", "lead_a", "won"), ("2", "lead_b", "active"),
                      ("3", "lead_b", "won"), ("4", "lead_d", "active"), ("5", None, "active")),
         related={"call": rows("id lead_id date_created", ("1", "lead_b", "2024-05-01T00:00:00Z"),
                               ("2", "lead_d", "2024-05-16T00:00:00Z"))},
         now="2024-05-17T12:00:00+00:00"),
    view("match_all over no leads", MATCH_ALL, "", objects=rows("id lead_id", ("1", "lead_x"))),
)

DEALS = rows("id lead_id value user_id", ("1", "lead_a", 500, "user_1"),
             ("2", "lead_b", 700, "user_1"),
             ("3", "lead_d", 900, "user_2"), ("4", None, 1_100, "user_2"),
             ("5", "lead_b", None, "user_2"))
TOTALS = (
    answers("totals of a view", DEALS, {"lead_saved_search_id": "save_1"},
            {**ask(), "lead_view": "save_1"}, ids="1 2 5", total_results=3,
            total_value_one_time=1_200,
            options={"leads": LEADS, "saved_searches": [json_view(MEDICAL)[0]]}),
    answers("groups of a view", DEALS, {"lead_saved_search_id": "save_1", "_group_by": "user_id"},
            {**ask(group=("user_id", None, "asc")), "lead_view": "save_1"}, keys="user_1 user_2",
            groups={"user_1": {"ids": "1 2"}, "user_2": {"ids": "5"}},
            options={"leads": LEADS, "saved_searches": [json_view(MEDICAL)[0]]}),
)

IN_TEXT = (
    in_view("a view in JSON by way of a text", LEADS,
            text_view("save_1", "in:sector name:*", both(member("sector"), has("name"))), "a b",
            others=(json_view(MEDICAL, "save_2", "sector"),)),
    in_view("a negated view in JSON by way of a text", LEADS,
            text_view("save_1", "not in:sector", no(member("sector"))), "c d",
            others=(json_view({"query": MEDICAL, "sort": []}, "save_2", "sector"),)),
)

CASES = (*FORMS, *PAIRS, *RECORDED, *TOTALS, *IN_TEXT)
