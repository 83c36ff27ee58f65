"""What gunicorn serves."""

from __future__ import annotations

import logging
import sys

from service.app import create_app
from service.settings import Settings, bound_name_lookups

bound_name_lookups()
logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stdout)
logging.getLogger("assistant").setLevel(logging.INFO)

app = create_app(Settings.from_env())
