"""The whole explanation of one phrase, as JSON: the contract's parse, its trace, the reply."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from amo.calls import Request as Call
from amo.deadline import Deadline
from amo.directory import Directory
from amo.models import Json
from amo.widget_token import Caller
from nlu import NluError, Request
from nlu.labelled import context_to_json, labelled
from nlu.trace import trace, trace_to_json
from nlu.wire import request_from_json
from service.accounts import Accounts
from service.body import Message, read_message
from service.debug.authority import Onlooker
from service.debug.dry import DryApi, DryRun, dry_run
from service.errors import Refusal
from service.mind import Mind
from service.parts import Parts

_STATE = "state"


@dataclass(frozen=True, slots=True)
class Explainer:
    """Explains phrases.

    Args:
        clock: the time in seconds since the epoch.
        stand_in_title: how an unread card is called, with `{id}` in it.
    """

    mind: Mind
    parts: Callable[[], Parts]
    clock: Callable[[], float]
    accounts: Accounts
    stand_in_title: str

    def explain(
        self, data: Mapping[str, Any], onlooker: Onlooker, deadline: Deadline
    ) -> dict[str, Any]:
        """Explain a phrase given in the contract's form; `now` and `user_id` may be left out.

        Raises:
            Refusal: 422 for a wrong shape, 404 for an account that is not served.
            AmoError: nothing is known about the account, and amoCRM gave no answer.
        """
        account_id = account_of(data, onlooker)
        directory = self._directory(account_id, deadline)
        request = self._request(data, onlooker, directory)
        message = _message(request)
        started = time.perf_counter()
        account = self.accounts.of(directory)
        parse = self.mind.engine.parse(request, account)
        parsed = time.perf_counter()
        found = trace(self.mind.engine, request, account, parse)
        traced = time.perf_counter()
        run = self._dry(request, message, directory, account_id)
        replied = time.perf_counter()
        return {
            **trace_to_json(found, self.mind.catalog),
            "took_ms": round((parsed - started) * 1000, 3),
            "now": request.now.isoformat(),
            "user_id": request.user_id,
            "reply": run.answer,
            "requests": [_call(one) for one in run.asked],
            "timings": {
                "parse_ms": round((parsed - started) * 1000, 3),
                "reply_ms": round((replied - traced) * 1000, 3),
            },
            "labelled": labelled(request, found.parse),
            "replay": run.replay,
        }

    def _directory(self, account_id: int, deadline: Deadline) -> Directory:
        client = self.parts().tenants.client(account_id)
        if client is None:
            raise Refusal(404, "problems.not_found")
        return client.directory(deadline)

    def _request(
        self, data: Mapping[str, Any], onlooker: Onlooker, directory: Directory
    ) -> Request:
        users = directory.active_users
        default = onlooker.user_id or (users[0].id if users else 0)
        zone = ZoneInfo(directory.account.timezone)
        now = datetime.fromtimestamp(self.clock(), UTC).astimezone(zone).isoformat()
        whole = {**data, "now": data.get("now") or now, "user_id": data.get("user_id") or default}
        try:
            return request_from_json(whole)
        except (NluError, RecursionError):
            raise Refusal(422, "problems.context") from None

    def _dry(
        self, request: Request, message: Message, directory: Directory, account_id: int
    ) -> DryRun:
        parts = self.parts()
        api = DryApi(
            parts.watch.apis.standing(account_id), self._stand_in(directory, request.user_id)
        )
        caller = Caller(account_id, request.user_id, "", 0, "")
        at = request.now.timestamp()
        return dry_run(parts.assistant, self.mind, api, message, caller, request.previous, at)

    def _stand_in(self, directory: Directory, user_id: int) -> Callable[[str, int], Json]:
        pipeline = directory.pipelines[0] if directory.pipelines else None
        stage = next((one for one in pipeline.stages if one.is_open), None) if pipeline else None

        def record(kind: str, record_id: int) -> Json:
            title = self.stand_in_title.format(id=record_id)
            words = {"text": title, "task_type_id": 1, "complete_till": 0}
            places = {"pipeline_id": pipeline and pipeline.id, "status_id": stage and stage.id}
            own = words if kind == "tasks" else {"name": title, **places}
            return {"id": record_id, "responsible_user_id": user_id, "group_id": 0, **own}

        return record


def account_of(data: Mapping[str, Any], onlooker: Onlooker) -> int:
    """Whose names may be shown: the onlooker's own account, or the one the operator names.

    Raises:
        Refusal: 422, the operator of many accounts names none.
    """
    if onlooker.account_id is not None:
        return onlooker.account_id
    said = data.get("account_id")
    if not isinstance(said, int) or isinstance(said, bool):
        raise Refusal(422, "problems.context")
    return said


def _message(request: Request) -> Message:
    state = _STATE if request.previous is not None else None
    body = {"text": request.text, "context": context_to_json(request.context), "state": state}
    return read_message(json.dumps(body).encode())


def _call(call: Call) -> dict[str, Any]:
    params = [list(pair) for pair in call.params]
    return {"method": call.method, "path": call.path, "params": params, "body": call.body}
