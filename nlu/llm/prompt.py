"""What is sent to the model, and nothing beside it.

The names of stages, pipelines and task types are whatever the account's people wrote; they stand
inside JSON, so that an order hidden in one is a string among strings.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from nlu.account import Account
from nlu.catalog import Entry
from nlu.llm.schema import STEMS, slot_hints
from nlu.llm.wording import PromptWords
from nlu.request import Previous, Request
from nlu.slots import UNSAID, filled, slot_types

_MOST_NAMES = 100
_LONGEST_NAME = 60
_LONGEST_TEXT = 2_000
_ACCOUNT_SLOTS = frozenset({"stage", "pipeline", "set_stage", "set_pipeline"})


class Prompt:
    """Builds messages; the instructions are made once.

    Args:
        masked: makes a catalog's example look as an utterance does when it is sent.
    """

    def __init__(
        self, words: PromptWords, catalog: Mapping[str, Entry], masked: Callable[[str], str]
    ) -> None:
        self._words = words
        intents = (_intent(stem, catalog[stem], masked) for stem in STEMS)
        self._system = "\n".join((words.head, *intents, words.tail))

    def messages(self, request: Request, account: Account, text: str) -> list[dict[str, str]]:
        """Make the messages for one utterance.

        Args:
            text: the utterance with placeholders.
        """
        weekday = self._words.weekdays[request.now.weekday()]
        turn = {
            "сегодня": f"{request.now:%Y-%m-%d %H:%M}, {weekday}",
            "часовой_пояс": account.timezone,
            "аккаунт": _names(account),
            "открыта_карточка": request.context.entity[0] if request.context.entity else None,
            "прошлый_ход": None if request.previous is None else _previous(request.previous),
            "фраза": text[:_LONGEST_TEXT],
        }
        said = json.dumps(turn, ensure_ascii=False)
        return [{"role": "system", "content": self._system}, {"role": "user", "content": said}]


def _intent(stem: str, entry: Entry, masked: Callable[[str], str]) -> str:
    slots = ", ".join(slot_hints(stem))
    examples = " / ".join(f"«{masked(one)}»" for one in entry.examples)
    neighbours = " / ".join(f"«{masked(one)}»" for one in entry.neighbours)
    line = f"- {stem} — {entry.description}. Примеры: {examples}."
    line += f" Не это: {neighbours}." if neighbours else ""
    return f"{line} Слоты: {slots}." if slots else line


def _names(account: Account) -> dict[str, Any]:
    return {
        "воронки": {
            _short(pipeline.name): _listed(stage.name for stage in pipeline.stages)
            for pipeline in account.pipelines[:_MOST_NAMES]
        },
        "типы_задач": _listed(one.name for one in account.task_types),
    }


def _listed(names: Iterable[str]) -> list[str]:
    return [_short(name) for name in names][:_MOST_NAMES]


def _short(name: str) -> str:
    return name[:_LONGEST_NAME]


def _previous(previous: Previous) -> dict[str, Any]:
    """Say what the last turn was: values only of closed lists, for the rest may name people."""
    intent = previous.intent
    if intent is None:
        return {"запрос": None, "спросили": previous.asked}
    slots = filled(intent)
    kinds = slot_types(intent.stem)
    shown = {name: value for name, value in slots.items() if _is_closed(name, kinds[name])}
    rest = [name for name in slots if name not in shown and name not in UNSAID]
    return {
        "запрос": intent.stem,
        "слоты": shown,
        "ещё_заданы": rest,
        "спросили": previous.asked,
        "показан_список": len(previous.records),
    }


def _is_closed(name: str, kind: object) -> bool:
    return name in _ACCOUNT_SLOTS or typing.get_origin(kind) is typing.Literal
