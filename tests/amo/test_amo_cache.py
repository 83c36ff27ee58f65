"""A value that is costly to read: one reader, a lifetime, old rather than none."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from amo.cache import Cached
from amo.deadline import Deadline
from amo.errors import DeadlineExceeded, PaymentRequired, ServerError
from amo.models import Kind


@pytest.fixture
def cached(clock):
    return Cached(clock, 600.0, 3600.0)


@pytest.fixture
def deadline(clock):
    return Deadline.after(5, clock)


def failing(error):
    def read():
        raise error

    return read


def test_it_is_read_once_in_its_lifetime(cached, clock, deadline):
    values = iter(["first", "second"])
    assert cached.get(lambda: next(values), deadline) == "first"
    clock.sleep(599)
    assert cached.get(lambda: next(values), deadline) == "first"
    clock.sleep(2)
    assert cached.get(lambda: next(values), deadline) == "second"


def test_a_newer_reading_can_be_asked_for(cached, clock, deadline):
    cached.get(lambda: "first", deadline)
    clock.sleep(61)
    assert cached.get(lambda: "second", deadline, newer_than=60) == "second"


def test_a_passing_failure_leaves_the_old_value_in_use_for_an_hour(cached, clock, deadline):
    cached.get(lambda: "old", deadline)
    clock.sleep(3000)
    assert cached.get(failing(ServerError()), deadline) == "old"
    clock.sleep(700)
    with pytest.raises(ServerError):
        cached.get(failing(ServerError()), deadline)


def test_after_a_passing_failure_the_old_value_serves_without_another_try(cached, clock, deadline):
    cached.get(lambda: "old", deadline)
    clock.sleep(700)
    assert cached.get(failing(ServerError()), deadline) == "old"
    assert cached.get(lambda: "new", deadline) == "old"
    assert cached.get(lambda: "new", deadline, newer_than=60) == "old"
    clock.sleep(16)
    assert cached.get(lambda: "new", deadline) == "new"


def test_a_lasting_failure_does_not(cached, clock, deadline):
    cached.get(lambda: "old", deadline)
    clock.sleep(700)
    with pytest.raises(PaymentRequired):
        cached.get(failing(PaymentRequired()), deadline)


def test_one_thread_reads_while_the_others_wait(cached, deadline):
    readers, gate = [], threading.Event()

    def read():
        readers.append(threading.get_ident())
        gate.wait(10)
        return "value"

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(cached.get, read, deadline) for _ in range(8)]
        gate.set()
        assert {one.result(10) for one in asked} == {"value"}
    assert len(readers) == 1


def test_who_cannot_wait_for_the_reader_gets_the_old_value_or_an_error(cached, clock):
    cached.get(lambda: "old", Deadline.after(5, clock))
    clock.sleep(700)
    reading, gate = threading.Event(), threading.Event()

    def read():
        reading.set()
        gate.wait(10)
        return "new"

    with ThreadPoolExecutor(1) as pool:
        reader = pool.submit(cached.get, read, Deadline.after(5, clock))
        assert reading.wait(10)
        spent = Deadline.after(0, clock)
        assert cached.get(lambda: "never", spent) == "old"
        clock.sleep(10_000)
        with pytest.raises(DeadlineExceeded):
            cached.get(lambda: "never", Deadline.after(0, clock))
        gate.set()
        assert reader.result(10) == "new"


def test_the_directory_costs_six_calls_and_then_none(crm):
    crm.client.directory(crm.deadline())
    crm.client.directory(crm.deadline())
    paths = [one["path"].split("?")[0] for one in crm.handle.world.journal.listing()]
    assert paths == [
        "/api/v4/account",
        "/api/v4/users",
        "/api/v4/leads/pipelines",
        "/api/v4/leads/custom_fields",
        "/api/v4/contacts/custom_fields",
        "/api/v4/companies/custom_fields",
    ]


def test_an_answer_after_the_first_costs_only_its_own_calls(crm):
    crm.acting(102)
    crm.handle.world.journal.clear()
    session = crm.acting(102)
    session.leads.list()
    session.notes.list(Kind.LEADS, 5001)
    assert session.calls == len(crm.handle.world.journal.listing()) == 2
