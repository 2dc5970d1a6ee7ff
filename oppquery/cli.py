"""The command line: `oppquery list FILE [PARAM=VALUE …]`."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from oppquery.api import list_opportunities
from oppquery.errors import DataError, QueryError
from oppquery.files import UnreadableFile, read_objects

ANSWERED: Final = 0
BAD_QUERY: Final = 2
BAD_DATA: Final = 3
BAD_FILE: Final = 4

_FILE_HELP: Final = (
    "a JSON array or JSON lines of opportunities, - for standard input, "
    "or the word sample for the one that comes with the package"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and gives its exit code: 0, 2 (request), 3 (data) or 4 (file)."""
    parser = _parser()
    options = parser.parse_args(arguments)
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
    return parser


def _answer(options: argparse.Namespace) -> Any:
    rows = read_objects(options.file)
    return list_opportunities(
        rows,
        [_pair(each) for each in options.params],
        currency=options.currency,
        now=_moment(options.now, options.tz),
        tz=options.tz,
    )


def _pair(param: str) -> tuple[str, str]:
    name, equals, value = param.partition("=")
    if not equals:
        raise ValueError(f"{param!r} is no PARAM=VALUE")
    return name, value


def _moment(text: str | None, tz: str | None) -> datetime | None:
    """The instant at which a date literal starts in the caller's zone."""
    if text is None:
        return None
    from oppquery.date_literals import Clock, as_instants, read_date
    from oppquery.unreadable import Unreadable
    from oppquery.zones import read_zone

    zone = read_zone(tz)
    try:
        start = as_instants(read_date(text, Clock(zone, None)).point, zone).start
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=start)
    except (Unreadable, OverflowError) as fault:
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
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ANSWERED
