"""`lead_saved_search_id`: Smart Views as ids, as text and as both, and views in views."""

# Tables, laid out by hand:
# fmt: off
from collections.abc import Mapping
from typing import Any

from .lead_vocabulary import in_view, leads, opportunities, text_view, view_trees
from .trees import (
    ALL,
    ME,
    YESTERDAY,
    Tree,
    both,
    either,
    has,
    member,
    no,
    number,
    scope,
    term,
    where,
)
from .vocabulary import Case, ask, rows, selects

LEADS = leads("name status_label date_created created_by",
              ("a", "Acme", "Trial", "2024-05-14T09:00:00Z", "user_1"),
              ("b", "Bluth", "Trial expired", None, None),
              ("c", None, None, "2024-05-14T23:30:00Z", "user_2"),
              ("d", "Acme Labs", "Customer", "2024-05-15T09:00:00Z", "user_1"))
NAMED = {"type": "field_condition", "condition": {"type": "exists"},
         "field": {"type": "regular_field", "object_type": "lead", "field_name": "name"}}
ACME = where("name", "acme")


def ids_of(name: str, saved_searches: Mapping[str, Any], ids: str, why: str | None = None, *,
           view: str = "save_1", trees: Mapping[str, Tree] | None = None, given: Any = LEADS,
           **params: Any) -> Case:
    """Opportunities in a view, from a mapping of ids to views or to ids of leads."""
    options = {"saved_searches": saved_searches}
    return selects(name, opportunities(LEADS), {"lead_saved_search_id": view, **params},
                   {**ask(), "lead_view": view, "views": dict(trees or {})}, why=why, ids=ids,
                   options=options if given is None else {"leads": given, **options})


RESOLVED = (
    ids_of("ids already resolved", {"save_1": ["lead_a", "lead_c"]}, "a c"),
    ids_of("ids without lead objects", {"save_1": ["lead_a", "lead_unknown"]}, "a u",
           "they need no leads: u's was not given, and its id is in the view", given=None),
    ids_of("ids beside lead objects", {"save_1": ["lead_a", "lead_unknown"]}, "a u",
           "nor do they when other leads are given"),
    ids_of("no ids", {"save_1": []}, ""),
    ids_of("ids of other leads", {"save_1": ["LEAD_A", "lead_z"]}, "", "ids are exact"),
    ids_of("one view of several", {"save_1": ["lead_a"], "save_2": ["lead_b", "lead_d"]}, "b d",
           view="save_2"),
    ids_of("a mapping to an object as the API returns it",
           {"save_1": {"id": "save_1", "name": "Acme", "query": "name:acme", "s_query": None}},
           "a d", trees={"save_1": ACME}),
    ids_of("a mapping to ids and to an object that leads to them",
           {"save_1": ["lead_a", "lead_c"],
            "save_2": {"id": "save_2", "name": "Rest", "query": "not in:save_1"}}, "b d",
           view="save_2", trees={"save_2": no(member("save_1"))}),
    selects("ids and a lead query", opportunities(LEADS),
            {"lead_saved_search_id": "save_1", "lead_query": "name:acme"},
            {**ask(), "lead_view": "save_1", "lead_query": ACME}, ids="a",
            options={"leads": LEADS, "saved_searches": {"save_1": ["lead_a", "lead_c"]}},
            why="both must hold"),
    selects("an empty id of a view is not given", opportunities(LEADS),
            {"lead_saved_search_id": ""},
            ask(), ids="a b c d n u"),
)


def text(name: str, query: str, tree: Tree, ids: str, why: str | None = None,
         **options: Any) -> Case:
    return in_view(name, LEADS, text_view("save_1", query, tree), ids, why, **options)


DEALS = rows("id lead_id status_type value", ("1", "lead_a", "active", 5),
             ("2", "lead_a", "won", 500),
             ("3", "lead_b", "won", 500), ("4", None, "active", 5), ("5", "lead_unknown", "won", 5))
