"""The errors of this package.

NluError
├── DataError        a file under data/ is wrong: names file, place and remedy
├── SlotError        a slot was set with a wrong name or a wrong type of value
├── RequestError     a request line does not have the contract's shape
└── FallbackError    the second reader (Mistral) gave no usable answer
"""


class NluError(Exception):
    """Base of everything this package raises on purpose."""

    permanent = True


class DataError(NluError):
    """A file under data/ is wrong; the message names file, place and remedy."""


class SlotError(NluError):
    """A slot was set with a name the intent lacks or a value of the wrong type."""


class RequestError(NluError):
    """A request line does not have the contract's shape."""


class FallbackError(NluError):
    """The second reader gave no usable answer; the rules' answer stands."""

    permanent = False
