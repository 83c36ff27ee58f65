"""The application factory."""

from __future__ import annotations

import time
from collections.abc import Callable

from flask import Flask

from nlu import Fallback
from service.amo_settings import ManyAccounts
from service.api import Api
from service.connecting import Connecting
from service.debug.http import make_debug
from service.gaps.http import Feedback
from service.hinting import Hinting
from service.journal import Journal
from service.mind import Mind
from service.parts import Mindful, Once, make_parts
from service.probes import Probes
from service.replay.taped import TapedFallback
from service.replies import load_replies
from service.second_reader import SecondReader, second_reader
from service.settings import Settings
from service.statuses import Statuses
from service.understanding import Reader

LARGEST_BODY = 32 * 1024


def create_app(
    settings: Settings,
    *,
    mind: Mind | None = None,
    fallback: Fallback | None = None,
    clock: Callable[[], float] = time.time,
) -> Flask:
    """Make the application.

    What is large and only read (words, dictionaries) is loaded here, so that workers share its
    memory; what holds sockets or locks is made on the first request, after the fork.

    Args:
        mind: the parser; loaded here when None.
        fallback: the second reader; the one of the settings when None.
        clock: the time in seconds since the epoch.

    Raises:
        BadReplies: data/replies cannot be used.
        DataError: another file under data/ is wrong.
    """
    texts = load_replies()
    mind = mind or Mind.load()
    journal = Journal(settings.log_texts)
    fallback = fallback or second_reader(settings.llm, mind)
    second = TapedFallback(fallback) if fallback and settings.recording else fallback
    mindful = Mindful(Reader(mind.engine, second, texts), mind, texts, journal)
    parts = Once(lambda: make_parts(settings, mindful, clock))
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    Api(settings, texts, journal, parts, clock).register(app)
    Hinting(settings, texts, parts, clock).register(app)
    Probes(settings, parts).register(app)
    make_debug(settings, mind, texts, parts, clock).register(app)
    Feedback(settings, parts).register(app)
    Statuses(fallback if isinstance(fallback, SecondReader) else None).register(app)
    if isinstance(settings.amo.serves, ManyAccounts):
        Connecting(settings.amo, texts, parts, clock).register(app)
    return app
