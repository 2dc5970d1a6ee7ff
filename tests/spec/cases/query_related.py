"""Scopes over other objects of the caller's: `call(...)`, `task(...)`, and scopes in scopes."""

# Tables, laid out by hand:
# fmt: off
from collections.abc import Mapping
from typing import Any

from .trees import (
    ALL,
    ME,
    STAR,
    Tree,
    any_of,
    bare_phrase,
    both,
    changed,
    either,
    has,
    no,
    phrase,
    query,
    scope,
    term,
    terms,
    where,
)
from .vocabulary import MISSING, Case, Row, columns, rows

NOON = {"now": "2024-05-15T12:20:00+00:00"}
DEALS = rows("id lead_id note", ("a", "lead_1", "x"), ("b", "lead_1", None), ("c", "lead_2", "x"),
             ("d", None, None), ("e", "lead_3", None))
"""a and b are two opportunities of one lead; d has no lead."""
CALLS = rows(
    "id opportunity_id lead_id direction duration user_id user_name note date_created answered",
    ("call_1", "a", "lead_1", "incoming", 30, "user_1", "Ann Lee", "hello", "2024-05-14T09:00:00Z",
     True),
    ("call_2", "c", "lead_2", "outbound", 90, "user_2", "Bob Ray", "voice mail",
     "2024-05-15T09:00:00Z", False),
    ("call_3", None, "lead_3", "incoming", 90, "user_1", "Ann Lee", None, "2024-05-01T09:00:00Z",
     None),
    ("call_4", "d", None, "outbound", 0, "user_2", "Bob Ray", "bye", "2024-05-14T23:00:00Z", True),
    ("call_5", "elsewhere", "lead_1", "missed", 5, "user_2", "Bob Ray", "hello", None, None),
)
TASKS = rows(
    "id lead_id description is_complete date tags",
    ("task_1", "lead_1", "send the offer", True, "2024-05-10", ["red", "big"]),
    ("task_2", "lead_2", "call back", False, "2024-05-20", ["red"]),
    ("task_3", "lead_9", "send the offer", False, "2024-05-20", []),
    ("task_4", None, "send", True, "2024-05-20", None),
)
BOTH: Mapping[str, Any] = {"call": CALLS, "task": TASKS}


def related(text: str, tree: Tree, ids: str, why: str | None = None, *, name: str | None = None,
            given: Mapping[str, Any] | None = None, **options: Any) -> Case:
    """A query over the calls and tasks, with the columns that it names, or over other objects."""
    if given is None:
        given = {kind: named_in(text, table) for kind, table in BOTH.items() if kind in text}
    return query(DEALS, text, tree, ids, why, name=name, options={"related": given, **options})


def named_in(text: str, table: list[Row]) -> list[Row]:
    named = (column for column in table[0] if any(part in text for part in column.split("_")))
    return columns(table, "id", "opportunity_id", "lead_id", *named)


def call(*inside: Tree) -> Tree:
    return scope("call", both(*inside) if inside else ALL)


def task(*inside: Tree) -> Tree:
    return scope("task", both(*inside) if inside else ALL)


BELONGING = (
    related("call()", call(), "a c d e",
            "a, c and d by opportunity_id; e by its lead, which call_3 carries alone"),
    related("call(*)", call(), "a c d e"),
    related("not call()", no(call()), "b",
            "call_1 has a's opportunity_id, so it is not that of b, though the lead is the same; "
            "call_5 is of an opportunity that is not here, so of neither"),
    related("task()", task(), "a b c", "tasks without opportunity_id belong by lead_id"),
    related("-task()", no(task()), "d e", "task_4 has no lead, and d has none: no match of nulls"),
    related("call(direction:incoming)", call(where("direction", "incoming")), "a e"),
    related("call(note:hello)", call(where("note", "hello")), "a"),
    related("sms()", scope("sms"), "b", "any name of `related` is a scope",
            given={"sms": [{"opportunity_id": "b"}]}),
    related("call()", call(), "", name="an empty list", given={"call": []}),
    related("not call(anything:5)", no(call(where("anything", "5"))), "a b c d e",
            "of an empty list nothing is known, so nothing is unknown", given={"call": []}),
)

