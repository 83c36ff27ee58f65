"""From an utterance to a reading: tokens, mended typos, cues and every entity."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from nlu.account import Account
from nlu.cues import Cues, is_ordered
from nlu.entities import AccountWords, EntityFinder
from nlu.layout import repair_layout
from nlu.lexicon import Lexicon
from nlu.morphology import Morphology
from nlu.people.parts import PartReader
from nlu.people.post import post_behind, posts_of
from nlu.pleasantries import pleasantry
from nlu.purposes import pleas, purpose
from nlu.reading import Reading
from nlu.request import Request
from nlu.searchbox import search_box
from nlu.smallwords import TO_US
from nlu.spelling import Speller
from nlu.takenback import Corrections, TakenBack
from nlu.text import CleanText, clean
from nlu.tokens import tokenize
from nlu.types import Found, Kind, Span, Token
from nlu.wondering import wondering

_NAMES = ("stage", "pipeline", "company", "person", "date", "email")
_SURE_NAME = 0.8
_SURE_PIPELINE = 0.65
_ONE_QUOTED = 3  # a word and its quotes
_MOST_ACCOUNTS = 64
_NONE: frozenset[str] = frozenset()
_SEARCHED = frozenset({"find"})
_WRITING = frozenset({"написать", "отписать", "черкнуть"})
_PARTNERS = frozenset({"партнёр", "партнер", "компания", "компаньон"})


class Reader:
    """Reads utterances; built once per process and safe to share between threads."""

    def __init__(self, lexicon: Lexicon, morphology: Morphology) -> None:
        self._morphology = morphology
        self._cues = Cues(lexicon)
        self._entities = EntityFinder(lexicon, morphology, self._cues)
        self._corrections = Corrections(lexicon, self._entities.figures.dates)
        slips = lexicon.names_by_word("spelling", "slip_forms")
        self._legal = frozenset(lexicon.section("people", "before")["legal"])
        right = lexicon.section("spelling", "right_forms")["all"]
        self._speller = Speller(self._cues.lemmas, morphology, slips, right)
        self._indexed: OrderedDict[int, tuple[Account, AccountWords]] = OrderedDict()

    def read(self, request: Request, account: Account) -> Reading:
        """Find everything the rules may want to know of an utterance."""
        as_typed = clean(request.text)
        cleaned = repair_layout(as_typed, self._morphology)
        tokens = tuple(self._mended_all(tokenize(cleaned.text, self._morphology)))
        words = self._words(account)
        found = self._entities.find(tokens, cleaned.text, words)
        taken, resumed = self._taken_back(tokens, found), frozenset[int]()
        if taken.gone:
            tokens, resumed = taken.left_of(tokens)
            found = self._entities.find(tokens, cleaned.text, words)
        box, outside = search_box(tokens), self._cues_outside(tokens, found)
        searched = [_SEARCHED if i in box else one for i, one in enumerate(outside)]
        cues = wondering(tokens, searched, bool(found.get("date")))
        figures = _figures(found)
        aside = frozenset(
            (
                *pleasantry(tokens, cues, figures),
                *purpose(tokens, cues, figures),
                *pleas(tokens),
            )
        )
        heard = [self._cues.heard(token) for token in tokens]
        posts = frozenset(self._posts(tokens, found))
        return Reading(
            request=request,
            clean=cleaned,
            tokens=tokens,
            cues=tuple(_NONE if i in aside | posts else one for i, one in enumerate(cues)),
            fillers=aside.union(i for i, one in enumerate(heard) if one.filler),
            courtesy=aside.union(i for i, one in enumerate(heard) if one.courtesy),
            found=_quotes_as_typed(found, tokens, cleaned) if cleaned is as_typed else found,
            naming=self._entities.naming(tokens),
            resumed=resumed,
            posts=posts,
            repaired=cleaned.text != as_typed.text,
        )

    def _posts(
        self, tokens: tuple[Token, ...], found: Mapping[str, tuple[Found[Any], ...]]
    ) -> Iterator[int]:
        """Yield where it is said what somebody named is: «нотариусу Якубовой»."""
        vocabulary = self.name_parts.vocabulary
        for person in found.get("person", ()):
            posts = posts_of(tokens, person.first, vocabulary)
            if posts and not self._cues.of(tokens[posts.start]):
                yield from posts
            behind = post_behind(tokens, person.stop, vocabulary)
            if len(behind) > 1 or not any(self._cues.of(tokens[i]) for i in behind):
                yield from behind

    @property
    def name_parts(self) -> PartReader:
        """What reads words as parts of people's names, for who compares names."""
        return self._entities.name_parts

    def ordinals(self, tokens: Sequence[Token]) -> Sequence[Found[int]]:
        """Find all ordinals, those of dates too."""
        return self._entities.figures.ordinals(tokens)

    def _taken_back(
        self, tokens: tuple[Token, ...], found: Mapping[str, tuple[Found[Any], ...]]
    ) -> TakenBack:
        """A note is kept word for word, also where somebody corrects himself in it."""
        taken = self._corrections.taken_back(tokens, found)
        if not taken.gone:
            return taken
        first = min(taken.gone)
        noted = any("note" in self._cues.of(token) for token in tokens[:first])
        return TakenBack() if noted else taken

    def _words(self, account: Account) -> AccountWords:
        """Keep the index of an account by its identity: hashing a thousand users costs more."""
        kept = self._indexed.get(id(account))
        if kept is not None and kept[0] is account:
            return kept[1]
        words = self._entities.index(account)
        self._indexed[id(account)] = (account, words)
        while len(self._indexed) > _MOST_ACCOUNTS:
            self._indexed.popitem(last=False)
        return words

    def _cues_outside(
        self, tokens: tuple[Token, ...], found: Mapping[str, tuple[Found[Any], ...]]
    ) -> Iterator[frozenset[str]]:
        """A word inside a name or a date commands nothing («новая» of «Новая заявка»).

        «Сделка номер 5012» has a number, no phone.
        """
        numbering = {one.first - 1 for one in found.get("id", ())}
        names = (one for k in _NAMES for one in found.get(k, ()) if one.score >= _sureness(k, one))
        inside = {index for one in names for index in range(one.first, one.stop)}
        quoted = _quoted(tokens, found.get("quote", ()))
        titles = {
            i
            for one in found.get("quote", ())
            if one.stop - one.first > _ONE_QUOTED
            for i in range(one.first, one.stop)
        } & quoted
        closed = inside | quoted if len(tokens) > 1 else frozenset()
        for index, token in enumerate(tokens):
            cues = self._cues.heard(token).own
            if index in numbering:
                cues -= {"phone"}
            if not _WRITING.isdisjoint(token.lemmas) and _is_asked_to_tell(tokens, index):
                cues = cues | {"tell"}
            if not _PARTNERS.isdisjoint(token.lemmas) and _ends_name(tokens, index, self._cues):
                cues = _NONE
            if index in closed:
                cues = frozenset(cue for cue in cues if cue.startswith("state_"))
            yield _NONE if index in titles else cues

    def _mended_all(self, tokens: Sequence[Token]) -> Iterator[Token]:
        """What stands behind «ООО» is a name as it is, and no slip of another word.

        Nor is one a capital inside what is written in small letters: «задачи по Веберу».
        """
        before: Token | None = None
        for token in tokens:
            meant = self._speller.mend(token)
            named = before is not None and bool(meant) and self._is_name(before, token)
            yield self._mended(token, meant) if meant and not named else token
            before = token

    def _is_name(self, before: Token, token: Token) -> bool:
        return before.norm in self._legal or (before.text.islower() and token.text.istitle())

    def _mended(self, token: Token, meant: frozenset[str]) -> Token:
        form = self._speller.right_form(token)
        parses = (*(self._morphology.parses(form) if form else ()), *token.parses)
        lemmas = token.lemmas | meant
        mended = lemmas.difference(parse.lemma for parse in parses)
        return replace(token, lemmas=lemmas, parses=parses, mended=mended, facts={})


