"""Every way a widget's token can be wrong, as one tree.

WidgetTokenError
├── MissingToken        there is none
├── OversizedToken      longer than any token amoCRM makes
├── MalformedToken      not three parts of base64url with JSON objects in them
├── WrongAlgorithm      signed otherwise than by HS256
├── BadSignature        signed with none of our secrets
├── BadClaim            a claim is missing or of the wrong type (`claim`)
├── TokenExpired        its time is over
├── TokenNotYetValid    its time has not come
├── TokenLivesTooLong   its lifetime is no lifetime of a disposable token
├── WrongAudience       meant for another server
├── WrongIntegration    meant for another widget
├── UnknownAccount      of an account that is not installed
└── WrongIssuer         of another address than the account's

All are permanent: the same token will never do. None holds a word of the token.
"""

from typing import ClassVar


class WidgetTokenError(Exception):
    """The root: the token does not prove who asks."""

    permanent: ClassVar[bool] = True


class MissingToken(WidgetTokenError):
    """There is no token."""


class OversizedToken(WidgetTokenError):
    """The token is longer than any that amoCRM makes."""


class MalformedToken(WidgetTokenError):
    """The token is not three base64url parts with JSON objects in them."""


class WrongAlgorithm(WidgetTokenError):
    """The token is signed otherwise than by HS256, or not at all."""


class BadSignature(WidgetTokenError):
    """The token is signed with none of the integration's secrets."""


class BadClaim(WidgetTokenError):
    """A claim is missing or of the wrong type.

    Args:
        claim: its name.
    """

    def __init__(self, claim: str) -> None:
        self.claim = claim
        super().__init__(f"claim {claim}")


class TokenExpired(WidgetTokenError):
    """The token's time is over."""


class TokenNotYetValid(WidgetTokenError):
    """The token's time has not come."""


class TokenLivesTooLong(WidgetTokenError):
    """The token's lifetime is not that of a disposable token."""


class WrongAudience(WidgetTokenError):
    """The token is meant for another server."""


class WrongIntegration(WidgetTokenError):
    """The token is meant for another widget."""


class UnknownAccount(WidgetTokenError):
    """The token's account is not installed here."""


class WrongIssuer(WidgetTokenError):
    """The token comes from another address than the account's."""
