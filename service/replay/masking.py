"""A replay without clients' personal data that still replays: names, phones, e-mails replaced.

The account's own users keep their names: rights and responsibles hang on them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from amo import AmoError
from nlu import Request
from nlu.people.gold import NAMES, GoldName, read_gold
from nlu.people.grammar import Case
from nlu.reading import Who
from nlu.types import Found, Span
from service.accounts import Accounts
from service.errors import ServiceError
from service.mind import Mind
from service.replay.playing import directory_of, play
from service.replies import Replies

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(r"\+?[789](?:[ ()-]{0,3}[0-9]){9,10}(?![0-9])")
_DIGIT = re.compile("[0-9]")
_CORE = 10
_MASKED = ("state", "exchanges", "readings", "claims")


class Unmaskable(ServiceError):
    """Without its personal data the turn would have gone another way."""


def masked(file: dict[str, Any], mind: Mind, texts: Replies) -> dict[str, Any]:
    """Replace clients' personal data throughout a replay and answer it again.

    Raises:
        Unmaskable: the masked turn does not come to the same intent and status.
    """
    mask = _Mask(mind)
    for exchange in file["exchanges"]:
        mask.learn(exchange.get("answer"), "contacts" if "/contacts" in exchange["path"] else "")
    message = {**file["message"], "text": _said(file, mind, mask)}
    message["context"] = _everywhere(message["context"], mask.text)
    hidden = {key: _everywhere(file[key], mask.text) for key in _MASKED}
    standing = _everywhere(file["standing"], mask.addresses)
    body = {**file, "message": message, "standing": standing, **hidden}
    try:
        body["answer"] = json.loads(play(body, mind, texts).given)
    except (ServiceError, AmoError):
        raise Unmaskable from None
    if any(body["answer"][key] != file["answer"][key] for key in ("intent", "status")):
        raise Unmaskable
    return body


class _Mask:
    """Stand-ins for names, phones and addresses, the same for the same."""

    def __init__(self, mind: Mind) -> None:
        self._names = mind.names
        self._free = (one for one in read_gold(NAMES) if one.roles == "GS")
        self._people: dict[str, GoldName] = {}
        self._words: dict[str, str] = {}
        self._phones: dict[str, str] = {}
        self._emails: dict[str, str] = {}

    def learn(self, value: Any, place: str) -> None:
        """Take in the names of contacts that stand anywhere in an answer."""
        if isinstance(value, list):
            for one in value:
                self.learn(one, place)
        elif isinstance(value, dict):
            if place == "contacts" and isinstance(value.get("name"), str):
                self.stand_in(value["name"])
            for key, one in value.items():
                self.learn(one, place if key == "_embedded" else key)

    def stand_in(self, name: str) -> GoldName:
        """Who stands in for a person.

        Raises:
            Unmaskable: there are more people than stand-ins.
        """
        for known, person in self._people.items():
            if known == name or self._names.same_person(name, known):
                return person
        try:
            person = next(self._free)
        except StopIteration:
            raise Unmaskable from None
        self._people[name] = person
        for index, word in enumerate(name.split()[:2]):
            self._words.setdefault(word.lower(), person.nominative.split()[index])
        return person

    def form(self, who: Who) -> str:
        """The stand-in's name with as many words and in the case a person was said."""
        person = self.stand_in(who.name)
        case = Case(who.case) if who.case in set(Case) else Case.NOMN
        words = person.form(case).split()
        if " " in who.name:
            return " ".join(words)
        nominative = self._words.get(who.name.lower(), "")
        return words[0] if nominative == person.nominative.split()[0] else words[-1]

    def text(self, said: str) -> str:
        """A text with all personal data replaced."""
        return re.sub(r"\w+", lambda found: self._word(found[0]), self.addresses(said))

    def addresses(self, said: str) -> str:
        """A text with e-mails and phones replaced."""
        said = _EMAIL.sub(lambda found: self._email(found[0]), said)
        return _PHONE.sub(lambda found: self._phone(found[0]), said)

    def _word(self, word: str) -> str:
        stand_in = self._words.get(word.lower(), word)
        return stand_in.lower() if word.islower() else stand_in

    def _email(self, address: str) -> str:
        fresh = f"client{len(self._emails) + 1}@mail.example"
        return self._emails.setdefault(address.lower(), fresh)

    def _phone(self, number: str) -> str:
        core = "".join(_DIGIT.findall(number))[-_CORE:]
        fresh = f"{9_000_000_000 + len(self._phones) + 1}"
        digits = list(self._phones.setdefault(core, fresh))
        before = len(_DIGIT.findall(number)) - _CORE
        places = [found.start() for found in _DIGIT.finditer(number)][before:]
        letters = list(number)
        for place, digit in zip(places, digits, strict=True):
            letters[place] = digit
        return "".join(letters)


def _everywhere(value: Any, hide: Callable[[str], str]) -> Any:
    """A JSON value with something hidden in each of its texts."""
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, list):
        return [_everywhere(one, hide) for one in value]
    if isinstance(value, dict):
        return {key: _everywhere(one, hide) for key, one in value.items()}
    return value


def _said(file: dict[str, Any], mind: Mind, mask: _Mask) -> str:
    """The message with each client's name in the case it was said in."""
    text: str = file["message"]["text"]
    request = Request(text, datetime.fromtimestamp(file["clock"], UTC), file["user_id"])
    account = Accounts().of(directory_of(file))
    reading = mind.engine.reader.read(request, account)
    people: list[Found[Who]] = [one for one in reading.all("person") if not one.value.users]
    done, pieces = 0, []
    for one in sorted(people, key=lambda found: found.first):
        start = reading.tokens[one.first].span.start
        span = reading.clean.typed_span(Span(start, reading.tokens[one.stop - 1].span.stop))
        if span.start >= done:
            pieces += [mask.text(text[done : span.start]), _cased(mask.form(one.value), text, span)]
            done = span.stop
    return "".join((*pieces, mask.text(text[done:])))


def _cased(name: str, text: str, span: Span) -> str:
    return name.lower() if text[span.start : span.stop].islower() else name
