"""Objects from files: a JSON array, JSON lines, or the sample of the package. UTF-8, BOM or not."""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any, Final


class UnreadableFile(Exception):
    """A file that is not there, or that holds neither a JSON array nor JSON lines."""


SAMPLE: Final = "sample"
STANDARD_INPUT: Final = "-"


def read_objects(name: str, *, sample: str = "opportunities.json") -> list[Any]:
    """The objects of a file, of standard input (`-`), or of the file `sample` of the sample.

    Raises `UnreadableFile`.
    """
    text = _text(name, sample)
    try:
        return _objects(text)
    except (ValueError, RecursionError) as fault:
        raise UnreadableFile(f"{name}: neither a JSON array nor JSON lines: {fault}") from None


def read_saved_searches(name: str, *, sample: str) -> Any:
    """Smart Views as `read_objects` takes them, or a JSON object of id to lead ids or view.

    A JSON object with an `id` is one Smart View.
    """
    text = _text(name, sample)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return read_objects(name, sample=sample)
    return [whole] if isinstance(whole, dict) and isinstance(whole.get("id"), str) else whole


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


def _objects(text: str) -> list[Any]:
    if text.lstrip().startswith("["):
        whole: list[Any] = json.loads(text)
        return whole
    return [_line(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _line(number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as fault:
        raise ValueError(f"line {number}: {fault}") from None
