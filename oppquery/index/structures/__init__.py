"""Indexes on the rows of one segment; none of them knows a request or a cost.

- `bitmap`: sets of rows as bits of one integer, and bit-sliced numbers
- `column`: a field's values as codes; `encoding`: values to codes; `layout`: how rows lie
- `word_index`: the rows of each word
- `sums`: amounts; `group_codes`: the group of each row
- `transpose`: objects read as columns
"""
