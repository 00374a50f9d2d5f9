"""Findings in words: one by one, grouped for people, and as JSON for programs."""
