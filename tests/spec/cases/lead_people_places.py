"""`lead_query`: fields of the lead's contacts, addresses and opportunities."""

# Tables, laid out by hand:
# fmt: off
from .lead_vocabulary import lead_query, leads
from .trees import (
    STAR,
    Tree,
    any_of,
    both,
    date,
    day,
    either,
    flag,
    has,
    no,
    phrase,
    where,
)
from .vocabulary import MISSING, Case, Row, rows

TODAY = {"now": "2024-05-15T12:20:00+00:00"}


def contact(name: str | None, *emails: str, phones: tuple[str, ...] = ()) -> Row:
    return {"name": name, "emails": [{"email": one} for one in emails],
            "phones": [{"phone": one} for one in phones]}


CONTACTS = leads(
    "contacts",
    ("a", [contact("Ann Lee", "ann@acme.com", phones=("+1 415 555 0100",)),
           contact("Bob Ray", "bob@acme.com", "ray@x.org")]),
    ("b", [contact("Ann Ray"), {"name": "Lee", "emails": None}]),
    ("c", []),
    ("d", None),
    ("e", [contact(None, "a@b.com", phones=("415-555-0199", "+33 4 15"))]),
    ("f", [{}]),
)


def people(text: str, tree: Tree, ids: str, why: str | None = None) -> Case:
    return lead_query(CONTACTS, text, tree, ids, why)


OF_CONTACTS = (
    people("contact:ann", where("contact", "ann"), "a b", "the names of the contacts"),
    people('contact:"ann ray"', where("contact", phrase("ann ray")), "b",
           "a's Ann and Ray are two contacts"),
    people("contact:(ann ray)", both(where("contact", "ann"), where("contact", "ray")), "a b",
           "two conditions may be met by two contacts"),
    people("contact:acme", where("contact", "acme"), "", "their addresses are no names"),
    people("not contact:ann", no(where("contact", "ann")), "c d e f"),
    people("has:contact", has("contact"), "a b"),
    people("contact:*", where("contact", STAR), "a b"),
    people("email:a@b.com", where("email", "a@b.com"), "e"),
    people('email:"a@b.com"', where("email", phrase("a@b.com")), "e"),
    people("email_address:ann@acme.com", where("email_address", "ann@acme.com"), "a"),
    people("email:acme", where("email", "acme"), "a"),
    people("email:x.o", where("email", "x.o"), "a", "the second address of the second contact"),
    people("not email:acme", no(where("email", "acme")), "b c d e f"),
    people("email:* ", where("email", STAR), "a e"),
    people("-has:email_address", no(has("email_address")), "b c d f"),
    people("contact:ann email:bob@acme.com",
           both(where("contact", "ann"), where("email", "bob@acme.com")), "a",
           "of one contact only the scope would ask"),
    people("phone: 415", where("phone", "415"), "a e", "the beginning of a word of the number"),
    people('phone:"415 555"', where("phone", phrase("415 555")), "a e"),
    people("phone:0199", where("phone", "0199"), "e"),
    people("not phone:*", no(where("phone", STAR)), "b c d f"),
    people("phone in (0100, 33)", any_of("phone", "0100", "33"), "a e"),
)

PLACES = leads(
    "addresses city",
    ("a", [{"city": "New York", "country": "US"}, {"city": "Paris", "country": "FR"}], MISSING),
    ("b", [{"city": None, "country": "US"}], MISSING),
    ("c", [], MISSING),
    ("d", None, MISSING),
    ("e", [{"address_1": "1 York Street", "city": "Newark"}], MISSING),
)


def place(text: str, tree: Tree, ids: str, why: str | None = None) -> Case:
    return lead_query(PLACES, text, tree, ids, why)


OF_PLACES = (
    place("city:new", where("city", "new"), "a e"),
    place('city:"new york"', where("city", phrase("new york")), "a"),
    place("city:paris country:us", both(where("city", "paris"), where("country", "us")), "a",
          "of any of the addresses, one for each condition"),
    place("city:york", where("city", "york"), "a", "e's York is a street"),
    place("country:us", where("country", "us"), "a b"),
    place("country:fr or city:newark", either(where("country", "fr"), where("city", "newark")),
          "a e"),
    place("not country:us", no(where("country", "us")), "c d e"),
    place("not city:*", no(where("city", STAR)), "b c d"),
    place("has:country", has("country"), "a b"),
)

OWNERS = leads("", ("a",), ("b",), ("c",), ("d",))
DEALS = rows(
    "id lead_id status_type status_label status_id date_created",
    ("a1", "lead_a", "active", "Proposal", "stat_1", "2024-05-15T08:00:00Z"),
    ("a2", "lead_a", "won", "Won", "stat_2", "2024-05-01T08:00:00Z"),
    ("b1", "lead_b", "lost", "Active again", "stat_3", "2024-05-14T23:59:59Z"),
    ("c1", "lead_c", None, None, None, None),
    ("n", None, "active", "Proposal", "stat_1", "2024-05-15T08:00:00Z"),
    ("u", "lead_unknown", "active", "Proposal", "stat_1", "2024-05-15T08:00:00Z"),
)
"""lead_a has two opportunities, lead_d none; n and u belong to no lead that was given."""


def deals(text: str, tree: Tree, ids: str, why: str | None = None) -> Case:
    return lead_query(OWNERS, text, tree, ids, why, objects=DEALS, **TODAY)


TODAY_VALUE = date(("today",), "today")
OF_OPPORTUNITIES = (
    deals("opportunity_status:active", where("opportunity_status", "active"), "a1 a2",
          "a1 is active, so all of its lead's opportunities are kept, the won one, too"),
    deals("opportunity_status:ACTIVE", where("opportunity_status", "ACTIVE"), "a1 a2"),
    deals("opportunity_status:active*", where("opportunity_status", "active*"), "b1",
          "a wildcard applies to the label"),
    deals("opportunity_status:proposal", where("opportunity_status", "proposal"), "a1 a2",
          "label, type or id"),
    deals("opportunity_status:stat_3", where("opportunity_status", "stat_3"), "b1"),
    deals("not opportunity_status:active", no(where("opportunity_status", "active")), "b1 c1",
          "none of the lead's is active"),
    deals("has:opportunity_status", has("opportunity_status"), "a1 a2 b1"),
    deals("opportunity_created:today", where("opportunity_created", TODAY_VALUE), "a1 a2"),
    deals("opportunity_status:active opportunity_created:today",
          both(where("opportunity_status", "active"), where("opportunity_created", TODAY_VALUE)),
          "a1 a2"),
    deals("opportunity_status:won opportunity_created:today",
          both(where("opportunity_status", "won"), where("opportunity_created", TODAY_VALUE)),
          "a1 a2", "two opportunities may meet the two conditions"),
    deals("opportunity_created < 2024-05-10", where("opportunity_created", day("2024-05-10"), "<"),
          "a1 a2"),
    deals("opportunity_created:never", where("opportunity_created", flag(False, "never")), "c1"),
    deals("not opportunity_created:today", no(where("opportunity_created", TODAY_VALUE)), "b1 c1"),
)

CASES = (*OF_CONTACTS, *OF_PLACES, *OF_OPPORTUNITIES)
