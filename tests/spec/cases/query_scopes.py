"""`status_change(...)`: one change of the opportunity for which all of the inside holds."""

# Tables, laid out by hand:
# fmt: off
from collections.abc import Mapping
from typing import Any

from .trees import (
    ME,
    STAR,
    YESTERDAY,
    Tree,
    ago,
    any_of,
    bare_phrase,
    both,
    changed,
    date,
    dates,
    day,
    either,
    has,
    no,
    number,
    numbers,
    phrase,
    query,
    scope,
    term,
    where,
)
from .vocabulary import MISSING, Case, Row, columns, rows

NOON = {"now": "2024-05-15T12:20:00+00:00"}
DEALS = rows("id note value", ("a", "important", 5), ("b", "x", 50), ("c", "important", 500),
             ("d", None, None), ("e", "x", 5_000))
MOVES = rows(
    "id opportunity_id old_status_id old_status_label old_status_type new_status_id"
    " new_status_label new_status_type user_id user_name date_created",
    ("1", "a", None, None, None, "stat_1", "New", "active", "user_1", "Ann Lee",
     "2024-05-13T09:00:00Z"),
    ("2", "a", "stat_1", "New", "active", "stat_2", "Won", "won", "user_2", "Bob Ray",
     "2024-05-14T09:00:00Z"),
    ("3", "b", None, None, None, "stat_1", "New", "active", "user_1", "Ann Lee",
     "2024-05-14T08:00:00Z"),
    ("4", "b", "stat_1", "New", "active", "stat_3", "Cold call", "active", "user_1", "Ann Lee",
     "2024-05-14T08:00:00Z"),
    ("5", "b", "stat_3", "Cold call", "active", "stat_4", "Lost", "lost", "user_2", "Bob Ray",
     "2024-05-14T08:00:00Z"),
    ("6", "c", "stat_4", "Lost", "lost", "stat_2", "Won", "won", "user_2", "Bob Ray",
     "2024-05-14T23:59:59Z"),
    ("7", "c", "stat_2", "Won", "won", "stat_1", "New", "active", "user_1", "Ann Lee",
     "2024-05-15T00:00:00Z"),
    ("8", "e", "stat_1", "New", "active", "stat_2", "Won", "won", "user_1", "Ann Lee",
     "2024-05-12T09:00:00Z"),
    ("9", "elsewhere", "stat_1", "New", "active", "stat_2", "Won", "won", "user_1", "Ann Lee",
     "2024-05-14T09:00:00Z"),
    ("10", None, "stat_1", "New", "active", "stat_2", "Won", "won", "user_1", "Ann Lee",
     "2024-05-14T09:00:00Z"),
)
"""a: new, won; b: new, cold call, lost, all at one instant; c: back from lost, then reopened;
d: no change; e: won on the 12th; the last two belong to none of them."""
OLD_ACTIVE, NEW_WON = where("old_status", "active"), where("new_status", "won")


def moved(text: str, tree: Tree, ids: str, why: str | None = None, *, name: str | None = None,
          changes: list[Row] | None = None, **options: Any) -> Case:
    """A query over the moves, with the columns that it names, or over other changes."""
    named = (column for column in MOVES[0] if column.rsplit("_", 1)[0] in text)
    shown = columns(MOVES, "id", "opportunity_id", *named) if changes is None else changes
    return query(DEALS, text, tree, ids, why, name=name,
                 options={"status_changes": shown, **options})


OF_THE_PAGE = (
    moved("status_change(old_status:active new_status:won date:yesterday)",
          changed(OLD_ACTIVE, NEW_WON, where("date", YESTERDAY)), "a",
          "the vendor's example: c was won from lost, e not yesterday", **NOON),
    moved("note:important status_change(new_status:won)",
          both(where("note", "important"), changed(NEW_WON)), "a c"),
)

