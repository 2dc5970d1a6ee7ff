"""The README says what is so: its examples run, its tables are those of the schema."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
from tools.readme_tables import DOCUMENTS, README, with_tables

import oppquery
from oppquery.cli import main

TEXT = README.read_text(encoding="utf-8")
COMMANDS = re.findall(r"^oppquery .*$", TEXT, re.MULTILINE)


def test_its_python_examples_run() -> None:
    outcome = doctest.testfile(str(README), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert outcome.attempted > 8
    assert outcome.failed == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_its_commands_run(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split(command)[1:]) == 0
    assert '"total_results": 0' not in capsys.readouterr().out


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_its_tables_are_current(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert with_tables(text) == text, "run `python -m tools.readme_tables` in tests/"


def test_it_names_everything_public() -> None:
    table = TEXT.partition("## Public names")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`([\w.]+)`", row.split("|")[1])]
    assert sorted(named) == sorted([*oppquery.__all__, "oppquery.ast"])


def test_it_has_exactly_two_set_up_lines() -> None:
    assert len(re.findall(r"^python3 -m venv ", TEXT, re.MULTILINE)) == 2
