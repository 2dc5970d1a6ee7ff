"""Errors and their messages; knows nothing of requests, schemas or data.

- `errors`: `Problem`, `QueryError`, `DataError`, and the table of codes
- `problems`: collects the problems of one request, each with its place
- `wording`: quoted values and names, suggestions, lines of carets
"""
