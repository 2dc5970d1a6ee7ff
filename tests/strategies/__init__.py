"""Hypothesis strategies: objects, requests in every spelling, and junk."""
