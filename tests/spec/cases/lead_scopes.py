"""Scopes between leads and opportunities, contacts and other objects, in both directions."""

# Tables, laid out by hand:
# fmt: off
from typing import Any

from .lead_vocabulary import lead_query, leads
from .trees import (
    ALL,
    ME,
    STAR,
    Tree,
    bare_phrase,
    both,
    changed,
    either,
    has,
    no,
    number,
    query,
    scope,
    term,
    where,
)
from .vocabulary import MISSING, Case, Row, rows

LEADS = leads(
    "name contacts",
    ("a", "Acme",
     [{"id": "cont_1", "name": "Ann", "title": "CEO", "emails": [{"email": "ann@x.org"}]},
                   {"id": "cont_2", "name": "Bob", "title": None}]),
    ("b", "Bluth",
     [{"id": "cont_3", "name": "Ann", "title": "Clerk", "phones": [{"phone": "415"}]}]),
    ("c", "Cyberdyne", []),
    ("d", None, None),
)
DEALS = rows(
    "id lead_id value status_type contact_id note",
    ("a1", "lead_a", 500, "active", "cont_1", "red"),
    ("a2", "lead_a", 5, "won", None, "big"),
    ("b1", "lead_b", 500, "won", "cont_3", None),
    ("c1", "lead_c", None, None, None, "red"),
    ("d1", "lead_d", 5, "active", MISSING, None),
    ("n", None, 500, "active", None, "red"),
    ("u", "lead_unknown", 500, "active", None, "red"),
)
CALLS = rows(
    "id lead_id opportunity_id contact_id note user_id date_created",
    ("call_1", "lead_a", None, "cont_1", "hello", "user_1", "2024-05-14T09:00:00Z"),
    ("call_2", "lead_b", "b1", None, "bye", "user_2", "2024-05-15T09:00:00Z"),
    ("call_3", "lead_c", None, "cont_9", "hello", None, None),
    ("call_4", None, "d1", None, "hello", "user_1", None),
)
CHANGES = rows("id opportunity_id lead_id new_status_type", ("1", "a2", "lead_a", "won"),
               ("2", "b1", "lead_b", "lost"))


def of_lead(text: str, tree: Tree, ids: str, why: str | None = None, **options: Any) -> Case:
    """A `lead_query`."""
    return lead_query(LEADS, text, tree, ids, why, objects=DEALS, **options)


def on_deals(text: str, tree: Tree, ids: str, why: str | None = None, **options: Any) -> Case:
    """A `query` on opportunities."""
    return query(DEALS, text, tree, ids, why, options={"leads": LEADS, **options})


def contact(*inside: Tree) -> Tree:
    return scope("contact", both(*inside) if inside else ALL)


def lead(*inside: Tree) -> Tree:
    return scope("lead", both(*inside) if inside else ALL)


def deal(*inside: Tree) -> Tree:
    return scope("opportunity", both(*inside) if inside else ALL)


def call(*inside: Tree) -> Tree:
    return scope("call", both(*inside) if inside else ALL)


ANN, BIG = where("name", "ann"), where("value", number(500), ">=")
CONTACTS = (
    of_lead("contact()", contact(), "a1 a2 b1"),
    of_lead("not contact(*)", no(contact()), "c1 d1"),
    of_lead("contact(name:ann title:ceo)", contact(ANN, where("title", "ceo")), "a1 a2",
            "one contact who is both"),
    of_lead("contact(name:bob title:ceo)", contact(where("name", "bob"), where("title", "ceo")), "",
            "a's CEO is Ann"),
    of_lead("contact(name:bob) contact(title:ceo)",
            both(contact(where("name", "bob")), contact(where("title", "ceo"))), "a1 a2"),
    of_lead("contact(not title:*)", contact(no(where("title", STAR))), "a1 a2"),
    of_lead("contact(id:cont_3)", contact(where("id", "cont_3")), "b1"),
    of_lead("contact(ann@x.org)", contact(term("ann@x.org")), "a1 a2",
            "bare words search every string of the contact, its addresses, too"),
    of_lead("contact(415 ann)", contact(term("415"), term("ann")), "b1"),
    of_lead("not contact(name:ann)", no(contact(ANN)), "c1 d1"),
    of_lead("contact(name:eve)", contact(where("name", "eve")), "d1",
            "contacts that were given win over those that leads carry",
            related={"contact": [{"id": "cont_8", "lead_id": "lead_d", "name": "Eve"}]}),
)

