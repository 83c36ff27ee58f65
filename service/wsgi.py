"""What gunicorn serves; a setting or a file that cannot be used stops the start with a sentence."""

from __future__ import annotations

import sys

from nlu import NluError
from service import logs
from service.app import create_app
from service.errors import BadReplies, BadSetting
from service.settings import Settings, bound_name_lookups
from service.store_place import prove, prove_file

bound_name_lookups()
logs.configure()
try:
    _settings = Settings.from_env()
    prove("STORE_PATH", _settings.store_path.parent)
    if not _settings.redis_url:
        prove_file(_settings.store_path)
    app = create_app(_settings)
except (BadSetting, BadReplies, NluError) as error:
    sys.exit(f"service: {error}")
