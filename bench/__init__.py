"""Measurements: run with `python -m bench.<name>` from the top folder."""
