"""A memo remembers what is worth it, never more than it may, and confuses no two values."""

from typing import Any

import pytest

from oppquery.values.memo import Memo


class Text(str):
    __slots__ = ()


class Calls:
    """A function that notes what it was asked."""

    def __init__(self) -> None:
        self.seen: list[Any] = []

    def __call__(self, raw: Any) -> str:
        self.seen.append(raw)
        return repr(raw)


def test_strings_and_null_are_asked_once() -> None:
    calls = Calls()
    memo = Memo(calls)
    assert [memo["a"], memo["a"], memo[None], memo[None]] == ["'a'", "'a'", "None", "None"]
    assert calls.seen == ["a", None]


def test_one_and_true_are_two_values() -> None:
    """As keys of a dict they are the same."""
    memo = Memo(Calls())
    numbers = [1, 1.0, True, 0, False, 0.0, -0.0]
    assert [memo[each] for each in numbers] == [repr(each) for each in numbers]
    assert len(memo) == 0


def test_strings_of_other_types_are_not_kept() -> None:
    calls = Calls()
    memo = Memo(calls)
    memo[Text("a")]
    memo["a"]
    assert calls.seen == [Text("a"), "a"]
    assert [type(key) for key in memo] == [str]


def test_a_memo_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Memo, "MOST", 3)
    memo = Memo(Calls())
    assert [memo[str(n)] for n in range(10)] == [repr(str(n)) for n in range(10)]
    assert list(memo) == ["0", "1", "2"]
    assert memo["9"] == "'9'"


def test_the_bound_is_one_that_a_service_can_bear() -> None:
    memo = Memo(len)
    for n in range(Memo.MOST + 100):
        memo[str(n)]
    assert len(memo) == Memo.MOST == 65_536


def test_what_raises_is_not_kept() -> None:
    memo = Memo(int)
    for _ in range(2):
        with pytest.raises(ValueError, match="invalid literal"):
            memo["x"]
    assert len(memo) == 0


def test_what_has_no_hash_raises_type_error() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        Memo(repr)[["a"]]
