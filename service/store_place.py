"""The folders that are written to: proved writable before the first message comes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile

from service.errors import BadSetting


def prove(setting: str, folder: Path) -> None:
    """Make a folder and write there for a try.

    Args:
        setting: what names the folder.

    Raises:
        BadSetting: nothing can be written there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as trial:
            trial.write(b"x" * 4096)
    except OSError as error:
        remedy = f"let the service's user write to {folder}, and see that it has room"
        problem = f"cannot be written ({type(error).__name__})"
        raise BadSetting(setting, problem, remedy) from None


def make_folder(path: Path) -> None:
    """Make the folder of a file; where that fails, using the file says so."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
