"""Writes `spec/expected/*.json` from the definitions in `spec/cases`.

To be run in `tests/`: `python -m tools.write_spec`.

The answers are the oracle's, and every figure that a definition states must agree with them.
Nothing here knows `oppquery`, so a case never repeats what the package happens to do.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from importlib import import_module
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from oracle import smart_view_oracle
from spec.cases.vocabulary import Case
from spec.tagged_values import tagged

EXPECTED = Path(__file__).parents[1] / "spec" / "expected"
SUBJECTS = (
    "filters",
    "lookups",
    "text",
    "dates",
    "zones_and_dst",
    "relative_dates",
    "totals",
    "rounding",
    "groups",
    "iso_years",
    "names",
    "order",
    "nulls",
    "paging",
    "fields",
    "money",
    "currencies",
    "custom_fields",
    "select",
    "data_errors",
    "strangers",
    "str_subclasses",
    "json_ready",
    "query_structure",
    "query_quoting",
    "query_groups",
    "query_text",
    "query_bare_words",
    "query_ids_choices_labels",
    "query_numbers_money",
    "query_booleans_existence",
    "query_dates",
    "query_ages",
    "query_aliases",
    "query_custom_fields",
    "query_scopes",
    "query_related",
    "query_sort_slice",
    "query_nulls",
    "query_params",
    "lead_fields",
    "lead_people_places",
    "lead_counts",
    "lead_scopes",
    "lead_filters",
    "lead_views",
    "lead_compiled",
    "lead_data_errors",
    "lead_real_queries",
    "smart_views_nodes",
    "smart_views_related",
    "smart_views_conditions",
    "smart_views_moments",
    "smart_views_calendar",
    "smart_views_forms",
)
WIDTH = 165
OF_A_CASE = {"params", "data", "objects", "status_changes", "related", "leads", "saved_searches"}
OF_TOTALS = "total_results"
LINES_BEGIN_WITH = (
    "expected_value_annual",
    "expected_value_monthly",
    "total_results",
    "total_value_annual",
    "total_value_monthly",
)


class Disagreement(Exception):
    """The oracle does not give what the author of a case worked out by head."""


def cases(subject: str) -> tuple[Case, ...]:
    return tuple(import_module(f"spec.cases.{subject}").CASES)


# --- answers


def zone(text: str | float) -> tzinfo:
    """An IANA name, or hours as a number or text."""
    try:
        return timezone(timedelta(hours=float(text)))
    except ValueError:
        return ZoneInfo(str(text))


def caller(options: Mapping[str, Any]) -> dict[str, Any]:
    """The oracle's keyword arguments for the JSON options of a case."""
    arguments = dict(options)
    if "now" in options:
        arguments["now"] = datetime.fromisoformat(options["now"])
    arguments["tz"] = zone(options["tz"]) if "tz" in options else UTC
    return arguments


def expected(case: Case) -> Any:
    """The last member of a case: a response, ids, or a data error."""
    if case.kind == "data_error":
        return dict(case.expect)
    arguments = caller(case.options)
    if case.kind == "select":
        rows = smart_view_oracle.selected(case.objects, case.request, **arguments)
        answer: Any = [row["id"] for row in rows]
        agree(case, "ids", case.expect["ids"].split(), answer)
    elif case.kind == "keeps":
        answer = [
            row["id"] for row in smart_view_oracle.kept(case.objects, case.request, **arguments)
        ]
        agree(case, "ids", case.expect["ids"].split(), answer)
    else:
        answer = smart_view_oracle.answer(case.objects, case.request, **arguments)
        for key, stated in case.expect.items():
            check(case, key, stated, answer)
    return answer


