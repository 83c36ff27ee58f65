"""What the status and the body of an answer mean."""

import json

import pytest

from amo.answers import interpret
from amo.calls import Request
from amo.errors import (
    AmoError,
    Blocked,
    FilterUnavailable,
    Forbidden,
    NotFound,
    PaymentRequired,
    Problem,
    RateLimited,
    Rejected,
    ServerError,
    Unauthorized,
    UnexpectedStatus,
)
from amo.http import Answer

GET = Request("GET", "/api/v4/contacts", (("query", "Петров"),))
POST = Request("POST", "/api/v4/tasks", body=[{"text": "позвонить Петрову"}])
BLOCK = b"<html><head><title>403 Forbidden</title></head><body>nginx</body></html>"


def problem(status: int, **more: object) -> Answer:
    body = {"title": "x", "type": f"https://httpstatus.es/{status}", "status": status, **more}
    return Answer(status, "application/problem+json", json.dumps(body).encode(), "req-17")


def raised(request: Request, answer: Answer) -> AmoError:
    with pytest.raises(AmoError) as caught:
        interpret(request, answer)
    return caught.value


def test_no_content_is_nothing():
    assert interpret(GET, Answer(204)) is None


@pytest.mark.parametrize(
    ("answer", "error", "permanent"),
    [
        (problem(400), Rejected, True),
        (problem(401), Unauthorized, True),
        (problem(402), PaymentRequired, True),
        (problem(403), Forbidden, True),
        (Answer(403, "text/html", BLOCK), Blocked, True),
        (Answer(403, "application/json", b""), Blocked, True),
        (problem(404), NotFound, True),
        (Answer(404, "text/html", b"<html>"), NotFound, True),
        (problem(405), NotFound, True),
        (problem(422), Rejected, True),
        (problem(429), RateLimited, False),
        (Answer(429, "text/html", b"<html>Too Many Requests"), RateLimited, False),
        (problem(500), ServerError, False),
        (Answer(502, "text/html", b"<html>"), ServerError, False),
        (Answer(504), ServerError, False),
        (Answer(301), UnexpectedStatus, False),
        (Answer(418), UnexpectedStatus, False),
    ],
    ids=lambda value: str(getattr(value, "status", "")),
)
def test_a_status_has_its_error(answer, error, permanent):
    found = raised(GET, answer)
    assert type(found) is error
    assert (found.permanent, found.status) == (permanent, answer.status)


def test_the_validation_list_is_kept_without_amocrms_words():
    found = raised(
        POST,
        problem(
            400,
            **{
                "validation-errors": [
                    {
                        "request_id": "0",
                        "errors": [
                            {
                                "code": "NotSupportedChoice",
                                "path": "responsible_user_id",
                                "detail": "Пётр Сидоров is not a choice",
                            }
                        ],
                    },
                    "odd",
                    {"errors": None},
                ]
            },
        ),
    )
    assert found.problems == (Problem("responsible_user_id", "NotSupportedChoice", "0"),)
    assert "Пётр" not in repr(found) + str(found) + repr(found.problems)
    assert found.request_id == "req-17"


def test_a_missing_filter_feature_is_told_from_other_rejections():
    found = raised(GET, problem(400, detail="Invalid filter for current account"))
    assert type(found) is FilterUnavailable


@pytest.mark.parametrize(
    ("header", "body", "seconds"),
    [
        ("3", {}, 3.0),
        ("3", {"retry_after": 300}, 3.0),
        (None, {"retry_after": 300}, 300.0),
        (None, {"retry_after": "5"}, 5.0),
        ("86400", {}, 600.0),
        ("-1", {}, None),
        ("soon", {}, None),
        ("Wed, 21 Oct 2026 07:28:00 GMT", {"retry_after": 2}, 2.0),
        ("9" * 400, {}, None),
        (None, {"retry_after": [1]}, None),
        (None, {}, None),
    ],
)
def test_how_long_to_wait_comes_from_the_header_then_the_body(header, body, seconds):
    answer = problem(429, **body)
    answer = Answer(429, answer.content_type, answer.body, None, header)
    assert raised(GET, answer).retry_after == seconds


def test_a_write_answered_5xx_may_have_happened():
    assert raised(POST, problem(500)).maybe_done
    assert not raised(GET, problem(500)).maybe_done
    assert not raised(POST, problem(429)).maybe_done
    assert not raised(POST, problem(400)).maybe_done
