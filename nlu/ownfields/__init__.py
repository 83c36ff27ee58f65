"""Fields the account has made for itself, found by the names it gave them."""

from nlu.ownfields.index import FieldChoice, FieldIndex, FieldName

__all__ = ["FieldChoice", "FieldIndex", "FieldName"]
