"""One turn on tape: all it took from outside, so that it can be answered again, byte for byte.

tape → what was asked of amoCRM, the clock, nonces, claims and the second reader
recording → a turn answered while the tape runs
playing → the same turn from the tape alone: no network, no clock, no store
"""
