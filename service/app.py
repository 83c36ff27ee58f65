"""The application factory."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from flask import Flask

from nlu import Fallback
from service.api import Api
from service.assistant import Assistant
from service.auth import Gate
from service.claims import Claims
from service.claims_redis import RedisClaims
from service.claims_sqlite import SqliteClaims
from service.crm import connect
from service.dialogue.memory import Memory
from service.journal import Journal
from service.lookup.likeness import Likeness
from service.mind import Mind
from service.quota import Quota
from service.replies import Replies, load_replies
from service.sealing import Sealer
from service.settings import Settings
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
        fallback: the second reader, or None.
        clock: the time in seconds since the epoch.

    Raises:
        BadReplies: data/replies cannot be used.
    """
    texts = load_replies()
    mind = mind or Mind.load()
    reader = Reader(mind.engine, fallback, texts)
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    api = Api(
        settings=settings,
        gate=Gate(settings.amo, clock),
        quota=Quota(time.monotonic),
        texts=texts,
        assistant=_Once(lambda: _assistant(settings, reader, mind.names, texts, clock)),
    )
    api.register(app)
    return app


class _Once:
    """Makes a thing on the first call."""

    def __init__(self, make: Callable[[], Assistant]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: Assistant | None = None

    def __call__(self) -> Assistant:
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made


def _assistant(
    settings: Settings,
    reader: Reader,
    names: Likeness,
    texts: Replies,
    clock: Callable[[], float],
) -> Assistant:
    return Assistant(
        settings=settings,
        crm=connect(settings),
        reader=reader,
        memory=Memory(Sealer(settings.state_keys, settings.state_ttl, clock)),
        claims=_claims(settings),
        names=names,
        texts=texts,
        journal=Journal(settings.log_texts),
        clock=clock,
    )


def _claims(settings: Settings) -> Claims:
    if settings.redis_url:
        return RedisClaims(settings.redis_url)
    return SqliteClaims(settings.store_path)
