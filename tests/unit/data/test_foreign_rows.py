"""Rows of libraries that are no mappings are refused with the call that makes mappings of them."""

import sqlite3
from collections import namedtuple
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest
from asking import data_error

from oppquery import Collection, DataError, compile_query, list_opportunities

Pair = namedtuple("Pair", "id value")


@dataclass
class Deal:
    id: str
    value: int


class Model:
    """As pydantic's models have it."""

    def model_dump(self) -> dict[str, Any]:
        return {"id": "a", "value": 5}

    def dict(self) -> dict[str, Any]:
        return self.model_dump()


class OldModel:
    """As models of pydantic 1."""

    def dict(self) -> dict[str, Any]:
        return {"id": "a"}


class DjangoModel:
    _meta = objects = ()


class SqlalchemyModel:
    __table__ = ()


def sqlite_row() -> sqlite3.Row:
    with closing(sqlite3.connect(":memory:")) as database:
        database.row_factory = sqlite3.Row
        row: sqlite3.Row = database.execute("select 'a' as id, 5 as value").fetchone()
        return row


ROWS = [
    (sqlite_row(), "dict(row)"),
    (Deal("a", 5), "dataclasses.asdict(row)"),
    (Pair("a", 5), "row._asdict()"),
    (Model(), "row.model_dump()"),
    (OldModel(), "row.dict()"),
    (DjangoModel(), "django.forms.models.model_to_dict(row), or queryset.values()"),
    (SqlalchemyModel(), "{column.name: getattr(row, column.name) for column in row.__table__.c}"),
    ('{"id": "a"}', "json.loads(row)"),
]


@pytest.mark.parametrize(("row", "call"), ROWS)
def test_the_call_that_makes_it_a_mapping(row: Any, call: str) -> None:
    reason = f"an object must be a mapping such as a dict (pass {call})"
    error = data_error([{"id": "o"}, row])
    assert (error.index, error.reason) == (1, reason)
    with pytest.raises(DataError) as caught:
        Collection([row])
    assert caught.value.reason == reason
    with pytest.raises(DataError) as caught:
        compile_query("value=5")(row)
    assert caught.value.reason == reason


def test_the_call_makes_it_one() -> None:
    assert list_opportunities([dict(sqlite_row())], "value=5")["total_results"] == 1


@pytest.mark.parametrize("row", [5, None, [], ["id"], "deal", b"[]", Deal, object()])
def test_what_is_no_row_of_any_library(row: Any) -> None:
    assert data_error([row]).reason == "an object must be a mapping such as a dict"
