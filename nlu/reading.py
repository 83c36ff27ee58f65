"""An utterance with everything that was found in it, as the rules see it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from nlu.marks import cutting
from nlu.names import Naming
from nlu.request import Request
from nlu.runs import runs
from nlu.smallwords import PLAIN_PREPOSITIONS
from nlu.text import CleanText
from nlu.types import Found, Kind, Span, Token
from nlu.unmarked import cut
from nlu.value import lazy, value
from nlu.verbs import VerbForms, verb_forms

_FIGURES = ("date", "budget", "phone", "part_of_phone", "email", "id")
_NONE: frozenset[str] = frozenset()
_SUBJECT_REACH = 5
_SENT = frozenset({"deal", "contact", "company", "task", "note", "list", "phone", "email"})


@value(frozen=True, slots=True)
class Who:
    """A person named in an utterance.

    Args:
        name: nominative, in the order said.
        users: full names of the account's users it may be, none if only a deactivated one fits;
            None when no user bears the name.
        sure: the words can hardly be anything but a name.
        case: the case it was said in, in OpenCorpora's notation (nomn, gent, datv, …).
    """

    name: str
    users: tuple[str, ...] | None
    sure: bool
    case: str = ""


@value(frozen=True)
class Reading:
    """Tokens, cues and entities of one utterance.

    Args:
        cues: for each token the command words it may be.
        resumed: tokens before which the speaker took something back, which is left out.
        posts: indices of what somebody named is said to be: «нотариусу Якубовой».
        repaired: it was typed in the wrong keyboard layout.
        fillers: indices of tokens that carry no meaning of their own.
        courtesy: those of them that are there for politeness alone.
        found: entity kind → what was found, in order of the text.
    """

    request: Request
    clean: CleanText
    tokens: tuple[Token, ...]
    cues: tuple[frozenset[str], ...]
    fillers: frozenset[int]
    courtesy: frozenset[int]
    found: Mapping[str, tuple[Found[Any], ...]]
    naming: Naming
    resumed: frozenset[int] = frozenset()
    posts: frozenset[int] = frozenset()
    repaired: bool = False

    @lazy
    def _words(self) -> list[int]:
        return [index for index in range(len(self.tokens)) if self.is_word(index)]

    @lazy
    def _verb_forms(self) -> list[VerbForms]:
        return [*map(verb_forms, self.tokens)]

    @lazy
    def known(self) -> dict[Any, Any]:
        """What rules have found out of this utterance, see `nlu.once`."""
        return {}

    @lazy
    def commands(self) -> frozenset[str]:
        """Cues of the verbs in the imperative, the infinitive or the first person."""
        return frozenset().union(
            *(self.cues[i] for i in range(len(self.tokens)) if self.is_command(i))
        )

    @lazy
    def orders(self) -> frozenset[str]:
        """Cues of the verbs in the imperative or «давай сделаем» form alone."""
        return frozenset().union(*[self.cues[i] for i in self._ordering])

    def is_order(self, index: int) -> bool:
        """Say whether a token is a verb in the imperative or the first person.

        A word no dictionary has only looks so («есть что по Северстрою»), and so does one that is
        likelier something else («до осени», «три окна»), unless it is a cue.
        """
        return index in self._ordering

    @lazy
    def _ordering(self) -> frozenset[int]:
        forms = [i for i, forms in enumerate(self._verb_forms) if forms.order]
        return frozenset(filter(self._may_order, forms))

    def _may_order(self, index: int) -> bool:
        token = self.tokens[index]
        likeliest = "VERB" in token.traits and token.known
        asked = self.norm(index + 1) == "ли"
        return (bool(self.cues[index]) or likeliest) and not (asked or self.has_subject(index))

    def has_subject(self, index: int) -> bool:
        """Say whether it is told: «деньги пришли», «они вышли на связь», not «контакты пришли»."""
        return index in self._told

    @lazy
    def _told(self) -> frozenset[int]:
        forms = [i for i, forms in enumerate(self._verb_forms) if forms.told]
        return frozenset(filter(self._has_subject, forms))

    def _has_subject(self, index: int) -> bool:
        if self.norm(index - 1) == "они" or self.norm(index + 1) == "ли":
            return True
        near = range(index - 1, max(index - _SUBJECT_REACH, -1), -1)
        noun = next((i for i in near if i not in self.fillers and not self._is_led(i)), None)
        if noun is None or self.cues[noun] & _SENT:
            return False
        before = self.tokens[noun].parses
        return any(p.pos == "NOUN" and {"plur", "nomn"} <= p.grammemes for p in before)

    def _is_led(self, index: int) -> bool:
        """Say whether a preposition stands right before: «деньги от Промснаба пришли»."""
        return self.is_word(index) and index > 0 and "PREP" in self.tokens[index - 1].traits

    def is_command(self, index: int) -> bool:
        """Say whether a token is a verb that orders («найди», «найти», «закрываем», «надо»)."""
        if "want" in self.cues[index]:
            return True
        if not self._verb_forms[index].command:
            return False
        return self.norm(index - 1) != "они" or not self.has_subject(index)

    @lazy
    def figures(self) -> frozenset[int]:
        """Indices of tokens inside dates, amounts, phones, addresses and deal numbers."""
        found = (one for kind in _FIGURES for one in self.found.get(kind, ()))
        return frozenset(index for one in found for index in range(one.first, one.stop))

    @lazy
    def writes_capitals(self) -> bool:
        """Say whether some word after the first has a capital, so that names show themselves."""
        cased = (t.text for t in self.tokens[1:] if t.kind is Kind.WORD and len(t.text) > 1)
        return any(text[0].isupper() and not text.isupper() for text in cased)

    @lazy
    def content(self) -> frozenset[int]:
        """Indices of the tokens that carry meaning."""
        return frozenset(range(len(self.tokens))) - self.fillers

    @lazy
    def clauses(self) -> tuple[range, ...]:
        """The stretches between marks; quotes, figures and words written together stay whole.

        One of small words alone («…, пожалуйста») is none.
        """
        quoted = {i for one in self.all("quote") for i in range(one.first, one.stop)}
        stops = cutting(self.tokens, self.figures, quoted)
        edges = zip([-1, *stops], [*stops, len(self.tokens)], strict=True)
        stretches = [range(first + 1, stop) for first, stop in edges]
        said = tuple(one for one in stretches if any(i not in self.fillers for i in one))
        if len(said) != 1:
            return said
        opening, *behind = cut(self.tokens[: said[0].stop], self.cues, self.figures)
        return (range(said[0].start, opening.stop), *behind)

    def clause_of(self, index: int) -> range:
        """Return the clause a token stands in; an empty range where it is in none."""
        return next((one for one in self.clauses if index in one), range(0))

    def all(self, kind: str) -> tuple[Found[Any], ...]:
        """Return the entities of a kind, in order."""
        return self.found.get(kind, ())

    @lazy
    def users(self) -> tuple[Found[Who], ...]:
        """The people named who bear the name of one of the account's users, in order."""
        return tuple(one for one in self.all("person") if one.value.users is not None)

    @lazy
    def has_question_mark(self) -> bool:
        """Say whether a mark of a question stands anywhere."""
        return any(token.text == "?" for token in self.tokens)

    def where(self, *cues: str) -> Sequence[int]:
        """Return the indices of tokens that may be one of the cues."""
        places = self._places
        if len(cues) == 1:
            return places.get(cues[0], ())
        said = [places[cue] for cue in cues if cue in places]
        if len(said) > 1:
            return sorted(set().union(*said))
        return said[0] if said else ()

    @lazy
    def _places(self) -> dict[str, list[int]]:
        """Where each cue stands; rules ask at every token, which may not cost the whole text."""
        places: dict[str, list[int]] = {}
        for index, have in enumerate(self.cues):
            for cue in have:
                places.setdefault(cue, []).append(index)
        return places

    def has(self, *cues: str) -> bool:
        """Say whether some token may be one of the cues."""
        return not self._places.keys().isdisjoint(cues)

    def first(self, *cues: str) -> int | None:
        """Return the index of the first token that may be one of the cues."""
        return next(iter(self.where(*cues)), None)

    def is_one(self, index: int) -> bool:
        """Say whether a noun stands for one thing, not for many («сделки» may be both)."""
        if self.tokens[index].kind is Kind.LATIN:
            return not self.norm(index).endswith("s")
        parses = self.tokens[index].parses
        if parses and not self.naming.is_known(index):  # behind what was meant stand guesses
            parses = tuple(parse for parse in parses if parse.lemma == parses[0].lemma)
        singular = [p for p in parses if "sing" in p.grammemes]
        plural = [p for p in parses if "plur" in p.grammemes]
        return bool(singular) and not any("nomn" in p.grammemes for p in plural)

    def norm(self, index: int) -> str:
        """Return a token's folded text, or an empty string outside the utterance.

        «Во», «со», «об» are the prepositions «в», «с», «о».
        """
        return self._norms.get(index, "")

    @lazy
    def _norms(self) -> dict[int, str]:
        """By index: rules look beyond both ends a hundred times for a phrase."""
        plain = PLAIN_PREPOSITIONS
        return {i: plain.get(token.norm, token.norm) for i, token in enumerate(self.tokens)}

    @lazy
    def norms(self) -> frozenset[str]:
        """Every word said, folded: one look tells whether a rule's own words are there at all."""
        return frozenset(self._norms.values())

    @lazy
    def said(self) -> frozenset[str]:
        """Every lemma of every word said."""
        return frozenset().union(*[token.lemmas for token in self.tokens])

    @lazy
    def traits(self) -> frozenset[str]:
        """The parts of speech and the grammemes of all words, each in its likeliest meaning."""
        return frozenset().union(*[t.parses[0].grammemes for t in self.tokens if t.parses])

    def cues_at(self, index: int) -> frozenset[str]:
        """Return a token's cues, or none outside the utterance."""
        return self.cues[index] if 0 <= index < len(self.cues) else _NONE

    def lemmas(self, index: int) -> frozenset[str]:
        """Return a token's lemmas, or none outside the utterance."""
        return self.tokens[index].lemmas if 0 <= index < len(self.tokens) else _NONE

    def words(self, indices: Iterable[int]) -> str:
        """Return the text of some tokens as typed, runs of neighbours kept whole."""
        said = " ".join(self.text_of(run.start, run.stop) for run in runs(sorted(indices)))
        return said.replace(" ,", ",")

    def text_of(self, first: int, stop: int) -> str:
        """Return the text from token `first` to before token `stop`, as typed."""
        if first >= stop:
            return ""
        gap = next((i for i in self.resumed if first < i < stop), None)
        if gap is not None:
            return f"{self.text_of(first, gap)} {self.text_of(gap, stop)}"
        span = Span(self.tokens[first].span.start, self.tokens[stop - 1].span.stop)
        if self.repaired:
            return self.clean.text[span.start : span.stop]
        typed = self.clean.typed_span(span)
        return self.clean.typed[typed.start : typed.stop]

    def before(self, index: int) -> int | None:
        """Return the nearest word before a token, marks skipped."""
        place = bisect_left(self._words, index)
        return self._words[place - 1] if place else None

    def after(self, index: int) -> int | None:
        """Return the nearest word after a token, marks skipped."""
        place = bisect_right(self._words, index)
        return self._words[place] if place < len(self._words) else None

    def is_word(self, index: int) -> bool:
        """Say whether a token is anything but a mark; outside the utterance there is no word."""
        return 0 <= index < len(self.tokens) and self.tokens[index].kind is not Kind.MARK