INSIDE = (
    related("call(direction:incoming duration > 60)",
            call(where("direction", "incoming"), where("duration", "60", ">")), "e",
            "one call that is both; a's was short"),
    related("call(direction:incoming) call(duration < 60)",
            both(call(where("direction", "incoming")), call(where("duration", "60", "<"))), "a"),
    related("call(duration:90)", call(where("duration", "90")), "c e",
            "fields are untyped: a number compares as a number"),
    related("call(duration:0..30)", call(where("duration", "0..30")), "a d"),
    related("call(duration in (0, 30))", call(any_of("duration", "0", "30")), "a d"),
    related("call(answered:yes)", call(where("answered", "yes")), "a d", "booleans, too"),
    related("call(answered:no)", call(where("answered", "no")), "c"),
    related("call(not answered:yes)", call(no(where("answered", "yes"))), "c e"),
    related("call(answered != no)", call(no(where("answered", "no"))), "a d e"),
    related("task(is_complete:yes description:offer)",
            task(where("is_complete", "yes"), where("description", "offer")), "a b"),
    related("call(user_id:user_1)", call(where("user_id", "user_1")), "a e",
            "names that end in _id are ids"),
    related("call(user_id:user)", call(where("user_id", "user")), "", "compared whole"),
    related("call(id:call_2)", call(where("id", "call_2")), "c"),
    related("call(user:ann)", call(where("user", "ann")), "a e", "the id or the name"),
    related("call(user:user_2)", call(where("user", "user_2")), "c d"),
    related("call(user:me)", call(where("user", ME)), "a e", user_id="user_1"),
    related("call(user_id:me)", call(where("user_id", ME)), "a e", user_id="user_1"),
    related("call(user_name:bob)", call(where("user_name", "bob")), "c d"),
    related("call(user_name > 0)", call(where("user_name", "0", ">")), "a",
            "a name is untyped like every other field: it may hold a number, also where others "
            "a name is untyped like any other field, so it is compared where it is a number",
            given={"call": [{"opportunity_id": "a", "user_name": 5},
                            {"opportunity_id": "c", "user_name": "Bob Ray"}]}),
    related("call(note:*)", call(where("note", STAR)), "a c d"),
    related("call(-has:note)", call(no(has("note"))), "e"),
    related("call(has:(note or answered))", call(either(has("note"), has("answered"))), "a c d"),
    related('call(note:"voice mail")', call(where("note", phrase("voice mail"))), "c"),
    related("call(direction:(incoming or missed))",
            call(either(where("direction", "incoming"), where("direction", "missed"))), "a e"),
    related("task(tags:red tags:big)", task(where("tags", "red"), where("tags", "big")), "a b",
            "a list matches when any element does, each condition for itself"),
    related("task(tags:red -tags:big)", task(where("tags", "red"), no(where("tags", "big"))), "c"),
    related("task(not tags:*)", task(no(where("tags", STAR))), ""),
)

def bare(text: str, tree: Tree, ids: str, why: str | None = None) -> Case:
    return related(text, tree, ids, why, given=BOTH)


BARE = (
    bare("call(hello)", call(term("hello")), "a"),
    bare("call(bob)", call(term("bob")), "c d"),
    bare("call(incoming ann)", call(terms("incoming ann")), "a e", "every string of the object"),
    bare("call(user_2)", call(term("user_2")), "c d", "ids are strings, too"),
    bare('call("voice mail" or bye)', call(either(bare_phrase("voice mail"), term("bye"))),
            "c d"),
    bare("task(big)", task(term("big")), "a b", "strings in lists"),
    bare("call(90)", call(term("90")), "", "a number is no string"),
    bare("call(x)", call(term("x")), "", "the note of the opportunity is not that of the call"),
)

DATES = (
    related("call(date:2024-05-14)", call(where("date", "2024-05-14")), "a d",
            "calls have no date of their own here: date_created"),
    related("call(created:2024-05-14)", call(where("created", "2024-05-14")), "a d"),
    related("call(date:yesterday)", call(where("date", "yesterday")), "a d", **NOON),
    related("call(date < 2024-05-14)", call(where("date", "2024-05-14", "<")), "e"),
    related("call(date < 3-days-ago)", call(where("date", "3-days-ago", "<")), "a c d",
            "newer than three days ago", **NOON),
    related("call(date > 3-days-ago)", call(where("date", "3-days-ago", ">")), "e", **NOON),
    related("task(date > 2024-05-15)", task(where("date", "2024-05-15", ">")), "c",
            "the date of the task itself"),
    related("task(date:2024-05)", task(where("date", "2024-05")), "a b c"),
    related("meeting(date:2024-05-11)", scope("meeting", where("date", "2024-05-11")), "a b",
            "date, else activity_at, else date_created",
            given={"meeting": rows("opportunity_id date activity_at date_created",
                                   ("a", "2024-05-11", "2024-05-12", "2024-05-13"),
                                   ("b", None, "2024-05-11", "2024-05-13"),
                                   ("c", MISSING, None, "2024-05-13"))}),
)

NESTED_TASKS = rows(
    "id call_id opportunity_id lead_id text",
    ("task_1", "call_1", None, "lead_3", "offer"),
    ("task_2", None, "c", "lead_2", "offer"),
    ("task_3", "call_4", None, None, "thanks"),
    ("task_4", MISSING, MISSING, "lead_3", "thanks"),
)
"""task_1 and task_3 belong to calls; task_2 and task_4 to an opportunity and to a lead."""
NESTED: Mapping[str, Any] = {
    "call": columns(CALLS, "id", "opportunity_id", "lead_id", "direction", "duration", "note"),
    "task": NESTED_TASKS,
}
CHANGES = rows("id opportunity_id new_status_type", ("1", "a", "won"), ("2", "c", "lost"),
               ("3", "e", "won"))


def nested(text: str, tree: Tree, ids: str, why: str | None = None,
           objects: list[Row] = DEALS, **options: Any) -> Case:
    return query(objects, text, tree, ids, why, options={"related": NESTED, **options})


