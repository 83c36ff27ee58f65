"""``/_sandbox/…``: what tests and the curious may do to the account."""

from __future__ import annotations

from flask import Blueprint, Response, request

from amo.sandbox.account.directory import User
from amo.sandbox.errors import Rejected
from amo.sandbox.flags import flags_document
from amo.sandbox.identity.tokens import LONG_LIVED_SECONDS
from amo.sandbox.rest.context import world
from amo.sandbox.rest.envelope import nothing, plain
from amo.sandbox.trouble.faults import read_fault

blueprint = Blueprint("control", __name__, url_prefix="/_sandbox")


@blueprint.get("/settings")
def settings() -> Response:
    """Everything a client needs to be pointed at the account."""
    integration, directory = world().integration, world().directory
    return plain(
        {
            "client_id": integration.client_id,
            "client_secret": integration.client_secret,
            "redirect_uri": integration.redirect_uri,
            "long_lived_token": world().admin_token(),
            "account_id": directory.id,
            "subdomain": directory.subdomain,
            "issuer": world().mint.issuer,
            "base_url": request.host_url.rstrip("/"),
        }
    )


@blueprint.post("/reset")
def reset() -> Response:
    """Put everything back."""
    world().reset()
    return nothing()


@blueprint.get("/faults")
def faults() -> Response:
    """The faults in force."""
    return plain(world().faults.listing())


@blueprint.post("/faults")
def add_fault() -> Response:
    """Set a fault."""
    world().faults.add(read_fault(request.get_json(silent=True)))
    return plain(world().faults.listing())


@blueprint.delete("/faults")
def clear_faults() -> Response:
    """Lift all faults."""
    world().faults.clear()
    return nothing()


@blueprint.get("/clock")
def clock() -> Response:
    """The account's time."""
    held = world().clock
    return plain({"offset_seconds": held.offset, "now": held.precise(), "started": held.started})


@blueprint.post("/clock")
def set_clock() -> Response:
    """Shift the clock against the true time."""
    offset = _body().get("offset_seconds")
    if not isinstance(offset, int | float) or isinstance(offset, bool):
        raise Rejected(422, "offset_seconds: a number of seconds is wanted")
    if abs(offset) > LONG_LIVED_SECONDS:
        raise Rejected(422, "offset_seconds: five years at most")
    world().clock.offset = float(offset)
    return clock()


@blueprint.get("/log")
def log() -> Response:
    """The requests seen, oldest first."""
    return plain(world().journal.listing())


@blueprint.delete("/log")
def clear_log() -> Response:
    """Forget the requests seen."""
    world().journal.clear()
    return nothing()


@blueprint.get("/flags")
def flags() -> Response:
    """The account's switches."""
    return plain(flags_document(world().flags))


@blueprint.post("/flags")
def set_flags() -> Response:
    """Set some of the switches."""
    world().flags = world().flags.changed(request.get_json(silent=True))
    return flags()


@blueprint.post("/tokens")
def token() -> Response:
    """A bearer token of any user, for so many seconds (a day when not said)."""
    user, seconds = _user(_body()), _body().get("seconds", world().mint.access_seconds)
    if not isinstance(seconds, int) or not 0 < seconds <= LONG_LIVED_SECONDS:
        raise Rejected(422, "seconds: a positive whole number is wanted")
    return plain({"access_token": world().mint.access(user.id, seconds), "expires_in": seconds})


@blueprint.post("/uninstall")
def uninstall() -> Response:
    """Revoke every OAuth grant and tell the query amoCRM would call the hook with."""
    world().mint.revoke_all()
    account = world().directory.id
    signature = world().integration.uninstall_signature(account)
    client = world().integration.client_id
    return plain({"account_id": account, "client_uuid": client, "signature": signature})


def _body() -> dict[str, object]:
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise Rejected(422, "a JSON object is wanted")
    return body


def _user(body: dict[str, object]) -> User:
    wanted = body.get("user_id")
    user = world().directory.users.get(wanted) if isinstance(wanted, int) else None
    if user is None:
        raise Rejected(422, "user_id: the id of a user of the account is wanted")
    return user
