"""The command line, called and run: answers, exit codes, files, pipes."""

import errno
import json
import os
import runpy
import subprocess
import sys
from contextlib import redirect_stdout
from io import BufferedWriter, BytesIO, FileIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from oppquery import list_opportunities
from oppquery.cli import main

DEALS: list[dict[str, Any]] = [
    {"id": "a", "value": 300000, "status_type": "won", "date_won": "2024-05-16"},
    {"id": "b", "value": None, "status_type": "active", "note": "größte Überraschung 見積書"},
    {"id": "c", "value": 5000, "status_type": "won", "date_created": "2024-05-17T02:00:00Z"},
]
ARRAY = json.dumps(DEALS)
LINES = "".join(json.dumps(deal, ensure_ascii=False) + "\n" for deal in DEALS)


@pytest.fixture
def deals(tmp_path: Path) -> str:
    path = tmp_path / "deals.json"
    path.write_text(ARRAY, encoding="utf-8")
    return str(path)


def written(tmp_path: Path, content: str | bytes) -> str:
    path = tmp_path / "written"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main(["list", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


def failed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["list", *arguments])
    out, err = capsys.readouterr()
    assert out == ""
    return code, err


def misused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: oppquery")
    return err.splitlines()[-1]


def ids(answer: Any) -> list[str]:
    return [row["id"] for row in answer["data"]]


# --- answers


def test_the_answer_is_that_of_the_function(capsys: pytest.CaptureFixture[str], deals: str) -> None:
    params = {"status_type": "won", "_order_by": "-value"}
    answer = answered(capsys, deals, *(f"{name}={value}" for name, value in params.items()))
    assert answer == list_opportunities(DEALS, params)
    assert list(answer) == list(list_opportunities(DEALS, params))


def test_no_parameters(capsys: pytest.CaptureFixture[str], deals: str) -> None:
    assert ids(answered(capsys, deals)) == ["a", "b", "c"]


def test_a_value_may_hold_equals_signs_and_spaces(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rows = written(tmp_path, json.dumps([{"id": "a", "user_id": "x=y z"}, {"id": "b"}]))
    assert ids(answered(capsys, rows, "user_id=x=y z")) == ["a"]
    assert ids(answered(capsys, rows, "user_id=")) == ["b"]


def test_text_is_printed_as_it_is(capsys: pytest.CaptureFixture[str], deals: str) -> None:
    assert main(["list", deals, "note=見積書"]) == 0
    assert "größte Überraschung 見積書" in capsys.readouterr().out


@pytest.mark.parametrize("tz", [["--tz", "-4"], ["--tz=-4"], ["--tz", "America/New_York"]])
def test_the_zone(capsys: pytest.CaptureFixture[str], deals: str, tz: list[str]) -> None:
    assert ids(answered(capsys, deals, "date_created=2024-05-17")) == ["c"]
    assert ids(answered(capsys, deals, "date_created=2024-05-16", *tz)) == ["c"]


@pytest.mark.parametrize(
    ("now", "tz", "won"),
    [
        ("2024-05-17", "UTC", "yesterday"),
        ("2024-05-17T12:30", "UTC", "yesterday"),
        ("2024-05-17 00:30:15.5", "UTC", "yesterday"),
        ("2024-05-17T02:00Z", "-4", "today"),
        ("2024-05-17T02:00+14:00", "UTC", "today"),
        ("2024-06", "UTC", "last month"),
        ("2024-W21", "UTC", "last week"),
        ("2025", "UTC", "last year"),
    ],
)
def test_now(capsys: pytest.CaptureFixture[str], deals: str, now: str, tz: str, won: str) -> None:
    assert ids(answered(capsys, deals, f"date_won={won}", "--now", now, "--tz", tz)) == ["a"]


def test_the_currency(capsys: pytest.CaptureFixture[str], deals: str) -> None:
    answer = answered(capsys, deals, "status_type=won", "--currency", "EUR")
    assert answer["total_value_one_time_formatted"] == "€3,050"


def test_an_output_that_is_no_file(deals: str) -> None:
    with redirect_stdout(StringIO()) as out:
        assert main(["list", deals, "_limit=1"]) == 0
    assert ids(json.loads(out.getvalue())) == ["a"]


# --- files


@pytest.mark.parametrize(
    "content",
    [
        ARRAY,
        json.dumps(DEALS, indent=4),
        "\ufeff" + ARRAY,
        " \r\n\t" + ARRAY + "\n\n",
        LINES,
        "\ufeff" + LINES,
        "\n" + LINES.replace("\n", "\n\n"),
        LINES.replace("\n", "\r\n"),
        LINES.rstrip("\n"),
        "  " + LINES,
    ],
)
def test_forms_of_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str) -> None:
    assert ids(answered(capsys, written(tmp_path, content))) == ["a", "b", "c"]


@pytest.mark.parametrize("content", ["[]", "\ufeff[ ]"])
def test_a_file_without_objects(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str
) -> None:
    assert answered(capsys, written(tmp_path, content))["total_results"] == 0


def test_one_object_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert ids(answered(capsys, written(tmp_path, '{"id": "a"}'))) == ["a"]


def test_unicode_line_breaks_inside_a_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """`str.splitlines` would break the line there."""
    rows = written(tmp_path, '{"id": "a", "note": "x\u2028y\x85z"}\n{"id": "b"}\n')
    assert ids(answered(capsys, rows)) == ["a", "b"]


@pytest.mark.parametrize("content", [ARRAY, LINES, "\ufeff" + LINES])
def test_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    """Read as UTF-8 whatever the locale says."""
    stream = TextIOWrapper(BytesIO(content.encode()), encoding="ascii")
    monkeypatch.setattr(sys, "stdin", stream)
    assert ids(answered(capsys, "-")) == ["a", "b", "c"]


def test_the_sample(capsys: pytest.CaptureFixture[str]) -> None:
    answer = answered(capsys, "sample", "_group_by=status_type", "_limit=0")
    assert {group["key"] for group in answer["data"]} == {"active", "won", "lost", None}
    assert sum(group["total_results"] for group in answer["data"]) == answer["total_results"]


def test_a_file_called_sample_has_a_folder(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sample").write_text(ARRAY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert ids(answered(capsys, "./sample")) == ["a", "b", "c"]
    assert answered(capsys, "sample")["total_results"] > 100


# --- exit codes


def test_a_bad_request_is_2(capsys: pytest.CaptureFixture[str], deals: str) -> None:
    code, err = failed(capsys, deals, "stauts_type=won", "value__gte=lots", "_limit=3", "_limit=4")
    assert code == 2
    assert [line.split(":")[0] for line in err.splitlines()] == [
        "stauts_type",
        "value__gte",
        "_limit",
    ]
    assert "Did you mean 'status_type'? [unknown_parameter]" in err


def test_several_currencies(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    rows = [{"value": 1, "value_currency": code} for code in ("USD", "EUR")]
    answer = answered(capsys, written(tmp_path, json.dumps(rows)))
    assert (answer["total_results"], answer["total_value_one_time"]) == (2, None)
    assert list(answer["by_currency"]) == ["EUR", "USD"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"id": "a"}, {"id": "b", "value": "5"}], "object 1 (id 'b'), field 'value': an amount"),
        ([{"id": "a", "value": float("nan")}], "object 0 (id 'a'), field 'value': an amount"),
        ([{"id": "a"}, 5], "object 1: an object must be a mapping such as a dict, not 5"),
        ([[]], "object 0: an object must be a mapping such as a dict, not []"),
    ],
)
def test_bad_data_is_3(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, rows: Any, message: str
) -> None:
    code, err = failed(capsys, written(tmp_path, json.dumps(rows)))
    assert code == 3
    assert err.startswith(message)