OF_TEXT = (
    text("a text", "name:acme", ACME, "a d"),
    text("a text of words", "acme -labs", both(term("acme"), no(term("labs"))), "a"),
    text("everything", "*", ALL, "a b c d", "n and u have no lead here"),
    text("a negated text", "not status:trial", no(where("status", "trial")), "c d"),
    text("a text with sort", "sort:-created has:name", has("name"), "a b d", "it has no effect"),
    text("a text with slice", "slice:1/2", ("slice", 1, 2), "c d"),
    text("a text about yesterday", "created:yesterday", where("created", YESTERDAY), "a c",
         now="2024-05-15T12:00:00+00:00"),
    text("yesterday is that of who asks", "created:yesterday", where("created", YESTERDAY), "a",
         "in Paris c was created after midnight", now="2024-05-15T12:00:00+00:00",
         tz="Europe/Paris"),
    text("me is who asks", "created_by:me", where("created_by", ME), "a d", user_id="user_1"),
    text("a text about opportunities", "opportunity(status:active)",
         scope("opportunity", where("status", "active")), "1 2", objects=DEALS),
    text("a count in a text", "opportunities > 1", where("opportunities", number(1), ">"), "1 2",
         objects=DEALS),
    text("a count of calls in a text", "calls:0", where("calls", number(0)), "b c d",
         related={"call": [{"lead_id": "lead_a"}]}),
)

BOTH = (
    in_view("query wins over s_query", LEADS,
            ({"id": "save_1", "name": "x", "query": "name:bluth", "s_query": NAMED},
             where("name", "bluth")), "b"),
    in_view("s_query beside an empty query", LEADS,
            ({"id": "save_1", "name": "x", "query": "", "s_query": NAMED}, None), "a b d",
            "an empty text is not given"),
    in_view("s_query without query", LEADS, ({"id": "save_1", "name": "x", "s_query": NAMED}, None),
            "a b d"),
    in_view("query without s_query", LEADS,
            ({"id": "save_1", "name": "x", "query": "name:bluth"}, where("name", "bluth")), "b"),
)

ACMES = text_view("save_2", "name:acme", ACME, "Acmes")
TRIALS = text_view("save_3", "status:trial", where("status", "trial"), "Trials")
IN_VIEWS = (
    in_view("a view in a view", LEADS,
            text_view("save_1", "in:acmes in:trials", both(member("acmes"), member("trials"))),
            "a", others=(ACMES, TRIALS)),
    in_view("either of two views", LEADS,
            text_view("save_1", "in:acmes or in:trials", either(member("acmes"), member("trials"))),
            "a b d", others=(ACMES, TRIALS)),
    in_view("not in a view", LEADS, text_view("save_1", "-in:acmes", no(member("acmes"))), "b c",
            others=(ACMES,)),
    in_view("a view in a view in a view", LEADS,
            text_view("save_1", 'not in:"not acmes"', no(member("not acmes"))), "a d",
            others=(ACMES, text_view("save_4", "not in:acmes", no(member("acmes")), "Not acmes"))),
    in_view("one view by two ways is no circle", LEADS,
            text_view("save_1", "in:x in:y", both(member("x"), member("y"))), "d",
            others=(text_view("save_5", "in:acmes", member("acmes"), "x"),
                    text_view("save_6", "in:acmes labs", both(member("acmes"), term("labs")), "y"),
                    ACMES)),
    in_view("a circle of other views", LEADS, ACMES, "a d",
            "nothing asks the two that lead to each other",
            others=(text_view("save_5", "in:y", member("y"), "x"),
                    text_view("save_6", "in:x", member("x"), "y"))),
    in_view("a view in a view about opportunities", LEADS,
            text_view("save_1", "opportunity(lead(in:acmes))",
                      scope("opportunity", scope("lead", member("acmes")))), "a d",
            others=(ACMES,)),
    in_view("a view in JSON in a text", LEADS, text_view("save_1", "in:named", member("named")),
            "a b d",
            others=(({"id": "save_7", "name": "Named", "query": None, "s_query": NAMED}, None),)),
    selects("a view in a lead query beside a view", opportunities(LEADS),
            {"lead_saved_search_id": "save_3", "lead_query": "in:acmes"},
            {**ask(), "lead_view": "save_3", "lead_query": member("acmes"),
             **view_trees((ACMES, TRIALS))}, ids="a",
            options={"leads": LEADS, "saved_searches": [ACMES[0], TRIALS[0]]}),
)

CASES = (*RESOLVED, *OF_TEXT, *BOTH, *IN_VIEWS)
