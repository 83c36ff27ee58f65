"""Typed reading of environment variables, `*_FILE` twins included, with errors that help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from service.errors import BadSetting

EnumT = TypeVar("EnumT", bound=StrEnum)
_FLAGS = {"1": True, "true": True, "yes": True, "on": True}
_FLAGS |= {"0": False, "false": False, "no": False, "off": False}


class Environment:
    """Reads settings by name; an empty value counts as absent."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ

    def text(self, name: str, default: str) -> str:
        return self.environ.get(name, "").strip() or default

    def required(self, name: str) -> str:
        value = self.text(name, "")
        if not value:
            raise BadSetting(name, "is not set", "set it; docs/production.md lists all settings")
        return value

    def secret(self, name: str, *, needed: bool = False) -> str:
        """The value of NAME, or what stands in the file named by NAME_FILE."""
        value, path = self.text(name, ""), self.text(f"{name}_FILE", "")
        if value and path:
            raise BadSetting(name, f"is set together with {name}_FILE", "keep one of the two")
        if path:
            value = _contents(f"{name}_FILE", Path(path))
        if needed and not value:
            raise BadSetting(name, "is not set", f"set it or {name}_FILE with a path to it")
        return value

    def integer(self, name: str, default: int | None, *, least: int, most: int) -> int:
        raw = self.text(name, "" if default is None else str(default))
        if not raw:
            raise BadSetting(name, "is not set", f"give a whole number from {least} to {most}")
        if not raw.isascii() or not raw.isdigit() or len(raw) > 20 or not least <= int(raw) <= most:
            raise BadSetting(name, "is out of range", f"give a whole number from {least} to {most}")
        return int(raw)

    def number(self, name: str, default: float, *, least: float, most: float) -> float:
        raw = self.text(name, str(default))
        try:
            value = float(raw)
        except ValueError:
            value = float("nan")
        if not least <= value <= most:
            raise BadSetting(name, "is out of range", f"give a number from {least} to {most}")
        return value

    def flag(self, name: str, default: bool) -> bool:
        raw = self.text(name, "").lower()
        if raw and raw not in _FLAGS:
            raise BadSetting(name, "is neither on nor off", "give 1 or 0")
        return _FLAGS.get(raw, default)

    def choice(self, name: str, kind: type[EnumT], default: EnumT) -> EnumT:
        raw = self.text(name, default.value)
        if raw not in set(kind):
            raise BadSetting(name, "is not known", f"give one of: {', '.join(kind)}")
        return kind(raw)

    def url(self, name: str, default: str | None = None, *, path: bool = False) -> str:
        raw = self.text(name, "" if default is None else default)
        if not raw and default is None:
            raise BadSetting(name, "is not set", "give an address such as https://example.com")
        return _address(name, raw, path) if raw else ""

    def urls(self, name: str) -> Iterator[str]:
        for one in self.text(name, "").split(","):
            if one.strip():
                yield _address(name, one.strip(), False)


def _address(name: str, raw: str, path: bool) -> str:
    remedy = "give an address such as https://example.com"
    try:
        parts = urlsplit(raw)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise BadSetting(name, "is no address", remedy) from None
    if not fits or parts.username or parts.query or parts.fragment:
        raise BadSetting(name, "is no address of a server", remedy)
    if not path and parts.path not in ("", "/"):
        raise BadSetting(name, "has a path in it", remedy)
    return raw if path else raw.rstrip("/").lower()  # browsers and amoCRM write hosts so


def _contents(name: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError):
        raise BadSetting(name, "names a file that cannot be read", "check path and mode") from None
