"""/debug/parse for support: why a phrase was understood as it was, and what would be answered.

Nothing here executes anything or asks amoCRM about a record.
"""
