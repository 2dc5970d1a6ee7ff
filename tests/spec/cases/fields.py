"""`_fields`: what each object of the page keeps, and what it never touches."""

# Tables, laid out by hand:
# fmt: off
from typing import Any

from .vocabulary import Case, answers, ask

DEALS = [
    {"id": "a", "value": 100_00, "confidence": 50, "value_period": "monthly", "user_id": "u_1",
     "user_name": "Ann", "note": "call", "custom.cf_a": "x", "custom.cf_b": [1, 2]},
    {"id": "b", "value": None, "user_id": None, "date_won": "2024-01-31"},
]
DERIVED_A = {"expected_value": 50_00, "annualized_value": 1200_00,
             "annualized_expected_value": 600_00, "value_formatted": "$100 monthly"}
DERIVED_B = dict.fromkeys(DERIVED_A)


def kept(text: str, objects: list[dict[str, Any]], why: str | None = None,
         name: str | None = None) -> Case:
    names = tuple(part.strip() for part in text.split(",") if part.strip())
    return answers(name or f"_fields={text}", DEALS, {"_fields": text}, ask(fields=names),
                   why=why, data=objects, total_results=2, total_value_monthly=100_00)


CASES: tuple[Case, ...] = (
    kept("id", [{"id": "a"}, {"id": "b"}]),
    kept("id,value", [{"id": "a", "value": 100_00}, {"id": "b", "value": None}]),
    kept(" id , value_formatted ", [{"id": "a", "value_formatted": "$100 monthly"},
                                    {"id": "b", "value_formatted": None}],
         "spaces are trimmed; derived fields can be named too", "spaces around the names"),
    kept("expected_value,annualized_value", [
        {"expected_value": 50_00, "annualized_value": 1200_00},
        {"expected_value": None, "annualized_value": None}]),
    kept("id,nonsense,custom.cf_nope", [{"id": "a"}, {"id": "b"}], "unknown names are ignored"),
    kept("nonsense", [{}, {}], "nothing of what was named is there"),
    kept("", [{}, {}], "empty keeps nothing; the totals are as ever", "_fields= keeps nothing"),
    kept("id,custom", [{"id": "a", "custom.cf_a": "x", "custom.cf_b": [1, 2]}, {"id": "b"}],
         "custom keeps all custom fields"),
    kept("custom", [{"custom.cf_a": "x", "custom.cf_b": [1, 2]}, {}]),
    kept("id,custom.cf_b", [{"id": "a", "custom.cf_b": [1, 2]}, {"id": "b"}]),
    kept("_all", [{**DEALS[0], **DERIVED_A}, {**DEALS[1], **DERIVED_B}], "_all keeps everything"),
    kept("id,_all", [{**DEALS[0], **DERIVED_A}, {**DEALS[1], **DERIVED_B}]),
    kept("date_won,user_name", [{"user_name": "Ann"}, {"date_won": "2024-01-31"}],
         "a key that an object does not have is not made up"),
    kept("id,id", [{"id": "a"}, {"id": "b"}], "a name given twice is given once"),
    answers("without _fields everything is kept", DEALS, {}, ask(),
            data=[{**DEALS[0], **DERIVED_A}, {**DEALS[1], **DERIVED_B}]),
    answers("_fields does not touch groups and their attributes", DEALS,
            {"_fields": "note", "_group_by": "user_id"},
            ask(group=("user_id", None, "asc"), fields=("note",)), keys=["u_1", None],
            why="the group has user_id, user_name and its totals, the objects only their note",
            groups={"u_1": {"user_id": "u_1", "user_name": "Ann", "total_value_monthly": 100_00,
                            "objects": [{"note": "call"}]},
                    None: {"objects": [{}]}}),
    answers("_fields does not touch filters, order or has_more", DEALS,
            {"_fields": "id", "_order_by": "-id", "_limit": "1", "value": "10000..*"},
            ask(("between", "value", 10000, None), order=(("id", "desc"),), limit=1,
                fields=("id",)), data=[{"id": "a"}], has_more=False, total_results=1),
    answers("empty _fields with groups", DEALS, {"_fields": "", "_group_by": "user_id"},
            ask(group=("user_id", None, "asc"), fields=()),
            groups={"u_1": {"objects": [{}], "total_results": 1}}),
)
