"""Pages of one request, put together."""

import copy
from typing import Any

import pytest

from oppquery import list_opportunities, merge_pages

USERS = ("ann", "bob", "ann", None, "bob", "ann", "cid")
DEALS: list[dict[str, Any]] = [
    {"id": str(n), "value": 100 * n, "confidence": 50, "user_id": user, "user_name": user}
    for n, user in enumerate(USERS)
]


def pages(size: int, **params: str) -> list[Any]:
    return [
        list_opportunities(DEALS, {**params, "_limit": size, "_skip": skip})
        for skip in range(0, len(DEALS), size)
    ]


@pytest.mark.parametrize("size", range(1, 9))
@pytest.mark.parametrize("group", ["", "user_id", "-user_id", "custom.cf_x"])
def test_pages_make_the_whole(size: int, group: str) -> None:
    whole = list_opportunities(DEALS, {"_group_by": group, "_order_by": "-value"})
    merged = merge_pages(pages(size, _group_by=group, _order_by="-value"))
    assert merged == whole
    assert list(merged) == list(whole)


def test_a_group_that_a_page_has_cut_is_joined() -> None:
    merged = merge_pages(pages(2, _group_by="user_id"))
    assert [group["key"] for group in merged["data"]] == ["ann", "bob", "cid", None]
    assert [[row["id"] for row in group["objects"]] for group in merged["data"]] == [
        ["0", "2", "5"],
        ["1", "4"],
        ["6"],
        ["3"],
    ]


def test_has_more_is_that_of_the_last_page() -> None:
    first, second, *_ = pages(2)
    assert first["has_more"] is True
    assert merge_pages([first, second])["has_more"] is True
    assert merge_pages(pages(2))["has_more"] is False


def test_one_page_is_itself() -> None:
    (page,) = pages(10)
    assert merge_pages([page]) == page
    assert merge_pages([page]) is not page


def test_any_iterable_of_pages_will_do() -> None:
    assert merge_pages(iter(pages(3))) == merge_pages(pages(3))


def test_empty_pages() -> None:
    empty = list_opportunities([])
    assert merge_pages([empty, empty]) == empty


def test_report_forms_without_objects() -> None:
    report = list_opportunities(DEALS, "_group_by=user_id&_limit=0")
    assert merge_pages([report]) == report


def test_pages_are_not_changed() -> None:
    some = pages(2, _group_by="user_id")
    before = copy.deepcopy(some)
    merged: Any = merge_pages(some)
    merged["data"][0]["objects"].append("more")
    merged["data"].append("more")
    assert some == before


def test_the_objects_are_those_of_the_pages() -> None:
    some = pages(4)
    merged = merge_pages(some)
    assert merged["data"][0] is some[0]["data"][0]


def test_no_page_at_all() -> None:
    with pytest.raises(ValueError, match="there is no page to merge"):
        merge_pages([])


NO_PAGES = [None, 5, "data", {}, {"data": None}, {"data": "ab"}, ["data"], {"data": []}]


@pytest.mark.parametrize("page", NO_PAGES)
def test_what_is_no_page(page: Any) -> None:
    with pytest.raises(TypeError, match="a page must be an answer of list_opportunities"):
        merge_pages([page])
    with pytest.raises(TypeError, match="a page must be an answer of list_opportunities"):
        merge_pages([*pages(4), page])


def test_pages_of_different_requests() -> None:
    other = list_opportunities(DEALS, "value__gte=100")
    with pytest.raises(ValueError, match="not of one request: their totals differ"):
        merge_pages([*pages(4), other])


def test_pages_over_data_that_changed_between_them() -> None:
    first = list_opportunities(DEALS, "_limit=3")
    second = list_opportunities(DEALS[:-1], "_limit=3&_skip=3")
    with pytest.raises(ValueError, match="their totals differ"):
        merge_pages([first, second])


def test_objects_that_have_a_key_are_no_groups() -> None:
    rows = [{"id": str(n), "key": "same", "objects": [n]} for n in range(3)]
    some = [list_opportunities(rows, {"_limit": 1, "_skip": n}) for n in range(3)]
    assert [row["id"] for row in merge_pages(some)["data"]] == ["0", "1", "2"]


OVERLAP = "the pages overlap, or the data changed between them"
GAP = "a page is missing, or the data changed between them"


def refused(some: list[Any]) -> str:
    with pytest.raises(ValueError, match="the data changed between them") as caught:
        merge_pages(some)
    return str(caught.value)


def test_a_page_that_comes_twice() -> None:
    first, second, third, last = pages(2)
    assert refused([first, second, second, third, last]) == (
        f"2 ids come twice, '2' on pages 2 and 3: {OVERLAP}"
    )
    assert refused([first, second, third, last, last]) == (
        f"an id comes twice, '6' on pages 4 and 5: {OVERLAP}"
    )


