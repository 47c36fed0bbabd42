"""Faults, brought about on purpose, and what became of the people's messages.

`python -m bench.faults` plays them all at full length; `tests/faults` plays the same, shorter.
"""