ONE_CHANGE = (
    moved("status_change(new_status:won)", changed(NEW_WON), "a c e"),
    moved("status_change(old_status:lost new_status:won)",
          changed(where("old_status", "lost"), NEW_WON), "c", "one change that is both"),
    moved("status_change(old_status:won) status_change(new_status:won)",
          both(changed(where("old_status", "won")), changed(NEW_WON)), "c",
          "two scopes may be met by two changes: 7 and 6"),
    moved("status_change(old_status:won new_status:won)",
          changed(where("old_status", "won"), NEW_WON), "", "and one scope only by one"),
    moved("status_change(user:bob new_status:active)",
          changed(where("user", "bob"), where("new_status", "active")), "",
          "in b and c Bob made one change and another led to active, but not the same one"),
    moved("status_change(user:bob) status_change(new_status:active)",
          both(changed(where("user", "bob")), changed(where("new_status", "active"))), "a b c"),
    moved('status_change(old_status_label:New new_status_label:"Cold call")',
          changed(where("old_status_label", "New"), where("new_status_label", phrase("Cold call"))),
          "b"),
    moved("status_change(new_status:won or new_status:lost)",
          changed(either(NEW_WON, where("new_status", "lost"))), "a b c e"),
    moved("status_change(new_status:(won or lost) user:bob)",
          changed(either(NEW_WON, where("new_status", "lost")), where("user", "bob")), "a b c"),
    moved("status_change(not new_status:won)", changed(no(NEW_WON)), "a b c",
          "some change to another status; e has only its win"),
    moved("status_change(-old_status:active new_status:won)", changed(no(OLD_ACTIVE), NEW_WON),
          "c"),
    moved("status_change(new_status != active)", changed(no(where("new_status", "active"))),
          "a b c e"),
    moved("status_change(new_status in (won, stat_4))",
          changed(any_of("new_status", "won", "stat_4")), "a b c e"),
    moved("status_change( (old_status:lost or user:ann) new_status:won )",
          changed(either(where("old_status", "lost"), where("user", "ann")), NEW_WON), "c e"),
    moved("note:nothing or status_change(new_status:lost)",
          either(where("note", "nothing"), changed(where("new_status", "lost"))), "b"),
)

NONE_AND_ANY = (
    moved("status_change()", changed(), "a b c e", "any change at all"),
    moved("status_change(*)", changed(), "a b c e"),
    moved("status_change( )", changed(), "a b c e"),
    moved("not status_change()", no(changed()), "d"),
    moved("-status_change(*)", no(changed()), "d"),
    moved("not status_change(new_status:won)", no(changed(NEW_WON)), "b d",
          "there is none; a, c and e have one among others"),
    moved("-status_change(new_status:won user:ann)", no(changed(NEW_WON, where("user", "ann"))),
          "a b c d"),
    moved("status_change() not status_change(new_status:won)",
          both(changed(), no(changed(NEW_WON))), "b"),
    moved("not (status_change(new_status:won) or status_change(new_status:lost))",
          no(either(changed(NEW_WON), changed(where("new_status", "lost")))), "d"),
    moved("not status_change(not new_status:active)",
          no(changed(no(where("new_status", "active")))), "d",
          "every change led to active: d has none at all"),
    moved("status_change(not *)", changed(no(("all",))), ""),
    moved("status_change(new_status:won)", changed(NEW_WON), "", name="no changes at all",
          changes=[]),
    moved("not status_change()", no(changed()), "a b c d e", name="none of no changes", changes=[]),
)

STATUSES = (
    moved("status_change(old_status:New)", changed(where("old_status", "New")), "a b e", "a label"),
    moved("status_change(old_status:NEW)", changed(where("old_status", "NEW")), "a b e"),
    moved("status_change(old_status:lost)", changed(where("old_status", "lost")), "c",
          "a type, or a label of the same word"),
    moved("status_change(old_status:stat_3)", changed(where("old_status", "stat_3")), "b", "an id"),
    moved("status_change(old_status:STAT_3)", changed(where("old_status", "STAT_3")), "",
          "ids are exact"),
    moved('status_change(new_status:"cold call")', changed(where("new_status",
                                                                 phrase("cold call"))), "b"),
    moved("status_change(new_status:cold)", changed(where("new_status", "cold")), "",
          "a label is compared whole"),
    moved("status_change(new_status:c*)", changed(where("new_status", "c*")), "b"),
    moved("status_change(new_status_type:won)", changed(where("new_status_type", "won")), "a c e"),
    moved("status_change(new_status_id:stat_4)", changed(where("new_status_id", "stat_4")), "b"),
    moved("status_change(old_status:*)", changed(where("old_status", STAR)), "a b c e"),
    moved("status_change(not old_status:*)", changed(no(where("old_status", STAR))), "a b",
          "the change that created the opportunity"),
    moved("status_change(-has:old_status new_status:active)",
          changed(no(has("old_status")), where("new_status", "active")), "a b"),
    moved("status_change(old_status != active)", changed(no(OLD_ACTIVE)), "a b c",
          "a missing old status is not active"),
)

