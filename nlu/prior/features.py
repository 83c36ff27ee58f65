"""What the model sees of an utterance: words, their neighbours, forms, cues and entities."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator

from nlu.reading import Reading
from nlu.types import Kind, Token, WordParse

_LENGTHS = (2, 4, 8, 16)
_BEGIN, _END = "^", "$"
_PLAIN_KINDS = frozenset({"number", "quote"})
_TELLING_MARKS = frozenset(':"-№#')
_WHOLE = ""
KINDS = (_WHOLE, "first", "pair", "word", "opens", "form", "cue")


def features(reading: Reading) -> frozenset[str]:
    """Describe an utterance as `seen` does, each feature by its name in the model's file."""
    return frozenset(_named(kind, one) for kind, all_ in seen(reading) for one in all_)


def key_of(feature: str) -> tuple[str, Hashable]:
    """Turn a feature's name back into its kind and what is seen of that kind."""
    kind, _, one = feature.partition("=")
    if kind not in KINDS:
        return _WHOLE, feature
    return kind, tuple(one.split(" ")) if kind == "pair" else one


def seen(reading: Reading) -> Iterator[tuple[str, Collection[Hashable]]]:
    """Describe an utterance; names and figures stand for their kind, never for themselves.

    Courtesy and marks that people set or leave out make no difference.

    Returns:
        For each of KINDS what is seen, once.
    """
    inside = _inside(reading)
    words: list[str] = []
    forms: list[str] = []
    cues: set[str] = set()
    for index, (token, said) in enumerate(zip(reading.tokens, reading.cues, strict=True)):
        mark = token.kind is Kind.MARK
        if not _tells(token, said) if mark else index in reading.courtesy:
            continue
        cues |= said
        if index in inside:
            words.append(inside[index])
            continue
        words.append(_word(token, said))
        if token.parses:
            forms.append(_form(token.parses[0]))
    yield "first", words[:1] or ("",)
    yield "pair", {*zip((_BEGIN, *words), (*words, _END), strict=True)}
    yield "word", {*words}
    yield "opens", forms[:1]
    yield "form", {*forms}
    yield "cue", cues
    yield _WHOLE, [*_of_whole(reading, len(words))]


def _named(kind: str, one: Hashable) -> str:
    if kind == _WHOLE:
        return str(one)
    return f"{kind}={' '.join(one) if isinstance(one, tuple) else one}"


def _tells(mark: Token, cues: frozenset[str]) -> bool:
    return mark.text in _TELLING_MARKS or bool(cues)


def _inside(reading: Reading) -> dict[int, str]:
    """Say of the tokens of entities what stands for them."""
    inside: dict[int, str] = {}
    for kind, all_ in reading.found.items():
        if kind in _PLAIN_KINDS or kind.endswith("_hint"):
            continue
        for found in all_:
            for index in range(found.first, found.stop):
                inside.setdefault(index, f"<{kind}>")
    return inside


def _word(token: Token, cues: frozenset[str]) -> str:
    """A lemma, a mended slip's too; what no dictionary has is some name, whatever it is."""
    if token.kind is Kind.LATIN and not cues:
        return "<latin>"
    if token.mended:
        return min(token.mended)
    if not token.parses:
        return token.norm
    return token.parses[0].lemma if token.known else "<unknown>"


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
