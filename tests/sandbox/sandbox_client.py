"""A plain HTTP client of the sandbox: no retries, no rules of its own."""

from __future__ import annotations

from types import TracebackType
from typing import Any

import requests

ADMIN, MARIA, PETROVA, PETR, DMITRY = 101, 102, 103, 104, 107
VIEWER, VOLKOVA, NO_LEADS, INACTIVE, FREE, JULIA = 106, 108, 109, 110, 111, 112


class Client:
    def __init__(self, url: str, verify: str | bool = True) -> None:
        self.url = url
        self.http = requests.Session()
        self.http.verify = verify
        self.http.trust_env = False
        self.settings: dict[str, Any] = self.http.get(f"{url}/_sandbox/settings").json()
        self.token = self.settings["long_lived_token"]

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.http.close()

    def call(
        self, method: str, path: str, user: int | None = None, **options: Any
    ) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        if user is not None:
            headers["X-Context-User-ID"] = str(user)
        target = f"{self.url}/api/v4{path}"
        return self.http.request(method, target, headers=headers, timeout=10, **options)

    def get(self, path: str, user: int | None = None, **params: Any) -> requests.Response:
        return self.call("GET", path, user, params=params)

    def post(self, path: str, body: Any, user: int | None = None) -> requests.Response:
        return self.call("POST", path, user, json=body)

    def patch(self, path: str, body: Any, user: int | None = None) -> requests.Response:
        return self.call("PATCH", path, user, json=body)

    def rows(self, kind: str, user: int | None = None, **params: Any) -> list[dict[str, Any]]:
        answer = self.get(f"/{kind}", user, **params)
        assert answer.status_code in (200, 204), answer.text
        return answer.json()["_embedded"][kind] if answer.content else []

    def ids(self, kind: str, user: int | None = None, **params: Any) -> list[int]:
        return [one["id"] for one in self.rows(kind, user, **params)]

    def control(self, path: str, body: Any = None, method: str = "POST") -> requests.Response:
        return self.http.request(method, f"{self.url}/_sandbox{path}", json=body, timeout=10)

    def flags(self, **flags: Any) -> None:
        assert self.control("/flags", flags).status_code == 200

    def fault(self, kind: str, **fault: Any) -> None:
        assert self.control("/faults", {"kind": kind, **fault}).status_code == 200