def test_a_missing_file_is_4(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, err = failed(capsys, str(tmp_path / "nothing.json"))
    assert code == 4
    assert "No such file or directory" in err


def test_a_folder_is_4(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert failed(capsys, str(tmp_path))[0] == 4


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"id": "a"}\n{"id": }\n', "neither a JSON array nor JSON lines: line 2: Expecting value"),
        ("\n\n{'id': 'a'}\n", "neither a JSON array nor JSON lines: line 3: Expecting property"),
        ('[{"id": "a"},]', "neither a JSON array nor JSON lines: "),
        ('[{"id": "a"}] []', "neither a JSON array nor JSON lines: Extra data"),
        (
            '[{"id":\n "a"\n}\n',
            "neither a JSON array nor JSON lines: Expecting ',' delimiter: line",
        ),
        ("id,value\na,5\n", "neither a JSON array nor JSON lines: line 1: Expecting value"),
        ("[" * 100_000, "neither a JSON array nor JSON lines: "),
        ('{"value": ' + "9" * 5_000 + "}", "neither a JSON array nor JSON lines: line 1: Exceeds"),
        (b'{"id": "caf\xe9"}', "'utf-8' codec can't decode byte 0xe9"),
        (b"\xff\xfe[\x00]\x00", "'utf-8' codec can't decode byte 0xff"),
    ],
)
def test_what_is_no_json_is_4(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str | bytes, message: str
) -> None:
    name = written(tmp_path, content)
    code, err = failed(capsys, name)
    assert code == 4
    assert err.startswith(f"{name}: {message}")


