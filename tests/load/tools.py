"""Tools that neither run nor test the product: in an environment of their own, made when asked."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

from tests.load.fleet import ROOT

HOME = ROOT / "build" / "tools"


def tool(name: str, package: str | None = None) -> Path | None:
    """The program of a package, installed if need be; None where that fails."""
    program = HOME / "bin" / name
    if program.exists():
        return program
    if not (HOME / "bin" / "pip").exists():
        venv.create(HOME, with_pip=True)
    command = [str(HOME / "bin" / "pip"), "install", "-q", "--disable-pip-version-check"]
    done = subprocess.run([*command, package or name], check=False, stderr=subprocess.DEVNULL)
    return program if done.returncode == 0 and program.exists() else None


if __name__ == "__main__":
    found = tool(*sys.argv[1:3])
    print(found or "")
    sys.exit(0 if found else 1)
