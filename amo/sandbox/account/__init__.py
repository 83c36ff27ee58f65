"""What the account holds: its directory, its records, and who may see them."""
