"""The objects of one call: found by kind, read and checked.

- `given`: all objects of a call by kind; `source`: those of one kind; `batch`: some of them
- `catalog`: what the planner may know of them
- `readers`: a raw value read by the type of its field; `formulas`: derived fields
- `copies`: deep copies of values
- `containers`: where the objects of an argument stand; `frames`: data frames as rows
- `foreign_rows`: rows that are no mappings, and the call that makes them so
- `strangers`: objects that are none of their kind; `looks`: what they look like
- `checked_fields`: what is checked of an object; `faults`: everything that is wrong with objects
- `saved_searches`: Smart Views; `unwrapping`: objects of files, taken out of pages and records
"""