def test_an_id_that_comes_twice_in_groups() -> None:
    some = pages(3, _group_by="user_id")
    assert refused([some[0], *some]) == f"3 ids come twice, '0' on pages 1 and 2: {OVERLAP}"


def test_an_id_that_comes_twice_on_one_page() -> None:
    page = list_opportunities([{"id": "a"}, {"id": "b"}, {"id": "a"}])
    assert refused([page]) == f"an id comes twice, 'a' on page 1: {OVERLAP}"


@pytest.mark.parametrize("group", ["", "user_id"])
def test_more_objects_than_there_are(group: str) -> None:
    some = pages(3, _fields="value", _group_by=group)
    assert refused([*some, some[0]]) == f"there are 10 objects, but total_results is 7: {OVERLAP}"


def test_a_single_page_with_more_objects_than_there_are() -> None:
    page: Any = list_opportunities(DEALS, {"_fields": "value"})
    page["data"].append({"value": 1})
    assert refused([page]) == f"there are 8 objects, but total_results is 7: {OVERLAP}"


def test_a_gap() -> None:
    first, second, third, last = pages(2)
    assert refused([first, second, last]) == f"2 of 7 objects are missing: {GAP}"
    assert refused([second, third, last]) == f"2 of 7 objects are missing: {GAP}"
    assert refused([first, last]) == f"4 of 7 objects are missing: {GAP}"


def test_a_gap_that_more_pages_may_fill_is_not_seen() -> None:
    first, _, third, _ = pages(2)
    assert [row["id"] for row in merge_pages([first, third])["data"]] == ["0", "1", "4", "5"]


def test_a_gap_inside_a_group() -> None:
    first, _, third, _ = pages(2, _group_by="user_id")
    assert refused([first, third]) == f"1 of 3 objects of the group 'ann' are missing: {GAP}"


def test_a_gap_between_groups() -> None:
    """ann, ann, ann, bob, bob, cid, null: without the third page of two, bob has one of two."""
    first, second, _, last = pages(2, _group_by="user_id")
    assert refused([first, second, last]) == f"1 of 2 objects of the group 'bob' are missing: {GAP}"


def test_a_gap_of_whole_groups() -> None:
    rows = [{"id": str(n), "user_id": str(n)} for n in range(3)]
    params = {"_group_by": "user_id", "_limit": 1}
    first, _, last = (list_opportunities(rows, {**params, "_skip": n}) for n in range(3))
    assert refused([first, last]) == f"1 of 3 objects are missing: {GAP}"


@pytest.mark.parametrize("group", ["", "user_id"])
def test_pages_may_stop_short(group: str) -> None:
    merged = merge_pages(pages(2, _group_by=group)[:3])
    assert merged["has_more"] is True


@pytest.mark.parametrize("group", ["", "user_id"])
def test_one_page_of_several_is_a_page(group: str) -> None:
    for page in pages(2, _group_by=group):
        assert merge_pages([page]) == page


def test_an_id_that_is_no_text_is_not_compared() -> None:
    page: Any = list_opportunities([{}, {}])
    page["data"] = [{"id": ["a"]}, {"id": ["a"]}]
    assert merge_pages([page]) == page


@pytest.mark.parametrize("size", range(1, 8))
@pytest.mark.parametrize("group", ["", "user_id"])
def test_pages_of_several_currencies(size: int, group: str) -> None:
    """ann and bob have amounts in both currencies, the others in one."""
    rows = [{**deal, "value_currency": "EUR"} if deal["id"] in "015" else deal for deal in DEALS]
    params: dict[str, Any] = {"_group_by": group}
    whole: Any = list_opportunities(rows, params)
    some = [
        list_opportunities(rows, {**params, "_limit": size, "_skip": skip})
        for skip in range(0, len(rows), size)
    ]
    merged: Any = merge_pages(some)
    assert merged == whole
    assert list(merged["by_currency"]) == ["EUR", "USD"]
    if group:
        assert list(map(list, merged["data"])) == list(map(list, whole["data"]))
        assert ["by_currency" in each for each in merged["data"]] == [True, True, False, False]


def test_pages_whose_currencies_differ() -> None:
    """Nothing but `by_currency` differs: what was in euros is in pounds on the second page."""
    first, second = (
        list_opportunities([{"value": 1}, {"value": 2, "value_currency": code}], {"_limit": 1})
        for code in ("EUR", "GBP")
    )
    with pytest.raises(ValueError, match="not of one request: their totals differ"):
        merge_pages([first, second])
