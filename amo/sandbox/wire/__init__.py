"""The server: connections, exchanges, TLS, the journal of requests."""