# --- misuse


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "oppquery: error: the following arguments are required: COMMAND"),
        (["count"], "oppquery: error: argument COMMAND: invalid choice: 'count' (choose from"),
        (["list"], "oppquery list: error: the following arguments are required: FILE"),
        (["list", "sample", "won"], "oppquery: error: 'won' is no PARAM=VALUE"),
        (["list", "sample", "--tz", "Mars"], "oppquery: error: tz 'Mars' is no time zone"),
        (["list", "sample", "--tz", "25"], "oppquery: error: tz '25' is not an offset between"),
        (["list", "sample", "--now", "soon"], "oppquery: error: --now: 'soon' is not a date"),
        (["list", "sample", "--now", "2024-02-30"], "oppquery: error: --now: '2024-02-30' does"),
        (["list", "sample", "--now", "today"], "oppquery: error: --now: 'today' is relative"),
        (["list", "sample", "--now", "0001-01-01T00:00+14:00"], "oppquery: error: --now: "),
        (["list", "sample", "--colour"], "oppquery: error: unrecognized arguments: --colour"),
    ],
)
def test_misuse_is_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert misused(capsys, *arguments).startswith(message)


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["list", "--help"])
    assert caught.value.code == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("FILE", "PARAM=VALUE", "--tz", "--now", "--currency"))


# --- a process of its own


def run(*arguments: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "oppquery", *arguments],
        input=given.encode(),
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_a_real_process(deals: str) -> None:
    done = run("list", deals, "status_type=won")
    assert (done.returncode, done.stderr) == (0, b"")
    assert ids(json.loads(done.stdout)) == ["a", "c"]


@pytest.mark.parametrize(
    ("code", "arguments", "given"),
    [
        (0, ("list", "-", "value__gte=$50"), ARRAY),
        (0, ("list", "sample", "_limit=1"), ""),
        (2, ("list", "-", "stauts_type=won"), ARRAY),
        (2, ("list",), ""),
        (3, ("list", "-"), '[{"value": 1.5}]'),
        (4, ("list", "-"), "{"),
        (4, ("list", os.devnull + "/nothing"), ""),
    ],
)
def test_exit_codes_of_a_real_process(code: int, arguments: tuple[str, ...], given: str) -> None:
    done = run(*arguments, given=given)
    assert done.returncode == code
    assert (done.stdout != b"") is (code == 0)
    assert (done.stderr != b"") is (code != 0)
    assert b"Traceback" not in done.stderr


