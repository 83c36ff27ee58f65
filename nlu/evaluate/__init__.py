"""Measuring the parser on labelled phrases: `python -m nlu.evaluate`, or `make eval`.

cases → trials → measured → terminal, HTML, JSON, Markdown. Nothing here reads a clock: the entry
point passes one in.
"""
