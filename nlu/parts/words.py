"""Free words: a task's text, a note, a result, a name, cut out of an utterance as typed."""

from __future__ import annotations

from collections.abc import Iterable

from nlu.draft import Draft
from nlu.parts.company_inside import begins_tailed
from nlu.parts.likeliest import is_infinitive, traits
from nlu.reading import Reading
from nlu.smallwords import HIS, SPOKEN_OF, TO_HIM
from nlu.types import Kind

ALLOWING = frozenset(
    {"можно", "можешь", "можете", "пора", "надо", "нужно", "хочу", "давай", "давайте"}
)
_NO_LONGER = frozenset({"больше", "уже"})
_DROPPED = frozenset({"неактуальный", "ненужный", "отпасть", "отмениться", "отменить"})
EDGE_MARKS = frozenset('",.:;-!?()…')
_SHARES = frozenset("%₽$€")
_ACRONYM = range(2, 5)
_OPENING = frozenset('"(№#')
_LEADING_ON = frozenset(
    {"не", '"', "(", "все", "весь", "всем", "всех", "о"} | {"опять", "снова", "заново"}
)
_OF_PEOPLE = frozenset({"нам", "нами", "вам", "вами", "ним", "ней", "нему", "ними"})
_POINTING = frozenset({"тому", "той", "тем", "того", "тех"})
_TO_PEOPLE = frozenset({"к", "с"})
_MAY = frozenset({"может", "должен", "должна", "должно", "могут"})
_OF_THAT = frozenset({"др", "этом", "этого", "этому", "этим", "том"})
_ONESELF = frozenset({"самим", "самому", "самой", "сам", "сама", "сами", "самостоятельно"})
_US = frozenset({"мне", "нам", "тебе", "вам"})
_SAME = frozenset({"тот", "та", "то", "те", "там", "так", "туда", "того", "тому", "той", "тем"})
_ASIDE = frozenset({"мимо", "рядом", "напротив", "вокруг", "внутри", "навстречу", "сверху"})
_ASKED_OF = frozenset({"он", "она", "они", "оно", "мы", "вы", "это", "я"})
_LEADING = frozenset({"что", "чтобы", "чтоб", "том", "и", "а", "бы", "так", "нужно", "надо"})


def rest(draft: Draft, start: int = 0, stop: int | None = None) -> list[int]:
    """Return the words of a stretch that nothing accounts for, from the first telling one on.

    Small words between them stay, also the preposition before the first; politeness before and
    after goes, and so does a preposition whose noun was taken out.
    """
    reading = draft.reading
    end = len(reading.tokens) if stop is None else stop
    kept = [i for i in range(start, end) if i not in draft.explained]
    named = {
        i
        for one in (*reading.all("person"), *reading.all("company"))
        for i in range(one.first, one.stop)
    }
    telling = [i for i in kept if i in reading.content or i in named or is_acronym(reading, i)]
    if not telling:
        return []
    first, last = telling[0], telling[-1]
    while first - 1 in kept and _leads(reading, first - 1):
        first -= 1
    last = _with_small(reading, kept, last)
    last += last + 1 in kept and begins_tailed(reading, last)
    closing = _closing_order(reading, kept, last)
    while last + 1 in kept and (
        is_unit(reading, last + 1) or reading.tokens[last + 1].text in '")'
    ):
        last += 1
    kept = [i for i in kept if first <= i <= last and i not in closing]
    return _trimmed(reading, _without_loose_marks(reading, _without_orphans(draft, kept)))


def is_dropped(reading: Reading, index: int) -> bool:
    """«… больше не нужна», «… уже не актуальна», «… неактуальна», «… отпала»: nothing is left."""
    denied = reading.norm(index + (reading.norm(index) in _NO_LONGER)) == "не"
    after = reading.after(index + (reading.norm(index) in _NO_LONGER)) if denied else index
    if after is None or not (denied or reading.lemmas(index) & _DROPPED):
        return False
    return any(
        parse.pos in {"ADJS", "PRTS", "PRED"} or "past" in parse.grammemes
        for parse in reading.tokens[after].parses[:1]
    )


def give_text(draft: Draft, slot: str, indices: Iterable[int]) -> bool:
    """Fill a slot with words as typed.

    Returns:
        Whether there were any.
    """
    chosen = sorted(indices)
    if not any(draft.reading.is_word(index) for index in chosen):
        return False
    draft.put(slot, draft.reading.words(chosen), chosen)
    return True


def after_mark(reading: Reading, *, words: frozenset[str] = frozenset()) -> int | None:
    """Return the index after the first «:» (not within a clock time) or one of the words."""
    for index, token in enumerate(reading.tokens):
        clock = index + 1 < len(reading.tokens) and reading.tokens[index + 1].glued
        if (token.text == ":" and not clock) or token.norm in words:
            return index + 1
    return None


def _closing_order(reading: Reading, kept: list[int], last: int) -> set[int]:
    """A closing clause of an order alone («…, напомни») is no part of the words."""
    order = next((i for i in reversed(kept) if i <= last and reading.is_word(i)), None)
    if order is None or order == 0 or not reading.is_order(order) or is_infinitive(reading, order):
        return set()
    if reading.is_word(order - 1) or "call" in reading.cues[order]:  # «…, перезвони»
        return set()
    return {order, order - 1}


