"""What gunicorn serves; a setting that cannot be used stops the start with a sentence."""

from __future__ import annotations

import sys

from service import logs
from service.app import create_app
from service.errors import BadSetting
from service.settings import Settings, bound_name_lookups
from service.store_place import prove

bound_name_lookups()
logs.configure()
try:
    _settings = Settings.from_env()
    prove(_settings.store_path)
except BadSetting as error:
    sys.exit(f"service: {error}")

app = create_app(_settings)
