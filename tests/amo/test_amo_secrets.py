"""Nothing secret or personal reaches a log line, an error or a traceback."""

import logging
import traceback

import pytest

from amo import ContactDraft
from amo.errors import AmoError
from amo.sandbox.trouble.faults import read_fault
from tests.amo.conftest import Crm

NAME, PHONE, EMAIL = "Ёлкина", "8123004050", "elkina@vektor.example"
FAULTS = (
    {"kind": "status", "status": 400},
    {"kind": "status", "status": 401},
    {"kind": "status", "status": 429, "retry_after": 0},
    {"kind": "status", "status": 500},
    {"kind": "status", "status": 302, "location": "http://127.0.0.1:1/?query=Ёлкина"},
    {"kind": "html403"},
    {"kind": "reset"},
    {"kind": "truncate"},
    {"kind": "malformed"},
    {"kind": "empty"},
    {"kind": "hang", "seconds": 2},
    {"kind": "drip", "seconds": 2},
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f['kind']} {f.get('status', '')}")
def test_no_trace_of_a_fault_names_a_person_or_a_token(sandbox, caplog, fault):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("urllib3").setLevel(logging.DEBUG)  # as a careless operator would
    crm = Crm(sandbox, seconds=0.3)
    session = crm.acting(101)
    sandbox.world.faults.add(read_fault(fault))
    shown = []
    for ask in (
        lambda: session.contacts.list(PHONE),
        lambda: session.contacts.collect(EMAIL),
        lambda: next(session.contacts.iterate(NAME)),
        lambda: session.contacts.create([ContactDraft(NAME, [PHONE], [EMAIL])]),
    ):
        with pytest.raises(AmoError) as caught:
            ask()
        shown.append("".join(traceback.format_exception(caught.value)))
        shown.append(repr(vars(caught.value)))
    crm.transport.close()
    shown += [caplog.text, repr(crm.reports), repr(session.viewer), repr(crm.client)]
    token = sandbox.world.admin_token()
    for secret in (NAME, PHONE, EMAIL, token, token.split(".")[2]):
        assert secret not in "\n".join(shown)