PEOPLE = (
    moved("status_change(user:ann)", changed(where("user", "ann")), "a b c e"),
    moved('status_change(user:"bob ray")', changed(where("user", phrase("bob ray"))), "a b c"),
    moved("status_change(user:user_2)", changed(where("user", "user_2")), "a b c"),
    moved("status_change(user:me)", changed(where("user", ME)), "a b c", user_id="user_2"),
    moved("status_change(user_id:me new_status:won)", changed(where("user_id", ME), NEW_WON), "a c",
          user_id="user_2"),
    moved("status_change(user_name:bob)", changed(where("user_name", "bob")), "a b c"),
    moved("status_change(creator:me)", changed(where("creator", ME)), "d",
          changes=rows("id opportunity_id created_by", ("1", "d", "user_2"), ("2", "a", "user_1")),
          user_id="user_2"),
    moved("status_change(creator:ann or updated_by:bob)",
          changed(either(where("creator", "ann"), where("updated_by", "bob"))), "a b",
          changes=rows("id opportunity_id created_by_name updated_by_name", ("1", "a", "Ann", None),
                       ("2", "b", "Bob", "Bob"), ("3", "c", "Bob", "Ann"))),
)

BARE = (
    moved("status_change(cold)", changed(term("cold")), "b",
          "bare words search its labels and names", changes=MOVES),
    moved('status_change("bob ray" won)', changed(bare_phrase("bob ray"), term("won")), "a c",
          "Bob's change to won, once from new and once from lost", changes=MOVES),
    moved("status_change(ann won)", changed(term("ann"), term("won")), "c e",
          "7 is Ann's, and from won", changes=MOVES),
    moved("status_change(active)", changed(term("active")), "", "types and ids are no text",
          changes=MOVES),
    moved("status_change(bob -lost)", changed(term("bob"), no(term("lost"))), "a", changes=MOVES),
    moved("status_change(inside)", changed(term("inside")), "a",
          changes=rows("id opportunity_id new_pipeline_name note", ("1", "a", "Inside Sales", None),
                       ("2", "b", "Sales", "inside"))),
)

DATED = rows(
    "id opportunity_id date activity_at date_created",
    ("1", "a", "2024-05-10T12:00:00Z", "2024-05-11T12:00:00Z", "2024-05-12T12:00:00Z"),
    ("2", "b", None, "2024-05-11T12:00:00Z", "2024-05-12T12:00:00Z"),
    ("3", "c", MISSING, None, "2024-05-12T12:00:00Z"),
    ("4", "d", MISSING, MISSING, MISSING),
    ("5", "e", "2024-05-12", None, "2024-05-01T00:00:00Z"),
)


def dated(text: str, tree: Tree, ids: str, why: str | None = None, *, name: str | None = None,
          **options: Any) -> Case:
    return moved(text, tree, ids, why, name=name, changes=DATED, **options)


DATES = (
    dated("status_change(date:2024-05-10)", changed(where("date", day("2024-05-10"))), "a",
          "its own date comes first"),
    dated("status_change(date:2024-05-11)", changed(where("date", day("2024-05-11"))), "b",
          "else activity_at; a has it, too, but its date is the 10th"),
    dated("status_change(date:2024-05-12)", changed(where("date", day("2024-05-12"))), "c e",
          "else date_created; a plain date is its midnight UTC"),
    dated("status_change(not date:*)", changed(no(where("date", STAR))), "d"),
    dated("status_change(activity_at:2024-05-11)",
          changed(where("activity_at", day("2024-05-11"))), "a b", "the field itself"),
    dated("status_change(created:2024-05-12)", changed(where("created", day("2024-05-12"))),
          "a b c", "created is date_created"),
    dated("status_change(date > 2024-05-10 date < 2024-05-12)",
          changed(where("date", day("2024-05-10"), ">"), where("date", day("2024-05-12"), "<")),
          "b"),
    dated("status_change(date > 2024-05-11) status_change(date < 2024-05-12)",
          both(changed(where("date", day("2024-05-11"), ">")),
               changed(where("date", day("2024-05-12"), "<"))), ""),
    dated('status_change(date < "4 days ago")', changed(where("date", ago(4, "day"), "<")), "c e",
          "newer than 11 May 12:20", **NOON),
    dated('status_change(date >= "4 days ago")', changed(where("date", ago(4, "day"), ">=")),
          "a b", "12:00 on the 11th is older than 12:20 on the 11th", **NOON),
    dated("status_change(date:2024-05-11..today)",
          changed(where("date", dates(("day", 2024, 5, 11), ("today",), "2024-05-11..today"))),
          "b c e", **NOON),
    moved("status_change(date:2024-05-14)", changed(where("date", day("2024-05-14"))), "a b",
          "6 is at 23:59:59 UTC, which is the 15th in Berlin; 2, 3, 4, 5 are on the 14th",
          tz="Europe/Berlin"),
    moved("status_change(date:2024-05-14)", changed(where("date", day("2024-05-14"))), "a b c",
          name="status_change(date:2024-05-14) in UTC"),
)

