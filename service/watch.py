"""The assistant with those who watch it: the recorder and the log of gaps, each a setting."""

from __future__ import annotations

from dataclasses import dataclass

from service.answering import Answering
from service.assistant import Assistant
from service.gaps.log import GapLog
from service.gaps.masks import Masks
from service.gaps.watcher import GapWatcher
from service.mind import Mind
from service.replay.apis import RecordedApis
from service.replay.recorder import Recorder
from service.replay.store import Recordings
from service.sealing import Sealer
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Watch:
    """Who watches.

    Args:
        apis: the written-down answers about each account.
        answering: answers messages while everybody watches.
        recordings: recorded turns, where RECORDING is on.
        gaps: phrases not understood, where LOG_GAPS is on.
    """

    apis: RecordedApis
    answering: Answering
    recordings: Recordings | None
    gaps: GapLog | None


def open_watch(
    settings: Settings, assistant: Assistant, sealer: Sealer, apis: RecordedApis, mind: Mind
) -> Watch:
    """Let those watch whom the settings name; make it after a fork."""
    answering: Answering = assistant
    recordings = gaps = None
    if settings.recording:
        recordings = Recordings(settings.store_path.with_suffix(".recordings.sqlite3"))
        answering = Recorder(assistant, sealer, apis, recordings)
    if settings.log_gaps:
        gaps = GapLog(settings.store_path.with_suffix(".gaps.sqlite3"))
        answering = GapWatcher(answering, assistant, Masks(mind.engine.reader), gaps)
    return Watch(apis, answering, recordings, gaps)
