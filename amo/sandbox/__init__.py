"""A faithful amoCRM account over HTTP, in one process: for development, tests and demos.

``start()`` runs one in threads of this process; ``python -m amo.sandbox`` runs one alone.
"""

from __future__ import annotations

from amo.sandbox.flags import Flags
from amo.sandbox.wire.server import Handle, start

__all__ = ["Flags", "Handle", "start"]
