"""What the model sees of an utterance: words, their neighbours, forms, cues and entities."""

from __future__ import annotations

from collections.abc import Iterator

from nlu.reading import Reading
from nlu.types import Token, WordParse

_LENGTHS = (2, 4, 8, 16)
_BEGIN, _END = "^", "$"
_PLAIN_KINDS = frozenset({"number", "quote"})


def features(reading: Reading) -> frozenset[str]:
    """Describe an utterance; names and figures stand for their kind, never for themselves."""
    words = list(_words(reading))
    return frozenset((*_of_words(words), *_of_tokens(reading), *_of_whole(reading)))


def _words(reading: Reading) -> Iterator[str]:
    inside = _inside(reading)
    for index, token in enumerate(reading.tokens):
        yield f"<{inside[index]}>" if index in inside else _lemma(token)


def _inside(reading: Reading) -> dict[int, str]:
    kinds = (k for k in reading.found if not k.endswith("_hint") and k not in _PLAIN_KINDS)
    inside: dict[int, str] = {}
    for kind in kinds:
        for found in reading.all(kind):
            for index in range(found.first, found.stop):
                inside.setdefault(index, kind)
    return inside


def _lemma(token: Token) -> str:
    return token.parses[0].lemma if token.parses else token.norm


def _of_words(words: list[str]) -> Iterator[str]:
    yield f"first={words[0] if words else ''}"
    for one, other in zip([_BEGIN, *words], [*words, _END], strict=True):
        yield f"pair={one} {other}"
    for word in words:
        yield f"word={word}"


def _of_tokens(reading: Reading) -> Iterator[str]:
    inside = _inside(reading)
    for index, token in enumerate(reading.tokens):
        for cue in reading.cues[index]:
            yield f"cue={cue}"
        if token.parses and index not in inside:
            yield f"form={_form(token.parses[0])}"
            if index == 0:
                yield f"opens={_form(token.parses[0])}"


def _form(parse: WordParse) -> str:
    mood = "impr" if "impr" in parse.grammemes else "past" if "past" in parse.grammemes else ""
    return parse.pos + mood


def _of_whole(reading: Reading) -> Iterator[str]:
    for kind in reading.found:
        yield f"has={kind}"
    for length in _LENGTHS:
        if len(reading.tokens) > length:
            yield f"longer={length}"
    if reading.request.context.entity is not None:
        yield "card"
    if reading.tokens and reading.tokens[-1].text == "?":
        yield "asked"
