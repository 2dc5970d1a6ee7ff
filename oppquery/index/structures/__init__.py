"""Indexes on the rows of one segment; none of them knows a request or a cost.

- `bitmap`: sets of rows as bits of one integer, and bit-sliced numbers
- `column`: the values of a field as codes; `encoding`: from values to codes
- `layout`: the order in which rows are stored
- `word_index`: the rows of each word
- `sums`: amounts, bit-sliced and packed
- `group_codes`: the group of each row
- `transpose`: objects read as columns
- `type_traits`: which of these a field type can have
"""
