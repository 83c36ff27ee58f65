"""The folders that are written to: proved writable before the first message comes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile

from service.claims_sqlite import SqliteClaims
from service.errors import BadSetting, StoreDown


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


def prove_file(path: Path) -> None:
    """Write into the SQLite file of claims for a try.

    Raises:
        BadSetting: it cannot be written.
    """
    claims = SqliteClaims(path)
    try:
        claims.check()
    except StoreDown as error:
        remedy = f"let the service's user write to {path}, a file, and see that it has room"
        raise BadSetting("STORE_PATH", f"cannot be written ({error})", remedy) from None
    finally:
        claims.close()


def make_folder(path: Path) -> None:
    """Make the folder of a file; where that fails, using the file says so."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
