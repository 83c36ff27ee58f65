"""How likely each intent is by the words alone, learned from the labelled phrases.

Rules say what an utterance may mean and with which slots; when several can explain it, or none
explains much, this log-linear model says which intent people mean by such words. `make train`
learns it anew from data/phrases; an intent it has never seen is neither helped nor hindered.
"""

from nlu.prior.model import Prior

__all__ = ["Prior"]
