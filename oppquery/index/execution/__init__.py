"""A plan run over the segments of a table.

- `executor`: runs a plan: matching rows, then totals, then the page
- `access_plan`: which index answers each condition; `filtering`: finds its rows
- `costs`: which strategy for pages and totals is cheapest
- `matched_rows`: the matching rows of one segment
- `paging`: one page; `run`: the rows of one segment in order; `sort_keys`: to merge them
- `group_totals`: the groups and their totals
"""
