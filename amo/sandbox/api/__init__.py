"""amoCRM's REST API, version 4: one module a resource."""
