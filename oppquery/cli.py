"""The command line: `oppquery list FILE [PARAM=VALUE …]`."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final

from oppquery.api import list_opportunities
from oppquery.errors.errors import DataError, QueryError
from oppquery.files import SAMPLE, STANDARD_INPUT, UnreadableFile, read_objects, read_saved_searches
from oppquery.schema.kinds import LEADS, STATUS_CHANGES

ANSWERED: Final = 0
UNWRITTEN: Final = 1
BAD_QUERY: Final = 2
BAD_DATA: Final = 3
BAD_FILE: Final = 4
"""Exit codes; the arguments of the command itself count as the request."""

_SAMPLE_RELATED: Final = {"call": "calls.json", "task": "tasks.json"}
_FILE_HELP: Final = (
    "JSON or JSON lines of opportunities, of response pages, of leads that hold them, or of Singer "
    "or Airbyte records; - for standard input, or the word sample for the one of the package"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code.

    0: answered. 1: the output could not be written. 2: the request or the command is at fault.
    3: the data is. 4: a file could not be read.
    """
    parser = _parser()
    options, later = parser.parse_known_args(arguments)
    if unknown := [each for each in later if each.startswith("-")]:
        parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    options.params += later
    try:
        answer = _answer(options)
    except QueryError as error:
        return _fail(BAD_QUERY, error)
    except DataError as error:
        return _fail(BAD_DATA, error)
    except UnreadableFile as error:
        return _fail(BAD_FILE, error)
    except (TypeError, ValueError) as error:
        parser.error(str(error))
    return _print(json.dumps(answer, indent=2, ensure_ascii=False))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="oppquery", description="Filter, total, group and page sales opportunities."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    listing = commands.add_parser("list", help="answer a list request over a file, as JSON")
    listing.add_argument("file", metavar="FILE", help=_FILE_HELP)
    listing.add_argument("params", nargs="*", metavar="PARAM=VALUE", help="as status_type=won")
    listing.add_argument("--tz", metavar="ZONE", help="an IANA name or an offset in hours (UTC)")
    listing.add_argument("--now", metavar="TIME", help="what relative dates are relative to")
    listing.add_argument("--currency", default="USD", help="of objects that name none (USD)")
    listing.add_argument("--user-id", metavar="ID", help="who me is")
    listing.add_argument("--status-changes", metavar="FILE", help="for status_change(…) in query")
    listing.add_argument("--leads", metavar="FILE", help="for lead_query, Smart Views and lead(…)")
    listing.add_argument(
        "--saved-searches", metavar="FILE", help="Smart Views, for lead_saved_search_id and in:"
    )
    listing.add_argument(
        "--related",
        metavar="NAME=FILE",
        action="append",
        default=[],
        help="other objects, for NAME(…) in query; may be given several times",
    )
    return parser


def _answer(options: argparse.Namespace) -> Any:
    files = (options.file, options.status_changes, options.leads, options.saved_searches)
    inputs = [*files, *(each.partition("=")[2] for each in options.related)]
    if inputs.count(STANDARD_INPUT) > 1:
        raise ValueError("standard input (-) can be read once only")
    return list_opportunities(
        read_objects(options.file),
        [_pair(each, "PARAM=VALUE") for each in options.params],
        status_changes=_beside(
            options, options.status_changes, "status_changes.json", _of_kind(STATUS_CHANGES)
        ),
        leads=_beside(options, options.leads, "leads.json", _of_kind(LEADS)),
        related=_related(options),
        saved_searches=_beside(
            options, options.saved_searches, "saved_searches.json", read_saved_searches
        ),
        user_id=options.user_id,
        currency=options.currency,
        now=_moment(options.now, options.tz),
        tz=options.tz,
    )


def _beside(
    options: argparse.Namespace,
    file: str | None,
    sample: str,
    read: Callable[..., Any],
) -> Any:
    """The content of an optional file; without one, that of the sample if that is asked."""
    if file is None and options.file != SAMPLE:
        return None
    return read(file or SAMPLE, sample=sample)


def _of_kind(kind: str) -> Callable[..., Any]:
    return partial(read_objects, kind=kind)


def _related(options: argparse.Namespace) -> dict[str, Any]:
    pairs = [_pair(each, "NAME=FILE") for each in options.related]
    named = dict(pairs)
    if len(named) < len(pairs):
        raise ValueError("--related names one scope twice")
    own = _SAMPLE_RELATED if options.file == SAMPLE else {}
    return {
        name: read_objects(
            named.get(name, SAMPLE), name, sample=own.get(name, "opportunities.json")
        )
        for name in {**own, **named}
    }


def _pair(text: str, form: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise ValueError(f"{text!r} is no {form}")
    return name, value


def _moment(text: str | None, tz: str | None) -> datetime | None:
    """The instant at which a date literal starts in the caller's zone."""
    if text is None:
        return None
    from oppquery.errors.problems import InvalidValue
    from oppquery.values.date_literals import Clock, as_instants, read_date
    from oppquery.values.zones import read_zone

    zone = read_zone(tz)
    try:
        start = as_instants(read_date(text, Clock(zone, None)).point, zone).start
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=start)
    except (InvalidValue, OverflowError) as fault:
        raise ValueError(f"--now: {fault}") from None


def _fail(code: int, error: Exception) -> int:
    print(error, file=sys.stderr)
    return code


def _print(text: str) -> int:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        print(text, flush=True)
    except BrokenPipeError:
        _discard_output()
    except OSError as fault:
        _discard_output()
        return _fail(UNWRITTEN, fault)
    return ANSWERED


def _discard_output() -> None:
    """Sends the rest of the output nowhere, so that the flush at exit does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
