"""The folder of the SQLite files: proved writable before the first message comes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile

from service.errors import BadSetting


def prove(path: Path) -> None:
    """Make the folder of a file and write there for a try.

    Raises:
        BadSetting: nothing can be written there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=path.parent) as trial:
            trial.write(b"x" * 4096)
    except OSError as error:
        remedy = f"let the service's user write to {path.parent}, and see that it has room"
        problem = f"cannot be written ({type(error).__name__})"
        raise BadSetting("STORE_PATH", problem, remedy) from None


def make_folder(path: Path) -> None:
    """Make the folder of a file; where that fails, using the file says so."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
