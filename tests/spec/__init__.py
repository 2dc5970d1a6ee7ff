"""Behaviour as data: the cases, and the tests that run each of them on every engine."""
