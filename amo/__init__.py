"""amoCRM and nothing else: a client that acts with the rights of the asking user."""
