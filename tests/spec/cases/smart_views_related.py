"""`s_query`: `has_related` from leads to opportunities, contacts and other objects, and back."""

# Tables, laid out by hand:
# fmt: off
from typing import Any

from .lead_vocabulary import in_view, json_view, leads
from .s_queries import (
    CURRENT_USER,
    EXISTS,
    MATCH_ALL,
    Node,
    boolean,
    custom,
    every,
    field,
    local_date,
    moments,
    negated,
    numbers,
    reference,
    related,
    some,
    term,
    text,
    words,
)
from .vocabulary import MISSING, Case, rows

LEADS = leads("name contacts",
              ("a", "Acme", [{"id": "cont_1", "name": "Ann", "title": "CEO"},
                             {"id": "cont_2", "name": "Bob"}]),
              ("b", "Bluth", [{"id": "cont_3", "name": "Bob", "title": "CEO"}]),
              ("c", None, None), ("d", "Dunder", []))
DEALS = rows(
    "id lead_id status_type status_id user_id value date_won date_created note custom.cf_x",
    ("a1", "lead_a", "active", "stat_1", "user_1", 500, "2024-05-17", "2024-05-01T08:00:00Z", "red",
     "Web"),
    ("a2", "lead_a", "won", "stat_2", "user_2", 5, "2024-05-20", None, None, None),
    ("b1", "lead_b", "won", "stat_2", "user_1", 500, None, "2024-05-17T08:00:00Z", "big red",
     MISSING),
    ("c1", "lead_c", None, None, None, None, None, None, None, ["web", "fair"]),
    ("n", None, "active", "stat_1", "user_1", 500, "2024-05-17", None, "red", "Web"),
    ("u", "lead_unknown", "active", "stat_1", "user_1", 500, "2024-05-17", None, "red", "Web"),
)
"""lead_d has none, so it never shows."""
CALLS = rows("id lead_id contact_id direction duration answered user_id note date_created",
             ("call_1", "lead_a", "cont_1", "incoming", 30, True, "user_1", "Call back",
              "2024-05-17T08:00:00Z"),
             ("call_2", "lead_b", None, "Outbound", 90, False, "user_2", None, None),
             ("call_3", "lead_c", None, None, None, None, None, "back", "2024-05-01"),
             ("call_4", None, None, "incoming", 30, True, "user_1", "Call", None))


def view(name: str, s_query: Node, ids: str, why: str | None = None, **options: Any) -> Case:
    return in_view(name, LEADS, json_view(s_query), ids, why, objects=DEALS, **options)


def deal(*nodes: Node) -> Node:
    return related("opportunity", nodes[0] if len(nodes) == 1 else every(*nodes))


def on_deal(name: str, condition: Node) -> Node:
    return field(name, condition, "opportunity")


WON, DEAR = on_deal("status_type", term("won")), on_deal("value", numbers(gte=500))
OPPORTUNITIES = (
    view("any opportunity", deal(MATCH_ALL), "a1 a2 b1 c1"),
    view("no opportunity", negated(deal(MATCH_ALL)), "", "lead_d, which has none to show"),
    view("an opportunity won", deal(WON), "a1 a2 b1"),
    view("no opportunity won", negated(deal(WON)), "c1"),
    view("an opportunity not won", deal(negated(WON)), "a1 a2 c1", "a1 and c1 are not"),
    view("one opportunity that is both", deal(WON, DEAR), "b1", "a has one of each"),
    view("two opportunities", every(deal(WON), deal(DEAR)), "a1 a2 b1"),
    view("a status of opportunities", deal(on_deal("status_id", reference("status.opportunity",
                                                                          "stat_1"))), "a1 a2"),
    view("an opportunity of mine", deal(on_deal("user_id", CURRENT_USER)), "a1 a2 b1",
         user_id="user_1"),
    view("an opportunity with a value", deal(on_deal("value", EXISTS)), "a1 a2 b1"),
    view("an opportunity without a value", deal(negated(on_deal("value", EXISTS))), "c1"),
    view("a day of winning", deal(on_deal("date_won", moments(local_date("2024-05-17"),
                                                              local_date("2024-05-17", "end")))),
         "a1 a2"),
    view("a moment of creation", deal(on_deal("date_created", moments(local_date("2024-05-17")))),
         "b1"),
    view("a note of opportunities", deal(on_deal("note", words("red"))), "a1 a2 b1"),
    view("text over an opportunity", deal(text("red big")), "b1"),
    view("a custom field of opportunities", deal(custom("cf_x", term("web"))), "a1 a2 c1"),
    view("an id of an opportunity", deal({"type": "id", "value": "b1"}), "b1"),
    view("back to the lead", deal(WON, related("lead", field("name", words("bluth")),
                                               "opportunity")),
         "b1"),
    view("an expected value", deal(on_deal("expected_value", EXISTS)), "",
         "the confidence is missing everywhere"),
)