def test_a_locale_without_letters() -> None:
    """Output is UTF-8 whatever the locale; what has no UTF-8 is escaped."""
    rows = '[{"id": "a", "note": "見積書"}, {"id": "b", "note": "\\ud800"}]'
    done = run("list", "-", given=rows, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "見積書" in done.stdout.decode("utf-8")
    assert b"\\ud800" in done.stdout


def test_errors_in_a_locale_without_letters() -> None:
    done = run("list", "-", "value=五", given="[]", LC_ALL="C", PYTHONIOENCODING="ascii:strict")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"[bad_number]" in done.stderr


def test_a_reader_that_leaves_early() -> None:
    """As `oppquery list sample _limit=1000 | head -c 10`: no traceback, no noise."""
    with subprocess.Popen(
        [sys.executable, "-m", "oppquery", "list", "sample", "_limit=1000"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert len(process.stdout.read(10)) == 10
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_a_pipe_that_nobody_reads(deals: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w", encoding="utf-8") as broken:
        monkeypatch.setattr(sys, "stdout", broken)
        assert main(["list", deals]) == 0
        print("more", flush=True)


def test_standard_input_that_is_closed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["list", "-"]) == 4
    assert capsys.readouterr().err == "-: standard input is closed\n"


class FullOnce(FileIO):
    """A device that is full when it is first written to."""

    full = True

    def write(self, data: Any) -> int:
        if self.full:
            self.full = False
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(data)


def test_an_output_that_is_full(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, deals: str
) -> None:
    with TextIOWrapper(BufferedWriter(FullOnce(os.devnull, "w"))) as output:
        monkeypatch.setattr(sys, "stdout", output)
        assert main(["list", deals]) == 1
    assert capsys.readouterr().err.endswith("No space left on device\n")


def test_the_package_is_a_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], deals: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["oppquery", "list", deals, "_limit=1"])
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("oppquery", run_name="__main__")
    assert caught.value.code == 0
    assert ids(json.loads(capsys.readouterr().out)) == ["a"]


# --- leads and what else stands beside the opportunities


def json_file(tmp_path: Path, name: str, content: Any) -> str:
    path = tmp_path / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return str(path)


@pytest.fixture
def beside(tmp_path: Path) -> list[str]:
    """Two deals with a lead each, their leads, a call, and Smart Views by id and as objects."""
    deals = [{"id": "a", "lead_id": "lead_1"}, {"id": "b", "lead_id": "lead_2"}]
    leads = [{"id": "lead_1", "name": "Acme"}, {"id": "lead_2", "name": "Bluth"}]
    calls = [{"lead_id": "lead_2"}]
    views = {"save_ids": ["lead_2"], "save_text": {"query": "name:acme"}}
    return [
        json_file(tmp_path, "deals.json", deals),
        f"--leads={json_file(tmp_path, 'leads.json', leads)}",
        f"--related=call={json_file(tmp_path, 'calls.json', calls)}",
        f"--saved-searches={json_file(tmp_path, 'views.json', views)}",
    ]


@pytest.mark.parametrize(
    ("param", "expected"),
    [
        ("lead_query=acme", "a"),
        ("lead_query=calls:1", "b"),
        ("lead_saved_search_id=save_ids", "b"),
        ("lead_saved_search_id=save_text", "a"),
        ("query=lead(bluth)", "b"),
    ],
)
def test_leads_calls_and_smart_views_from_files(
    capsys: pytest.CaptureFixture[str], beside: list[str], param: str, expected: str
) -> None:
    assert ids(answered(capsys, *beside, param)) == expected.split()


@pytest.mark.parametrize(
    "views",
    [
        {"id": "save_1", "query": "acme"},
        [{"id": "save_1", "query": "acme"}],
        {"save_1": {"query": "acme"}},
    ],
    ids=["one view", "a list", "by id"],
)
def test_forms_of_smart_views(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, beside: list[str], views: Any
) -> None:
    file = json_file(tmp_path, "other.json", views)
    arguments = (*beside[:2], "--saved-searches", file, "lead_saved_search_id=save_1")
    assert ids(answered(capsys, *arguments)) == ["a"]


def test_smart_views_in_json_lines(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, beside: list[str]
) -> None:
    file = written(tmp_path, '{"id": "x", "query": "bluth"}\n{"id": "save_1", "query": "acme"}\n')
    arguments = (*beside[:2], "--saved-searches", file, "lead_saved_search_id=save_1")
    assert ids(answered(capsys, *arguments)) == ["a"]


def test_the_sample_brings_its_leads_calls_tasks_and_views(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for param in (
        "lead_query=status:trial",
        "lead_saved_search_id=save_spoken",
        'query=lead(task(text:"send the offer")) call(note:price)',
    ):
        assert answered(capsys, "sample", param, "_limit=0")["total_results"] > 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--related", "=x.json"), "is no NAME=FILE"),
        (("--related", "call=sample", "--related", "call=sample"), "names one scope twice"),
        (("--leads", "-", "--status-changes", "-"), "can be read once only"),
    ],
)
def test_misuse_of_what_stands_beside(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    assert message in misused(capsys, "list", "sample", *arguments)
