"""The folder in which several processes keep their numbers for /metrics."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from service.settings import METRICS_FOLDER, metrics_folder, use_metrics_folder
from service.store_place import prove

_made: list[Path] = []


def prepare() -> None:
    """Have an empty folder at the first start; keep it at a reload, old workers still count.

    Raises:
        BadSetting: the folder that is set cannot be written.
    """
    if _made:
        return
    given = metrics_folder()
    folder = Path(given) if given else Path(tempfile.mkdtemp(prefix="assistant-metrics-"))
    prove(METRICS_FOLDER, folder)
    for old in folder.glob("*.db"):
        old.unlink()
    use_metrics_folder(str(folder))
    _made.append(folder)


def forget_process(pid: int) -> None:
    """A process has ended: what it was doing counts no more, what it did still does."""
    # Imported late, as the library looks for its folder when it is imported.
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(pid)  # type: ignore[no-untyped-call]


def clear() -> None:
    """Remove the folder at the end."""
    for folder in _made:
        shutil.rmtree(folder, ignore_errors=True)
