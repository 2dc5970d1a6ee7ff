"""What one value means, whatever field or request it belongs to.

- `calendar`: day numbers, instants, calendar units, labels of periods
- `zones`: between wall clocks and instants; `caller`: who asks, by which clock
- `date_literals`: the interval that a date in a request denotes; `date_hints`: what was meant
- `moments`: the moments of a Smart View
- `data_dates`: dates as objects carry them
- `money`: symbols of currencies, amounts as text
- `words`: texts cut into folded words
- `memo`: a function that remembers its results
"""