IN_SCOPES = (
    nested("call(task())", call(task()), "a c d e",
           "by call_id where it has one (a, d), else that of the same opportunity (c) or lead (e)"),
    query(rows("id lead_id", ("a", "lead_1"), ("b", "lead_1")), "call(task(text:*))",
          call(task(where("text", "*"))), "",
          "task_1 carries opportunity b, so it is b's alone, though its lead is a's, too",
          options={"related": {
              "call": rows("id opportunity_id", ("call_1", "a")),
              "task": rows("id opportunity_id lead_id text", ("task_1", "b", "lead_1", "x")),
          }}),
    nested("call(task(text:offer))", call(task(where("text", "offer"))), "a c",
           "task_1 is call_1's, whatever its lead: not e's"),
    nested("call(task(text:thanks))", call(task(where("text", "thanks"))), "d e"),
    nested("task(text:offer)", task(where("text", "offer")), "c e",
           "outside a call, task_1 belongs by its lead, e's"),
    nested("call(direction:outbound task(offer))",
           call(where("direction", "outbound"), task(term("offer"))), "c"),
    nested("call(not task())", call(no(task())), "",
           "each call with an opportunity here has a task near"),
    nested("call(not task(text:offer))", call(no(task(where("text", "offer")))), "d e"),
    nested("not call(task(text:offer))", no(call(task(where("text", "offer")))), "b d e"),
    nested("call(duration > 60 or task(text:offer))",
           call(either(where("duration", "60", ">"), task(where("text", "offer")))), "a c e"),
    nested("call(hello) task(text:offer)", both(call(term("hello")),
                                                task(where("text", "offer"))), ""),
    nested("call(status_change(new_status_type:won))",
           call(changed(where("new_status_type", "won"))), "a e",
           "a change carries no call_id: it is the opportunity's", status_changes=CHANGES),
    nested("status_change(new_status_type:won call(hello))",
           changed(where("new_status_type", "won"), call(term("hello"))), "a",
           status_changes=CHANGES),
    nested("status_change(new_status_type:won) or call(bye)",
           either(changed(where("new_status_type", "won")), call(term("bye"))), "a d e",
           status_changes=CHANGES),
)

CONTACTS: Mapping[str, Any] = {
    "contact": rows("id lead_id name", ("cont_1", "lead_1", "Ann"), ("cont_2", "lead_1", "Bob"),
                    ("cont_3", "lead_2", "Bob")),
    "call": rows("id contact_id lead_id note", ("1", "cont_1", "lead_1", "hello"),
                 ("2", "cont_3", "lead_2", "hello"), ("3", None, "lead_3", "hello")),
}


def people(text: str, tree: Tree, ids: str, why: str | None = None) -> Case:
    return related(text, tree, ids, why, given=CONTACTS)


ODD_NAMES: Mapping[str, Any] = {
    "call": rows("opportunity_id user_id user_name", ("a", "user_1", 5), ("c", "user_2", "Bob"),
                 ("d", "user_3", ["Bob", 5]))}

OF_CONTACTS = (
    related("call(user:bob)", call(where("user", "bob")), "c d",
            "a name that is no text is none, and no error: the fields have no type",
            given=ODD_NAMES),
    related("call(user:user_1)", call(where("user", "user_1")), "a",
            "the id beside it counts", given=ODD_NAMES),
    people("contact(name:bob)", scope("contact", where("name", "bob")), "a b c",
           "a contact belongs by its lead"),
    people("contact(name:ann call(hello))",
           scope("contact", both(where("name", "ann"), call(term("hello")))), "a b",
           "a call inside contact(...) belongs to the contact whose id it carries"),
    people("contact(name:bob call(hello))",
           scope("contact", both(where("name", "bob"), call(term("hello")))), "c",
           "of the two called Bob only cont_3 was called"),
    people("contact(name:bob) call(hello)",
           both(scope("contact", where("name", "bob")), call(term("hello"))), "a b c",
           "side by side they need not be about one contact"),
    people("contact(not call())", scope("contact", no(call())), "a b", "cont_2 was never called"),
    people("call(contact(name:ann))", call(scope("contact", where("name", "ann"))), "a b",
           "a contact carries no call_id: it is one of the same lead"),
)

TOGETHER = (
    related("call() task()", both(call(), task()), "a c"),
    related("call() or task()", either(call(), task()), "a b c d e"),
    bare("call(incoming) -task()", both(call(term("incoming")), no(task())), "e"),
    related("note:x call(duration > 60)", both(where("note", "x"),
                                               call(where("duration", "60", ">"))), "c"),
    related("not call(direction:incoming) task()",
            both(no(call(where("direction", "incoming"))), task()), "b c"),
    related("task(custom.cf_x >= 5)", task(where("custom.cf_x", "5", ">=")), "a b",
            given={"task": [{"lead_id": "lead_1", "custom.cf_x": 5},
                            {"lead_id": "lead_2", "custom.cf_x": "5"}]}),
)

CASES = (*BELONGING, *INSIDE, *BARE, *DATES, *IN_SCOPES, *OF_CONTACTS, *TOGETHER)
