"""What all resources of the API share: callers, envelopes, lists, items of writes."""
