"""What the model sees of an utterance: words, their neighbours, forms, cues and entities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlu.reading import Reading
from nlu.types import Kind, WordParse

_LENGTHS = (2, 4, 8, 16)
_BEGIN, _END = "^", "$"
_PLAIN_KINDS = frozenset({"number", "quote"})
_TELLING_MARKS = frozenset(':"-№#')


def features(reading: Reading) -> frozenset[str]:
    """Describe an utterance; names and figures stand for their kind, never for themselves.

    Courtesy and marks that people set or leave out make no difference.
    """
    telling = [index for index in range(len(reading.tokens)) if _tells(reading, index)]
    inside = _inside(reading)
    words = [f"<{inside[i]}>" if i in inside else _word(reading, i) for i in telling]
    plain = [index for index in telling if index not in inside]
    return frozenset(
        (*_of_words(words), *_of_forms(reading, plain), *_of_cues(reading, telling))
    ).union(_of_whole(reading, len(telling)))


def _tells(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    if token.kind is Kind.MARK:
        return token.text in _TELLING_MARKS or bool(reading.cues[index])
    return index not in reading.courtesy


def _inside(reading: Reading) -> dict[int, str]:
    kinds = (k for k in reading.found if not k.endswith("_hint") and k not in _PLAIN_KINDS)
    inside: dict[int, str] = {}
    for kind in kinds:
        for found in reading.all(kind):
            for index in range(found.first, found.stop):
                inside.setdefault(index, kind)
    return inside


def _word(reading: Reading, index: int) -> str:
    """A lemma, a mended slip's too; what no dictionary has is some name, whatever it is."""
    token = reading.tokens[index]
    mended = token.lemmas.difference(parse.lemma for parse in token.parses)
    if token.kind is Kind.WORD and mended:
        return min(mended)
    if token.kind is Kind.LATIN and not reading.cues[index]:
        return "<latin>"
    if token.kind is Kind.WORD and not reading.naming.is_known(index):
        return "<unknown>"
    return token.parses[0].lemma if token.parses else token.norm


def _of_words(words: Sequence[str]) -> Iterator[str]:
    yield f"first={words[0] if words else ''}"
    for one, other in zip([_BEGIN, *words], [*words, _END], strict=True):
        yield f"pair={one} {other}"
    for word in words:
        yield f"word={word}"


def _of_forms(reading: Reading, plain: Sequence[int]) -> Iterator[str]:
    forms = [_form(reading.tokens[i].parses[0]) for i in plain if reading.tokens[i].parses]
    if forms:
        yield f"opens={forms[0]}"
    for form in forms:
        yield f"form={form}"


def _of_cues(reading: Reading, telling: Sequence[int]) -> Iterator[str]:
    for index in telling:
        for cue in reading.cues[index]:
            yield f"cue={cue}"


def _form(parse: WordParse) -> str:
    mood = "impr" if "impr" in parse.grammemes else "past" if "past" in parse.grammemes else ""
    return parse.pos + mood


def _of_whole(reading: Reading, words: int) -> Iterator[str]:
    for kind in reading.found:
        yield f"has={kind}"
    for length in _LENGTHS:
        if words > length:
            yield f"longer={length}"
    if reading.request.context.entity is not None:
        yield "card"
    if reading.tokens and reading.tokens[-1].text == "?":
        yield "asked"
