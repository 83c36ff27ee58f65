"""gunicorn's settings; HOST, PORT, WEB_CONCURRENCY and ANSWERS_AT_ONCE come from the environment.

SIGTERM takes no new connections and lets answers end; SIGHUP reads the files of secrets and data/
anew, starts new workers with them and lets the old ones end their answers; new code and a new
environment need a restart. Always behind nginx (deploy/nginx.conf): a few hundred
slow connections would otherwise hold every thread.
"""

import gc
import importlib
import os
import sys
from typing import Any

from service import logs, metrics_files
from service.errors import BadSetting
from service.settings import Server

gc.disable()  # until the workers start: of what is loaded nothing is garbage
try:
    _server = Server.from_env()
    metrics_files.prepare()  # before the application is loaded: the library looks only once
except BadSetting as error:
    sys.exit(f"service: {error}")

bind = f"{_server.host}:{_server.port}"
worker_class = "gthread"  # amoCRM and the LLM are waited for, not computed
workers = _server.workers
# Beyond the places for answers (service/admission.py) there are threads for those who are told at
# once that all places are taken, and for the health checks.
threads = 4 * _server.at_once
backlog = 512
# The parser's dictionaries are shared between workers; what has a thread, a socket or a lock is
# made on the first request (service/parts.py), after the fork.
preload_app = True
timeout = 30  # a heartbeat for stuck workers; the deadline of an answer is the application's own
graceful_timeout = 25  # longer than an answer may take
keepalive = 65  # longer than nginx keeps its own connections
max_requests = 0  # recycled workers would only pile up metrics files
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # heartbeats touch no disk
limit_request_line = 2048
limit_request_fields = 60
limit_request_field_size = 8190
forwarded_allow_ips = ""  # nothing a client says of itself is believed
accesslog = None  # the journal has a line for each message
control_socket_disable = True
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": logs.JsonLines}},
    "handlers": {
        "out": {
            "class": "logging.StreamHandler",
            "formatter": "lines",
            "stream": "ext://sys.stdout",
        }
    },
    "root": {"level": "WARNING", "handlers": ["out"]},
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["out"], "propagate": False},
        "gunicorn.access": {"level": "WARNING", "handlers": ["out"], "propagate": False},
    },
}


def pre_fork(_server: object, _worker: object) -> None:
    """The dictionaries are never garbage: no collection goes through them, no page is copied."""
    gc.enable()
    gc.collect()
    gc.freeze()


def on_reload(server: Any) -> None:
    """Make the application anew, for a preloaded one is kept; whatever fails leaves the old one."""
    gc.unfreeze()
    try:
        server.app.callable = importlib.reload(sys.modules["service.wsgi"]).app
    except (SystemExit, Exception) as fault:
        server.log.error("%s; the old settings stay in force", fault)


def child_exit(_server: object, worker: Any) -> None:
    """A worker has ended, by itself or by force."""
    metrics_files.forget_process(worker.pid)


def on_exit(_server: object) -> None:
    """The whole service has ended."""
    metrics_files.clear()