def _leads(reading: Reading, index: int) -> bool:
    """A preposition, a negation, an opening mark, «быть», «к нам» belong to what is behind them."""
    norm, before = reading.norm(index), reading.norm(index - 1)
    if norm in _OF_PEOPLE:
        return before in _TO_PEOPLE
    if norm == "быть":
        return before not in _MAY
    if norm in HIS:
        return "INFN" in traits(reading, index + 1)
    if norm in TO_HIM:
        return "INFN" in traits(reading, index + 1) and not reading.is_order(index - 1)
    if norm in _POINTING:
        return is_small(reading, index - 1)
    again = norm == "еще" and reading.norm(index + 1) == "раз"
    return again or is_small(reading, index) or norm in _LEADING_ON


def _without_orphans(draft: Draft, kept: list[int]) -> list[int]:
    """Drop prepositions and particles that stood before words now taken out."""
    reading, result = draft.reading, list(kept)
    for index in reversed(kept):
        follower = index + 1
        orphan = follower not in kept and follower in draft.explained
        if orphan and is_small(reading, index) and index in result:
            result.remove(index)
    return result


def is_acronym(reading: Reading, index: int) -> bool:
    """«Предложит ТО»: two capitals in a sentence that has small letters are no particle."""
    text = reading.tokens[index].text
    return len(text) in _ACRONYM and text.isupper() and not reading.clean.text.isupper()


def _with_pronoun(reading: Reading, kept: list[int], last: int) -> int:
    """«Позвонить ей», «встретиться с ним», «переехали ли они»: the words' own, though small."""
    if last + 1 in kept and reading.norm(last + 1) == "ли":
        return last + 1 + (last + 2 in kept and reading.norm(last + 2) in _ASKED_OF)
    if last + 2 in kept and reading.norm(last + 1) == "не" and reading.norm(last + 2) in _ASKED_OF:
        return last + 2
    after = last + 1
    theirs = {"VERB", "3per"} <= traits(reading, last) and reading.norm(after) in _US
    if theirs and after in kept:
        return after
    led = after in kept and is_small(reading, after)
    after += led
    own = SPOKEN_OF | _OF_THAT if led else SPOKEN_OF | _ONESELF
    return after if after in kept and reading.norm(after) in own else last


def _with_small(reading: Reading, kept: list[int], last: int) -> int:
    """«… сообщить ей об этом», «…, адрес тот же», «… поедешь мимо»: small words that end it."""
    last = _with_pronoun(reading, kept, _with_pronoun(reading, kept, last))
    while last + 1 in kept and reading.is_word(last + 1) and last + 1 in reading.fillers:
        same = reading.norm(last + 1) in _SAME and reading.norm(last + 2) == "же"
        by = reading.norm(last + 1) in _ASIDE and last + 2 not in reading.figures
        if not (same or by):
            break
        last += 1 + same
    return last


def _without_loose_marks(reading: Reading, kept: list[int]) -> list[int]:
    """Drop marks whose word was taken out («Встреча. Завтра. 12:00. Алиев»).

    A comma stays between two clauses: «спросить у него завтра, приедет ли».
    """
    chosen = set(kept)
    return [
        i
        for i in kept
        if reading.is_word(i)
        or (reading.tokens[i].text in _OPENING and i + 1 in chosen)
        or (i - 1 in chosen and reading.tokens[i].text != "(")
        or (i + 1 in chosen and _joins_clauses(reading, i))
    ]


def _joins_clauses(reading: Reading, index: int) -> bool:
    """«Спросить у него завтра, приедет ли», not «в понедельник, 4 мая, в Мытищи»."""
    first = index
    while first and first - 1 in reading.figures:
        first -= 1
    apart = first == index or not first or not reading.is_word(first - 1)
    return reading.tokens[index].text == "," and not apart and not is_small(reading, index + 1)


def is_small(reading: Reading, index: int) -> bool:
    """A preposition; «с» of «1с» and «к» of «350к» are none."""
    parses = reading.tokens[index].parses
    small = bool(parses) and parses[0].pos == "PREP"
    return small and not is_unit(reading, index)


def is_unit(reading: Reading, index: int) -> bool:
    """«50%», «12 %», «1с», «а4»: written together with the number before it, or a share of it."""
    if not index or reading.tokens[index - 1].kind is not Kind.NUMBER:
        return False
    token = reading.tokens[index]
    return token.text in _SHARES or (token.glued and token.kind is not Kind.MARK)


def _trimmed(reading: Reading, indices: list[int]) -> list[int]:
    while indices and is_edge(reading, indices[0], _LEADING):
        indices = indices[1:]
    while indices and is_edge(reading, indices[-1], frozenset({"и", "а", "пожалуйста"})):
        if _closes_quote(reading, indices):
            break
        indices = indices[:-1]
    return indices


def _closes_quote(reading: Reading, indices: list[int]) -> bool:
    last, marks = reading.tokens[indices[-1]].text, [reading.tokens[i].text for i in indices]
    bracket = last == ")" and marks.count("(") == marks.count(")")
    return bracket or (last == '"' and marks.count('"') % 2 == 0)


def is_edge(reading: Reading, index: int, words: frozenset[str]) -> bool:
    """Say whether a token is a mark, or one of some words, that belongs to no free text."""
    token = reading.tokens[index]
    return token.text in EDGE_MARKS or token.norm in words
