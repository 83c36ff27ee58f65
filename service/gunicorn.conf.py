"""gunicorn's settings; HOST, PORT and WEB_CONCURRENCY come from the environment."""

from service.settings import Server

_server = Server.from_env()

bind = f"{_server.host}:{_server.port}"
worker_class = "gthread"  # amoCRM and the LLM are waited for, not computed
workers = _server.workers
threads = 16
preload_app = (
    True  # the parser's dictionaries are shared; sockets and locks are made after the fork
)
timeout = 30  # a heartbeat for stuck workers; the deadline of an answer is the application's own
graceful_timeout = 25  # longer than an answer may take
keepalive = 65  # longer than nginx keeps its own connections
max_requests = 0  # recycled workers would only pile up metrics files
limit_request_line = 2048
limit_request_fields = 60
limit_request_field_size = 8190
accesslog = None
control_socket_disable = True
