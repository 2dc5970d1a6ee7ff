"""`lead_query`: counts are numbers, of what was given, whatever matches."""

# Tables, laid out by hand:
# fmt: off
from typing import Any

from .lead_vocabulary import lead_query, leads
from .trees import (
    STAR,
    Tree,
    any_of,
    both,
    either,
    has,
    no,
    number,
    numbers,
    where,
)
from .vocabulary import MISSING, Case, Row, rows

MAIL = {"email": "a@b.com"}
CALL = {"phone": "415"}
LEADS = leads(
    "contacts addresses",
    ("a", [{"emails": [MAIL, MAIL], "phones": []}, {"emails": [MAIL]}], [{"city": "Paris"}, {}]),
    ("b", [{"name": "Ann", "phones": [CALL]}], []),
    ("c", [], [{"city": None}]),
    ("d", None, None),
    ("e", MISSING, MISSING),
)


def n(value: int) -> Any:
    return number(value)


def counted(text: str, tree: Tree, ids: str, why: str | None = None, **options: Any) -> Case:
    return lead_query(LEADS, text, tree, ids, why, **options)


OWN = (
    counted("contacts > 1", where("contacts", n(1), ">"), "a"),
    counted("contacts:0", where("contacts", n(0)), "c d e",
            "no list is none of them: a count is never missing"),
    counted("contacts >= 1", where("contacts", n(1), ">="), "a b"),
    counted("contacts < 2", where("contacts", n(2), "<"), "b c d e"),
    counted("contacts != 0", no(where("contacts", n(0))), "a b"),
    counted("contacts:1..2", where("contacts", numbers(1, 2, "1..2")), "a b"),
    counted("contacts in (0, 2)", any_of("contacts", n(0), n(2)), "a c d e"),
    counted("has:contacts", has("contacts"), "a b", "more than none"),
    counted("contacts:*", where("contacts", STAR), "a b"),
    counted("not has:contacts", no(has("contacts")), "c d e"),
    counted("addresses:2", where("addresses", n(2)), "a", "an empty address is one"),
    counted("addresses:1", where("addresses", n(1)), "c"),
    counted("has:addresses", has("addresses"), "a c"),
    counted("-has:addresses", no(has("addresses")), "b d e"),
    counted("email_addresses:3", where("email_addresses", n(3)), "a", "of all its contacts"),
    counted("email_addresses:0", where("email_addresses", n(0)), "b c d e"),
    counted("has:phone_numbers", has("phone_numbers"), "b"),
    counted("phone_numbers <= 0", where("phone_numbers", n(0), "<="), "a c d e"),
    counted("has:(phone_numbers or addresses)", either(has("phone_numbers"), has("addresses")),
            "a b c"),
)

OWNERS = leads("", ("a",), ("b",), ("c",))
DEALS = rows("id lead_id status_type", ("a1", "lead_a", "active"), ("a2", "lead_a", "won"),
             ("b1", "lead_b", None), ("n", None, "active"), ("u", "lead_unknown", "active"),
             ("b2", "lead_b", "lost"), ("b3", "lead_b", "won"))


def deals(text: str, tree: Tree, ids: str, why: str | None = None, **params: Any) -> Case:
    return lead_query(OWNERS, text, tree, ids, why, objects=DEALS, **params)


OF_OPPORTUNITIES = (
    deals("opportunities:2", where("opportunities", n(2)), "a1 a2"),
    deals("opportunities > 2", where("opportunities", n(2), ">"), "b1 b2 b3"),
    deals("opportunities:0", where("opportunities", n(0)), "",
          "lead_c has none, and so nothing to show"),
    deals("has:opportunities", has("opportunities"), "a1 a2 b1 b2 b3"),
    deals("active_opportunities:1", where("active_opportunities", n(1)), "a1 a2"),
    deals("active_opportunities:0", where("active_opportunities", n(0)), "b1 b2 b3"),
    deals("has:active_opportunities", has("active_opportunities"), "a1 a2"),
    deals("-has:active_opportunities", no(has("active_opportunities")), "b1 b2 b3"),
)

CALLS: list[Row] = [{"id": "1", "lead_id": "lead_a", "opportunity_id": "z"},
                    {"id": "2", "lead_id": "lead_a"},
                    {"id": "3", "lead_id": None, "opportunity_id": "b"},
                    {"id": "4", "lead_id": "lead_c"},
                    {"id": "5", "lead_id": "lead_unknown"}]
NUMBERS = leads("calls sms_messages", ("a", 0, 3), ("b", 7, 0), ("c", MISSING, None),
                ("d", None, -1))


def related(text: str, tree: Tree, ids: str, why: str | None = None, *, name: str | None = None,
            given: Any = None) -> Case:
    options = {"related": {"call": CALLS} if given is None else given}
    return lead_query(LEADS if given is None else NUMBERS, text, tree, ids, why, name=name,
                      **options)


OF_RELATED = (
    related("calls:2", where("calls", n(2)), "a", "by lead_id, whatever the opportunity"),
    related("calls: 0", where("calls", n(0)), "b d e",
            "call 3 carries b's opportunity, but no lead"),
    related("calls >= 1", where("calls", n(1), ">="), "a c"),
    related("has:calls", has("calls"), "a c"),
    related("calls:*", where("calls", STAR), "a c"),
    related("not calls > 0", no(where("calls", n(0), ">")), "b d e"),
    related("calls:0", where("calls", n(0)), "a b c d", "what is given wins over what leads carry",
            name="an empty list given", given={"call": []}),
    related("calls:1", where("calls", n(1)), "a",
            name="calls given beside the number that leads carry",
            given={"call": [{"lead_id": "lead_a"}]}),
    related("calls:0", where("calls", "0"), "a",
            "no calls given: the number that leads carry, where "
            "a missing one is no 0", name="a number that leads carry", given={}),
    related("calls > 0", where("calls", "0", ">"), "b", given={}),
    related("not calls > 0", no(where("calls", "0", ">")), "a c d", given={},
            name="not above a number that leads carry"),
    related("sms_messages > 0", where("sms_messages", "0", ">"), "a", given={}),
    related("has:sms_messages", has("sms_messages"), "a", "0, null and what is below are none",
            given={}),
    related("sms_messages:*", where("sms_messages", STAR), "a", given={}),
    related("-has:sms_messages", no(has("sms_messages")), "b c d", given={}),
    related("activities:1", where("activities", n(1)), "b", "the plural of activity",
            given={"activity": [{"lead_id": "lead_b"}]}),
    related("contacts:1", where("contacts", n(1)), "a b", "contacts that were given win, too",
            name="contacts given beside those that leads carry",
            given={"contact": [{"lead_id": "lead_a"}, {"lead_id": "lead_b"}]}),
    related("calls:0 tasks:0", both(where("calls", n(0)), where("tasks", n(0))), "a",
            given={"call": [{"lead_id": "lead_b"}],
                   "task": [{"lead_id": "lead_c"}, {"lead_id": "lead_d"}, {"lead_id": None}]}),
)

CASES = (*OWN, *OF_OPPORTUNITIES, *OF_RELATED)