def _quotes_as_typed(
    found: Mapping[str, tuple[Found[Any], ...]], tokens: tuple[Token, ...], cleaned: CleanText
) -> Mapping[str, tuple[Found[Any], ...]]:
    """«Форма 1–4 класс» keeps its dash; quotes inside quotes are folded as ever."""
    quotes = found.get("quote", ())
    if not any("-" in one.value for one in quotes):
        return found
    return {**found, "quote": tuple(_as_typed(one, tokens, cleaned) for one in quotes)}


def _as_typed(one: Found[str], tokens: tuple[Token, ...], cleaned: CleanText) -> Found[str]:
    first, last = tokens[one.first + 1].span, tokens[one.stop - 2].span
    said = cleaned.typed_span(Span(first.start, last.stop))
    return replace(one, value=cleaned.typed[said.start : said.stop])


def _sureness(kind: str, found: Found[Any]) -> float:
    """«Корп клиенты»: two words that make a pipeline's name are hardly clients."""
    whole = kind == "pipeline" and found.stop - found.first > 1
    return _SURE_PIPELINE if whole else _SURE_NAME


def _figures(found: Mapping[str, tuple[Found[Any], ...]]) -> frozenset[int]:
    kinds = ("date", "amount", "phone", "email", "id")
    return frozenset(
        i for kind in kinds for one in found.get(kind, ()) for i in range(one.first, one.stop)
    )


def _is_asked_to_tell(tokens: tuple[Token, ...], index: int) -> bool:
    """«Напиши мне номер …», «отпиши нам …»: it is the speaker who wants to know."""
    if index + 1 >= len(tokens) or tokens[index + 1].norm not in TO_US:
        return False
    return is_ordered(tokens[index])


def _ends_name(tokens: tuple[Token, ...], index: int, cues: Cues) -> bool:
    """«Гермес и партнёры», «Орлов и компания»: the end of a firm's name, no kind of record."""
    if index <= 1 or tokens[index - 1].norm not in {"и", "&"}:
        return False
    named = tokens[index - 2]
    return named.kind is not Kind.MARK and not cues.of(named)


def _quoted(tokens: tuple[Token, ...], quotes: tuple[Found[Any], ...]) -> set[int]:
    """What is quoted commands nothing either, unless everything is."""
    inside = {index for one in quotes for index in range(one.first, one.stop)}
    return inside if len(inside) < len(tokens) else set()
