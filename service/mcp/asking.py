"""Questions and confirmations of a call: asked of the person where the client can, else told.

From revision 2026-07-28 on a call that needs an answer ends with `input_required` and is called
again with it (SEP-2322); before, the server asks while the call goes on.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from mcp.server.mcpserver import Context
from mcp.types import ElicitRequest, ElicitRequestFormParams, ElicitResult, InputRequiredResult
from mcp.types.version import MODERN_PROTOCOL_VERSIONS

from service.answer import Status
from service.assistant import Reply
from service.body import LONGEST_TEXT
from service.mcp.shapes import Result, choices, result_of
from service.replies import Replies

MOST_QUESTIONS = 6
_ANSWER = "answer"

Begin: TypeAlias = Callable[[], Awaitable[Reply]]
Say: TypeAlias = Callable[[str, str], Awaitable[Reply]]
Outcome: TypeAlias = Result | InputRequiredResult


class Asking:
    """Leads a call through its questions.

    Args:
        texts: has the words of «отмена» and the labels.
    """

    def __init__(self, texts: Replies) -> None:
        self._texts = texts

    async def lead(self, ctx: Context[Any, Any], begin: Begin, say: Say) -> Outcome:
        """Carry a call out until it needs nobody any more.

        Args:
            begin: the request itself.
            say: answers a phrase in the dialogue of a state.
        """
        if not _can_ask(ctx):
            return self._told(await begin())
        if ctx.protocol_version in MODERN_PROTOCOL_VERSIONS:
            return await self._round(ctx, begin, say)
        reply = await begin()
        for _ in range(MOST_QUESTIONS):
            if not _waits(reply):
                break
            given = await ctx.session.elicit_form(
                reply.answer.text, self._form(reply), ctx.request_context.request_id
            )
            reply = await say(self._words(given), reply.state)
        return self._told(reply)

    async def _round(self, ctx: Context[Any, Any], begin: Begin, say: Say) -> Outcome:
        """One step of a call that comes again with each answer; the SDK seals the state."""
        if ctx.request_state is None:
            reply = await begin()
        else:
            given = (ctx.input_responses or {}).get(_ANSWER)
            words = self._words(given if isinstance(given, ElicitResult) else None)
            reply = await say(words, ctx.request_state)
        if not _waits(reply):
            return self._told(reply)
        params = ElicitRequestFormParams(
            message=reply.answer.text, requested_schema=self._form(reply)
        )
        return InputRequiredResult(
            input_requests={_ANSWER: ElicitRequest(params=params)}, request_state=reply.state
        )

    def _form(self, reply: Reply) -> dict[str, Any]:
        """A choice where it waits for «да», else free words with what was offered."""
        offered = choices(reply.answer.buttons)
        field: dict[str, Any] = {"type": "string", "title": self._texts("mcp.answer_title")}
        if reply.answer.status is Status.CONFIRM:
            field["enum"] = offered
        else:
            field["maxLength"] = LONGEST_TEXT
            field["description"] = " · ".join(offered)
        return {"type": "object", "properties": {_ANSWER: field}, "required": [_ANSWER]}

    def _words(self, given: ElicitResult | None) -> str:
        """What the person answered; anything but an answer is «отмена»."""
        answer = (given.content or {}).get(_ANSWER) if given and given.action == "accept" else None
        words = answer.strip()[:LONGEST_TEXT] if isinstance(answer, str) else ""
        return words or self._texts("buttons.no_send")

    def _told(self, reply: Reply) -> Result:
        return result_of(reply, self._texts)


def _waits(reply: Reply) -> bool:
    return reply.answer.status in (Status.QUESTION, Status.CONFIRM)


def _can_ask(ctx: Context[Any, Any]) -> bool:
    """Whether the client shows forms: said in so many words, or by naming no other way."""
    able = ctx.client_capabilities
    ways = able.elicitation if able else None
    return ways is not None and (ways.form is not None or ways.url is None)