OPPORTUNITIES = (
    of_lead("opportunity()", deal(), "a1 a2 b1 c1 d1", "each of these is its own lead's"),
    of_lead("opportunity(value >= 500)", deal(BIG), "a1 a2 b1"),
    of_lead("opportunity(value >= 500 status_type:won)", deal(BIG, where("status_type", "won")),
            "b1",
            "a1 is worth it, and a2 was won, but neither both"),
    of_lead("opportunity(status:active)", deal(where("status", "active")), "a1 a2 d1"),
    of_lead("not opportunity(status:active)", no(deal(where("status", "active"))), "b1 c1"),
    of_lead("opportunity(red)", deal(term("red")), "a1 a2 c1"),
    of_lead("opportunity(-has:value)", deal(no(has("value"))), "c1"),
    of_lead("name:acme or opportunity(note:red)",
            either(where("name", "acme"), deal(where("note", "red"))), "a1 a2 c1"),
    of_lead("opportunity(status_change(new_status:won))",
            deal(changed(where("new_status", "won"))), "a1 a2", status_changes=CHANGES),
    of_lead("not opportunity(status_change())", no(deal(changed())), "c1 d1",
            status_changes=CHANGES),
    of_lead("opportunity(value:5 lead(name:acme))",
            deal(where("value", number(5)), lead(where("name", "acme"))), "a1 a2"),
)

RELATED = (
    of_lead("call()", call(), "a1 a2 b1 c1",
            "by lead_id: call_4 carries d1 alone", related={"call": CALLS}),
    of_lead("call(note:hello)", call(where("note", "hello")), "a1 a2 c1", related={"call": CALLS}),
    of_lead("not call(note:hello)", no(call(where("note", "hello"))), "b1 d1",
            related={"call": CALLS}),
    of_lead("call(user:me)", call(where("user", ME)), "a1 a2", related={"call": CALLS},
            user_id="user_1"),
    of_lead("call(date:2024-05-15)", call(where("date", "2024-05-15")), "b1",
            related={"call": CALLS}),
    of_lead("opportunity(call())", deal(call()), "a1 a2 b1 c1 d1",
            "call_1 and call_3 belong by the lead, the others by the opportunity that they carry",
            related={"call": CALLS}),
    of_lead("opportunity(value:500 call(bye))", deal(where("value", number(500)),
                                                     call(term("bye"))),
            "b1", related={"call": CALLS}),
    of_lead("contact(call())", contact(call()), "a1 a2 b1",
            "inside a contact by contact_id: call_1 is Ann's; call_2 carries none, so the lead "
            "decides; c has no contact", related={"call": CALLS}),
    of_lead("contact(name:bob call())", contact(where("name", "bob"), call()), "",
            "call_1 is Ann's", related={"call": CALLS}),
    of_lead("contact(not call())", contact(no(call())), "a1 a2", "Bob", related={"call": CALLS}),
    of_lead("call(lead(name:acme) hello)", call(lead(where("name", "acme")), term("hello")),
            "a1 a2",
            "back to the lead that the call carries", related={"call": CALLS}),
    of_lead("task(description:offer)", scope("task", where("description", "offer")), "b1",
            related={"task": [{"lead_id": "lead_b", "description": "send the offer"},
                              {"lead_id": None, "description": "offer"}]}),
)