SNAPSHOTS = rows(
    "id opportunity_id opportunity_value opportunity_confidence opportunity_date_won lead_id",
    ("1", "a", 500_000, 50, "2024-05-17T00:00:00+00:00", "lead_1"),
    ("2", "b", 499_999, 75, "2024-05-18T00:00:00+00:00", "lead_2"),
    ("3", "c", None, None, None, None),
    ("4", "c", -5, 0, "2024-05-16", "lead_1"),
)


def snapshot(text: str, inside: Tree, ids: str, why: str | None = None, **options: Any) -> Case:
    return moved(text, changed(inside), ids, why, changes=SNAPSHOTS, **options)


FIGURES = (
    snapshot("status_change(opportunity_value >= $5,000)",
             where("opportunity_value", number(500_000, "$5,000"), ">="), "a", "money, in cents"),
    snapshot("status_change(opportunity_value:-5..500,000)",
             where("opportunity_value", numbers(-5, 500_000, "-5..500,000")), "a b c"),
    snapshot("status_change(opportunity_value < 0)", where("opportunity_value", number(0), "<"),
             "c"),
    snapshot("status_change(not opportunity_value:*)", no(where("opportunity_value", STAR)), "c"),
    snapshot("status_change(opportunity_confidence > 50)",
             where("opportunity_confidence", number(50), ">"), "b"),
    snapshot("status_change(opportunity_date_won:2024-05-17)",
             where("opportunity_date_won", day("2024-05-17")), "a",
             "as a date: the day written in it, no zone moves it", tz="America/New_York"),
    snapshot("status_change(lead_id:lead_1)", where("lead_id", "lead_1"), "a c"),
    snapshot("status_change(opportunity_id:b)", where("opportunity_id", "b"), "b"),
    snapshot("status_change(id in (1, 4))", any_of("id", "1", "4"), "a c"),
)

SAME_INSTANT = (
    moved("status_change(date:2024-05-14T08:00)",
          changed(where("date", date(("minute", 2024, 5, 14, 8, 0, None), "2024-05-14T08:00"))),
          "b", "three changes at one instant are three changes"),
    moved("status_change(date:2024-05-14T08:00 new_status:stat_3)",
          changed(where("date", date(("minute", 2024, 5, 14, 8, 0, None), "2024-05-14T08:00")),
                  where("new_status", "stat_3")), "b"),
    moved("status_change(date:2024-05-14T08:00 old_status:stat_1 new_status:lost)",
          changed(where("date", date(("minute", 2024, 5, 14, 8, 0, None), "2024-05-14T08:00")),
                  where("old_status", "stat_1"), where("new_status", "lost")), "",
          "from stat_1 and to lost were two of them"),
    moved("status_change(opportunity_id:elsewhere)", changed(where("opportunity_id", "elsewhere")),
          "", "a change of an opportunity that is not here is nobody's"),
    query([*DEALS, {"id": None}, {"note": "no id"}], "status_change(new_status:won)",
          changed(NEW_WON), "a c e",
          "a change without an opportunity is not that of one without id",
          name="opportunities without ids", options={"status_changes": MOVES}),
)

NESTED_RELATED: Mapping[str, Any] = {"call": rows(
    "id opportunity_id note", ("1", "a", "won over"), ("2", "b", "hello"), ("3", "c", "hello"))}

BESIDES = (
    moved("status_change(new_status:won) value < 1000",
          both(changed(NEW_WON), where("value", number(1000), "<")), "a c"),
    moved("status_change(new_status:won) or value:50",
          either(changed(NEW_WON), where("value", number(50))), "a b c e"),
    moved("(status_change(new_status:won) value:5) or note:x",
          either(both(changed(NEW_WON), where("value", number(5))), where("note", "x")), "a b e"),
    moved("call(hello) status_change(new_status:won)",
          both(scope("call", term("hello")), changed(NEW_WON)), "c", related=NESTED_RELATED),
    moved("call(hello) -status_change(new_status:won)",
          both(scope("call", term("hello")), no(changed(NEW_WON))), "b", related=NESTED_RELATED),
)

CASES = (
    *OF_THE_PAGE, *ONE_CHANGE, *NONE_AND_ANY, *STATUSES, *PEOPLE, *BARE, *DATES, *FIGURES,
    *SAME_INSTANT, *BESIDES,
)
