"""What gunicorn serves."""

from __future__ import annotations

from service import logs
from service.app import create_app
from service.mind import Mind
from service.second_reader import second_reader
from service.settings import Settings, bound_name_lookups

bound_name_lookups()
logs.configure()

_settings, _mind = Settings.from_env(), Mind.load()
app = create_app(_settings, mind=_mind, fallback=second_reader(_settings.llm, _mind))
