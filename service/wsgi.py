"""What gunicorn serves."""

from __future__ import annotations

from service import logs
from service.app import create_app
from service.settings import Settings, bound_name_lookups

bound_name_lookups()
logs.configure()

app = create_app(Settings.from_env())
