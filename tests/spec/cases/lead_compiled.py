"""`compile_query(…, schema="lead")`: predicates over leads; opportunities are one of `related`."""

# Tables, laid out by hand:
# fmt: off
from .lead_vocabulary import json_view, keeps, leads
from .s_queries import field, words
from .trees import (
    ALL,
    ME,
    YESTERDAY,
    both,
    has,
    member,
    no,
    number,
    numbers,
    phrase,
    scope,
    term,
    where,
)
from .vocabulary import Case, rows

LEADS = leads("name contacts custom.cf_x created_by date_created score",
              ("a", "Acme", [{"name": "Ann"}, {"name": "Bob"}], 5, "user_1", "2024-05-16T09:00:00Z",
               3),
              ("b", None, [], 20, "user_2", None, 0),
              ("c", "Bluth", None, None, None, "2024-05-17T09:00:00Z", None))
DEALS = {"opportunity": rows("id lead_id status_type", ("1", "lead_a", "won"),
                             ("2", "lead_a", "active"),
                             ("3", "lead_b", "won"))}
CASES: tuple[Case, ...] = (
    keeps(LEADS, "*", ALL, "lead_a lead_b lead_c"),
    keeps(LEADS, "", ALL, "lead_a lead_b lead_c", "an empty text matches everything",
          name="an empty text"),
    keeps(LEADS, "name:acme", where("name", "acme"), "lead_a"),
    keeps(LEADS, "not name:acme", no(where("name", "acme")), "lead_b lead_c"),
    keeps(LEADS, "contacts > 1", where("contacts", number(1), ">"), "lead_a"),
    keeps(LEADS, "contacts:0", where("contacts", number(0)), "lead_b lead_c"),
    keeps(LEADS, "contact(name:ann)", scope("contact", where("name", "ann")), "lead_a",
          "the contacts that a lead carries need no other data"),
    keeps(LEADS, "ann or bluth", ("or", (term("ann"), term("bluth"))), "lead_a lead_c"),
    keeps(LEADS, "custom.cf_x:1..10", where("custom.cf_x", numbers(1, 10, "1..10")), "lead_a",
          custom_fields={"custom.cf_x": "number"}),
    keeps(LEADS, "created_by:me", where("created_by", ME), "lead_a", user_id="user_1"),
    keeps(LEADS, "created:yesterday", where("created", YESTERDAY), "lead_a",
          now="2024-05-17T12:00:00+00:00"),
    keeps(LEADS, "opportunities:0", where("opportunities", number(0)), "lead_c", related=DEALS),
    keeps(LEADS, "has:active_opportunities", has("active_opportunities"), "lead_a", related=DEALS),
    keeps(LEADS, "opportunity_status:won", where("opportunity_status", "won"), "lead_a lead_b",
          related=DEALS),
    keeps(LEADS, "opportunity(status_type:won)", scope("opportunity", where("status_type", "won")),
          "lead_a lead_b", related=DEALS),
    keeps(LEADS, "not opportunity()", no(scope("opportunity")), "lead_c", related=DEALS),
    keeps(LEADS, "calls:1", where("calls", number(1)), "lead_b",
          related={"call": [{"lead_id": "lead_b"}]}),
    keeps(LEADS, "score > 0", where("score", "0", ">"), "lead_a",
          "a name outside the schema, which the leads given beside the query carry", leads=LEADS),
    keeps(LEADS, "in:acmes", member("acmes"), "lead_a", "a view as JSON", saved_searches=[
        json_view(field("name", words("acme")), "save_1", "acmes")[0]]),
    keeps(LEADS, 'in:"save_1" -name:acme', both(member("save_1"), no(where("name", "acme"))),
          "lead_c", "ids already resolved", saved_searches={"save_1": ["lead_a", "lead_c"]}),
    keeps(LEADS, 'name:"bluth"', where("name", phrase("bluth")), "lead_c"),
)