def check(case: Case, key: str, stated: Any, answer: Mapping[str, Any]) -> None:
    """One stated figure against a response, or against a group of one."""
    members = answer.get("objects", answer.get("data"))
    if key == "ids":
        agree(case, key, stated.split(), [member.get("id") for member in members])
    elif key == "keys":
        stated = stated.split() if isinstance(stated, str) else stated
        agree(case, key, stated, [group["key"] for group in members])
    elif key == "groups":
        groups = {group["key"]: group for group in members}
        for name, figures in stated.items():
            for figure, value in figures.items():
                check(case, figure, value, groups[name])
    elif key == "currencies":
        agree(case, key, list(stated), list(answer["by_currency"]))
        for code, figures in stated.items():
            agree(case, code, figures, pick(answer["by_currency"][code], figures))
    elif key == "absent":
        agree(case, key, [], [name for name in stated.split() if name in answer])
    elif key == "shows":
        shown = [pick(member, part) for member, part in zip(members, stated, strict=True)]
        agree(case, key, stated, shown)
    else:
        agree(case, key, stated, answer[key])


def pick(member: Mapping[str, Any], like: Mapping[str, Any]) -> dict[str, Any]:
    return {key: member[key] for key in like}


def agree(case: Case, key: str, stated: Any, found: Any) -> None:
    if stated != found:
        raise Disagreement(
            f"{case.name!r}: {key} is stated as {stated!r}, the oracle has {found!r}"
        )


# --- files


def as_json(case: Case) -> dict[str, Any]:
    """A case as the files hold it."""
    members: dict[str, Any] = {"name": case.name}
    if case.why is not None:
        members["why"] = case.why
    members["objects"] = case.objects
    members["params"] = case.params
    if case.options:
        members["options"] = dict(case.options)
    members[case.kind] = expected(case)
    written: dict[str, Any] = tagged(members)
    return written


def laid_out(value: Any, indent: int = 0) -> str:
    """JSON for human eyes: what fits stays on a line, an opportunity always does."""
    flat = json.dumps(value, ensure_ascii=False)
    if indent + len(flat) <= WIDTH or not isinstance(value, dict | list) or is_opportunity(value):
        return flat
    lines = f",\n{' ' * (indent + 1)}".join(filled(parts(value, indent + 1), indent + 1))
    return f"{{{lines}}}" if isinstance(value, dict) else f"[\n{' ' * (indent + 1)}{lines}]"


def is_opportunity(value: Any) -> bool:
    """An object or a flat option, not a case, a response, totals or tables of other objects."""
    return (
        isinstance(value, dict)
        and value.keys().isdisjoint({*OF_A_CASE, OF_TOTALS})
        and not all(isinstance(member, list) or is_totals(member) for member in value.values())
    )


def is_totals(value: Any) -> bool:
    return isinstance(value, dict) and OF_TOTALS in value


Part = tuple[str, bool, bool]
"""A member as text, whether a line begins with it, and whether it has the line to itself."""


def parts(value: Mapping[str, Any] | list[Any], indent: int) -> Iterator[Part]:
    if isinstance(value, list):
        for one in value:
            yield laid_out(one, indent), False, isinstance(one, dict | list)
        return
    for key, member in value.items():
        text = f"{json.dumps(key, ensure_ascii=False)}: {laid_out(member, indent + 1)}"
        yield text, key in LINES_BEGIN_WITH, "\n" in text or "params" in value


def filled(members: Iterable[Part], indent: int) -> Iterator[str]:
    """Lines with as many members to a line as fit."""
    line = ""
    for text, begins, alone in members:
        if line and (begins or alone or indent + len(line) + len(text) + 3 > WIDTH):
            yield line
            line = ""
        line = f"{line}, {text}" if line else text
        if alone:
            yield line
            line = ""
    if line:
        yield line


def path_of(subject: str) -> Path:
    return EXPECTED / f"{subject}.json"


def text_of(subject: str) -> str:
    """What the file of a subject should hold."""
    lines = ",\n".join(f" {laid_out(as_json(case), 1)}" for case in cases(subject))
    return f"[\n{lines}\n]\n"


def main() -> int:
    EXPECTED.mkdir(exist_ok=True)
    for subject in SUBJECTS:
        path_of(subject).write_text(text_of(subject), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
