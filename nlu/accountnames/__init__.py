"""Finding the account's pipelines, stages and task types in an utterance.

A name is looked for by its words in any form and order, by synonyms, by a part that tells it from
the others, and through a typo. How sure that is stands in the score, so that a rule may be strict
where nothing points at a name («согласование») and generous after «на этапе».
"""

from nlu.accountnames.index import AccountIndex
from nlu.accountnames.scores import AccountName
from nlu.accountnames.words import NameKind

__all__ = ["AccountIndex", "AccountName", "NameKind"]
