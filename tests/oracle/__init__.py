"""Interpreters of requests too plain to be wrong, and values worked out by hand that they give."""
