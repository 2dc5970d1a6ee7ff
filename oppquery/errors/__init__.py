"""What is said when something is wrong.

- `errors`: `Problem`, `QueryError`, `DataError`, and the table of codes
- `problems`: collects the problems of one request, each with its place
- `wording`: how messages quote values and names, suggest others, and draw carets
"""
