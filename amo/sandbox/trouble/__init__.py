"""What goes wrong on demand: faults and the rate limit."""