CONTACTS = (
    view("any contact", related("contact"), "a1 a2 b1"),
    view("no contact", negated(related("contact")), "c1"),
    view("one contact who is both", related("contact", every(
        field("name", words("bob"), "contact"), field("title", term("ceo"), "contact"))), "b1",
         "a's CEO is Ann"),
    view("a contact without a title", related("contact", negated(field("title", EXISTS,
                                                                       "contact"))),
         "a1 a2", "Bob"),
    view("a contact that was called", related("contact", related("activity.call", MATCH_ALL,
                                                                 "contact")),
         "a1 a2 b1", "Ann by contact_id; call_2 carries none, so its lead decides",
         related={"call": CALLS}),
    view("a contact that was not called",
         related("contact", negated(related("activity.call", MATCH_ALL, "contact"))), "a1 a2",
         "Bob of a", related={"call": CALLS}),
)


def on_call(name: str, at: str, condition: Node, ids: str, why: str | None = None,
            **options: Any) -> Case:
    node = related("activity.call", field(at, condition, "activity.call"))
    return view(name, node, ids, why, related={"call": CALLS}, **options)


ACTIVITIES = (
    view("any call", related("activity.call"), "a1 a2 b1 c1", related={"call": CALLS}),
    view("any call, by its short name", related("call"), "a1 a2 b1 c1", related={"call": CALLS}),
    view("no call", negated(related("call")), "a1 a2 b1 c1", related={"call": []}),
    on_call("an untyped term", "direction", term("outbound", "INCOMING"), "a1 a2 b1",
            "whole, in any case"),
    on_call("an untyped number", "duration", numbers(gt=30), "b1"),
    on_call("an untyped boolean", "answered", boolean(False), "b1", "c's is missing, not false"),
    on_call("an untyped text", "note", words("back"), "a1 a2 c1"),
    on_call("an untyped phrase", "note", words("call back", "phrase"), "a1 a2"),
    on_call("an untyped date", "date_created", moments(local_date("2024-05-10")), "a1 a2"),
    on_call("an untyped presence", "note", EXISTS, "a1 a2 c1"),
    on_call("an id of a related object", "user_id", reference("user", "user_2"), "b1"),
    on_call("an id of a related object is exact", "user_id", term("USER_2"), ""),
    on_call("me in a related object", "user_id", CURRENT_USER, "a1 a2", user_id="user_1"),
    view("two conditions on one call", related("call", every(
        field("direction", term("incoming"), "call"), field("duration", numbers(gt=30), "call"))),
         "",
         related={"call": CALLS}),
    view("a call or a contact", some(related("call", text("back")), related("contact",
                                                                            text("bob"))),
         "a1 a2 b1 c1", related={"call": CALLS}),
    view("a number on a text", related("call", field("note", numbers(gt=0), "call")), "",
         "between kinds every test is false", related={"call": CALLS}),
)

CASES = (*OPPORTUNITIES, *CONTACTS, *ACTIVITIES)
