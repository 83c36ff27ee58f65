"""Who asks: the bearer token, the rate limit, and ``X-Context-User-ID``."""

from __future__ import annotations

from flask import Response, request

from amo.sandbox.account.directory import User
from amo.sandbox.errors import Rejected, TokenFault
from amo.sandbox.identity.tokens import NOT_ACCEPTED
from amo.sandbox.rest.context import caller, set_caller, world
from amo.sandbox.rest.envelope import forbidden_page, problem
from amo.sandbox.trouble.limits import Verdict

CONTEXT_HEADER = "X-Context-User-ID"
RETRY_SECONDS = 1


def guard() -> Response | None:
    """Let a request to the API pass as somebody, or answer why not."""
    granted_by = _granted_by()
    budget = world().integration.client_id if granted_by else request.remote_addr
    match world().limiter.check(str(budget), world().flags):
        case Verdict.TOO_MANY:
            detail = "Too many requests, please try again later."
            return problem(429, detail, {"retry_after": RETRY_SECONDS})
        case Verdict.BLOCKED:
            return forbidden_page()
        case Verdict.PASS:
            pass
    acting = granted_by and _acting(granted_by)
    if acting is None:
        return problem(401, NOT_ACCEPTED)
    set_caller(acting)
    return None


def require_admin() -> None:
    """Refuse a method that is for administrators only.

    Raises:
        Rejected: 403.
    """
    if not caller().is_admin:
        raise Rejected(403, "Forbidden")


def _granted_by() -> User | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    try:
        return world().directory.users.get(world().mint.bearer(token.strip()))
    except TokenFault:
        return None


def _acting(granted_by: User) -> User | None:
    wanted = request.headers.get(CONTEXT_HEADER)
    flags = world().flags
    if wanted is None or flags.context_user_ignored:
        # An administrator's grant outlives the administrator; another's is its user's own.
        return granted_by if granted_by.is_admin or granted_by.is_active else None
    if flags.context_user_unsupported or not granted_by.is_admin:
        return None
    user = world().directory.users.get(int(wanted)) if _is_id(wanted) else None
    return user if user and user.is_active and not user.is_free else None


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18
