"""Objects from files: JSON, JSON lines, or the sample of the package. UTF-8, BOM or not.

Pages, records of Singer and Airbyte and exports of leads are taken apart.
"""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from oppquery.data.looks import is_failure, is_page
from oppquery.data.unwrapping import NoObjects, unwrapped
from oppquery.schema.kinds import OPPORTUNITIES


class UnreadableFile(Exception):
    """A file that is not there, or that holds no JSON objects."""


SAMPLE: Final = "sample"
STANDARD_INPUT: Final = "-"
SAVED_SEARCHES: Final = "saved_search"


def read_objects(
    name: str, kind: str = OPPORTUNITIES, *, sample: str = "opportunities.json"
) -> list[Any]:
    """The objects of a kind in a file, in standard input (`-`), or in a file of the sample.

    `sample` is the name of that file. Raises `UnreadableFile`.
    """
    return _objects(name, _text(name, sample), kind)


def read_saved_searches(name: str, *, sample: str) -> Any:
    """Smart Views as `read_objects` takes them, or a JSON object of id to lead ids or view.

    A JSON object with an `id` is one Smart View.
    """
    text = _text(name, sample)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        whole = None
    if not isinstance(whole, dict) or is_page(whole) or _is_failure(whole):
        return _objects(name, text, SAVED_SEARCHES)
    return [whole] if isinstance(whole.get("id"), str) else whole


def _is_failure(views: dict[str, Any]) -> bool:
    """Whether Smart Views are the answer to a request that failed, and no lists of lead ids."""
    return is_failure(views) and not all(isinstance(each, list) for each in views.values())


def _objects(name: str, text: str, kind: str) -> list[Any]:
    try:
        return unwrapped(_values(text), kind)
    except NoObjects as fault:
        raise UnreadableFile(f"{name}: no objects but {fault}") from None
    except (ValueError, RecursionError) as fault:
        raise UnreadableFile(f"{name}: neither a JSON array nor JSON lines: {fault}") from None


def _text(name: str, sample: str) -> str:
    try:
        return _read(name, sample).removeprefix("\ufeff")
    except (OSError, UnicodeDecodeError) as fault:
        raise UnreadableFile(f"{name}: {fault}") from None


def _read(name: str, sample: str) -> str:
    match name:
        case "sample":
            return files("oppquery").joinpath("sample", sample).read_text(encoding="utf-8")
        case "-":
            return _standard_input()
        case _:
            return Path(name).read_text(encoding="utf-8")


def _standard_input() -> str:
    if sys.stdin is None:
        raise OSError("standard input is closed")
    return sys.stdin.buffer.read().decode()


def _values(text: str) -> list[Any]:
    """The elements of a JSON array, the one JSON object, or the value of each line."""
    if not text.strip():
        raise NoObjects("nothing at all, not even an empty JSON array")
    if text.lstrip().startswith("["):
        whole: list[Any] = json.loads(text)
        return whole
    try:
        return [json.loads(text)]
    except ValueError:
        lines = enumerate(text.split("\n"), 1)
        return [_line(number, line) for number, line in lines if line.strip()]


def _line(number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as fault:
        raise ValueError(f"line {number}: {fault}") from None