LEAD = (
    on_deals("lead()", lead(), "a1 a2 b1 c1 d1", "n has no lead, u's was not given"),
    on_deals("lead(*)", lead(), "a1 a2 b1 c1 d1"),
    on_deals("not lead()", no(lead()), "n u", "in query, not lead(...) is true of them"),
    on_deals("lead(name:acme)", lead(where("name", "acme")), "a1 a2"),
    on_deals("lead(not name:acme)", lead(no(where("name", "acme"))), "b1 c1 d1",
             "a lead that has another name or none: not n and u"),
    on_deals("not lead(name:acme)", no(lead(where("name", "acme"))), "b1 c1 d1 n u"),
    on_deals("-lead(acme)", no(lead(term("acme"))), "b1 c1 d1 n u"),
    on_deals("lead(name:*)", lead(where("name", STAR)), "a1 a2 b1 c1"),
    on_deals("red lead(acme or cyberdyne)",
             both(term("red"), lead(either(term("acme"), term("cyberdyne")))), "a1 c1"),
    on_deals("note:red or lead(name:bluth)",
             either(where("note", "red"), lead(where("name", "bluth"))), "a1 b1 c1 n u"),
    on_deals("lead(contacts > 1)", lead(where("contacts", number(1), ">")), "a1 a2"),
    on_deals("lead(has:active_opportunities)", lead(has("active_opportunities")), "a1 a2 d1"),
    on_deals("lead(opportunity(status:won))", lead(deal(where("status", "won"))), "a1 a2 b1",
             "another opportunity of the same lead"),
    on_deals("status:active lead(opportunity(status:won))",
             both(where("status", "active"), lead(deal(where("status", "won")))), "a1"),
    on_deals("lead(opportunity(lead(name:bluth)))", lead(deal(lead(where("name", "bluth")))), "b1"),
    on_deals("lead(contact(name:ann title:clerk))",
             lead(contact(ANN, where("title", "clerk"))), "b1"),
    on_deals('lead("acme")', lead(bare_phrase("acme")), "a1 a2"),
    on_deals("call(lead(name:acme))", call(lead(where("name", "acme"))), "a1 a2",
             "call_1 is both opportunities', by their lead", related={"call": CALLS}),
    on_deals("call(lead())", call(lead()), "a1 a2 b1 c1",
             "call_4 carries no lead, whatever its opportunity does", related={"call": CALLS}),
    on_deals("lead(call(hello))", lead(call(term("hello"))), "a1 a2 c1",
             "inside lead(...) only the lead is asked, whichever of its opportunities asks: call_4 "
             "carries d1 and no lead",
             related={"call": CALLS}),
    on_deals("lead(name:acme) status_change()", both(lead(where("name", "acme")), changed()), "a2",
             status_changes=CHANGES),
    query(DEALS, "lead()", lead(), "", name="no leads at all", options={"leads": []}),
    query(DEALS, "not lead()", no(lead()), "a1 a2 b1 c1 d1 n u", name="none of no leads",
          options={"leads": []}),
    query(DEALS, "lead(nothing:5)", lead(where("nothing", "5")), "",
          "of an empty list nothing is known, so nothing is unknown", name="a field of no leads",
          options={"leads": []}),
    lead_query([], "*", ALL, "", name="a lead query over no leads", objects=DEALS),
    lead_query([], "not *", no(ALL), "", name="a negated lead query over no leads", objects=DEALS),
)

TWICE: list[Row] = leads("name", ("a", "Acme"), ("b", "Bluth"))
SHARED = (
    lead_query([*TWICE, {"name": "Nobody"}, {"id": None, "name": "Nobody"}], "name:nobody",
               where("name", "nobody"), "", "a lead without an id is nobody's, also not n's",
               objects=rows("id lead_id", ("a", "lead_a"), ("n", None))),
)

CASES = (*CONTACTS, *OPPORTUNITIES, *RELATED, *LEAD, *SHARED)
