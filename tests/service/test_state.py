"""The dialogue's token: nobody else can make, read, change or use one."""

from __future__ import annotations

import base64
import dataclasses
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from nlu import Record
from nlu.intents import CreateTask, FindLeads, UpdateLead
from nlu.values import Moment
from service.dialogue.memory import Memory
from service.dialogue.plans import ChangeLeads, LeadChange, LeadValues, NewTask
from service.dialogue.state import Chosen, Listing, Offer, Pending, State, Waiver, Written
from service.dialogue.undo import CloseTask, RestoreLeads
from service.errors import BadState
from service.page import MOST_SELECTED
from service.sealing import LARGEST_TOKEN, Sealer, fits
from tests.service.assistant_stage import Stage, writes

KEYS = ("the newest key, which is long enough", "the key before it, also long enough")
AT = datetime(2026, 3, 6, 15, tzinfo=UTC)
WHOLE = State(
    pending=Pending(
        CreateTask(text="позвонить", due=Moment(AT, False), contact="Иван Петров"),
        "record",
        (Chosen("contact", "Иван Петров", Record("contacts", 7001, "Иван Петров")),),
        (Waiver.RECORD, Waiver.TWIN),
        candidates=(Record("contacts", 7004, "Иван Петров"),),
        plan=NewTask("позвонить", AT, 101, 1),
        nonce="n",
    ),
    listing=Listing(FindLeads(stage="Переговоры"), (), (Record("leads", 5001, "CRM"),), 2),
    written=Written("create_task", CloseTask(6001), "m"),
    offers=(Offer("Завтра", "due", Moment(AT, True)), Offer("1", "choose", 1)),
    misses=2,
)


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def memory(clock: Clock) -> Memory:
    return Memory(Sealer(KEYS, 900, clock))


def test_a_state_comes_back_whole(memory: Memory) -> None:
    assert memory.recall(memory.keep(WHOLE, 1, 101), 1, 101) == (WHOLE, None)


def test_a_realistic_state_is_small(memory: Memory) -> None:
    assert len(memory.keep(WHOLE, 1, 101)) < 1200


def test_a_token_shows_nothing_of_its_content(memory: Memory) -> None:
    token = memory.keep(WHOLE, 1, 101)
    assert "Петров".encode() not in base64.urlsafe_b64decode(token)


@pytest.mark.parametrize(("account", "user"), [(2, 101), (1, 102)])
def test_a_token_of_another_user_or_account_is_nothing(
    memory: Memory, account: int, user: int
) -> None:
    assert memory.recall(memory.keep(WHOLE, 1, 101), account, user) == (State(), "decline.fresh")


def test_a_token_expires(memory: Memory, clock: Clock) -> None:
    token = memory.keep(WHOLE, 1, 101)
    clock.now += 900
    assert memory.recall(token, 1, 101)[0] == WHOLE
    clock.now += 1
    assert memory.recall(token, 1, 101) == (State(), "decline.expired")


def test_a_token_from_the_future_is_still_bounded(clock: Clock) -> None:
    sealer = Sealer(KEYS, 900, clock)
    token = sealer.seal({}, 1, 101)
    clock.now -= 60
    assert sealer.open(token, 1, 101) == {}


def test_every_changed_character_makes_a_token_worthless(memory: Memory) -> None:
    token = memory.keep(WHOLE, 1, 101)
    for place in range(0, len(token) - 1, 7):
        other = "A" if token[place] != "A" else "B"
        changed = token[:place] + other + token[place + 1 :]
        assert memory.recall(changed, 1, 101)[0] == State()


@pytest.mark.parametrize(
    "token", ["x", "..", "a" * 20_000, "й", "eyJhbGciOiJub25lIn0.e30.", "\x00"]
)
def test_nonsense_is_no_token(memory: Memory, token: str) -> None:
    assert memory.recall(token, 1, 101) == (State(), "decline.fresh")


def test_the_key_before_still_opens_and_one_older_does_not(clock: Clock) -> None:
    old = Sealer(KEYS[1:], 900, clock).seal({"a": 1}, 1, 101)
    assert Sealer(KEYS, 900, clock).open(old, 1, 101) == {"a": 1}
    with pytest.raises(BadState):
        Sealer(KEYS[:1], 900, clock).open(old, 1, 101)


def test_a_state_too_large_keeps_what_waits(memory: Memory) -> None:
    words = random.Random(5)
    titles = tuple(Record("leads", i, words.randbytes(300).hex()) for i in range(60))
    huge = State(pending=WHOLE.pending, listing=Listing(FindLeads(), (), titles))
    token = memory.keep(huge, 1, 101)
    assert len(token) <= LARGEST_TOKEN
    assert memory.recall(token, 1, 101)[0] == State(pending=WHOLE.pending)


def bulk(count: int, words: random.Random, name: int = 0) -> ChangeLeads:
    """A change of stage, budget and responsible of many deals, and of long names if so wanted."""
    return ChangeLeads(
        tuple(
            LeadChange(
                words.randrange(10**8),
                LeadValues(words.randbytes(name).hex() or None, words.randrange(10**7), 11, 1, 9),
                LeadValues("Проект" if name else None, 700_000, 11, 2, 103, 5),
            )
            for _ in range(count)
        )
    )


def test_as_many_deals_as_can_be_ticked_wait_and_can_be_taken_back(memory: Memory) -> None:
    plan = bulk(MOST_SELECTED, random.Random(5))
    waiting = State(pending=Pending(UpdateLead(set_budget=700_000), plan=plan, nonce="n"))
    assert memory.recall(memory.keep(waiting, 1, 101), 1, 101) == (waiting, None)
    done = State(written=Written("update_lead", RestoreLeads(plan), "n"))
    assert memory.recall(memory.keep(done, 1, 101), 1, 101) == (done, None)


def test_a_proposal_outlives_the_last_write_when_both_are_too_large(memory: Memory) -> None:
    words = random.Random(5)
    pending = Pending(UpdateLead(set_budget=1), plan=bulk(200, words, 12), nonce="n")
    written = Written("update_lead", RestoreLeads(bulk(200, words, 12)), "m")
    token = memory.keep(State(pending=pending, written=written), 1, 101)
    assert len(token) <= LARGEST_TOKEN
    assert memory.recall(token, 1, 101) == (State(pending=pending), None)


def test_what_fits_is_told_without_a_key_to_the_character(clock: Clock) -> None:
    sealer, words = Sealer(KEYS, 900, clock), random.Random(5)
    for size in range(8_700, 8_800):
        body = base64.b85encode(words.randbytes(size)).decode()
        token = sealer.seal(body, 1, 101)
        assert fits(body, 1, 101) == (len(token) <= LARGEST_TOKEN)
    assert not fits("a" * 10**6, 1, 101)


@pytest.mark.parametrize("filler", ["a", "abcdef"])
def test_every_token_can_be_opened_however_large_its_state(memory: Memory, filler: str) -> None:
    for size in (60_000, 64_000, 250_000, 256_000, 10**6):
        title = Record("leads", 1, filler * (size // len(filler)))
        state = State(misses=1, listing=Listing(FindLeads(), (), (title,)))
        kept, notice = memory.recall(memory.keep(state, 1, 101), 1, 101)
        assert notice is None
        assert kept in (state, State(misses=1))


def many_deals(stage: Stage) -> list[int]:
    """The numbers of as many new deals as can be ticked; their names are long and all different."""
    words, store = random.Random(5), stage.sandbox.world.store
    model = store.leads[5001]
    for own in range(MOST_SELECTED):
        name = words.randbytes(60).hex()
        store.put(dataclasses.replace(model, id=7_000_000 + own, name=name, price=own))
    return [7_000_000 + own for own in range(MOST_SELECTED)]


def test_a_change_of_all_ticked_deals_is_confirmed_and_taken_back(stage: Stage) -> None:
    ids = many_deals(stage)
    talk = stage.talk(section="leads", selected=ids)
    said = talk.say("переведи выбранные сделки на этап отправлено КП и сделай бюджет 5 тысяч")
    assert said.body["status"] == "confirm"
    assert "250" in talk.say("да").text
    leads = stage.sandbox.world.store.leads
    assert {(leads[own].price, leads[own].status_id) for own in ids} == {(5_000, 1103)}
    assert "Вернул как было" in talk.say("отмени последнее действие").text
    assert [leads[own].price for own in ids] == list(range(MOST_SELECTED))


def test_a_change_too_large_to_be_taken_back_is_not_proposed(stage: Stage) -> None:
    ids = many_deals(stage)
    few = stage.talk(section="leads", selected=ids[:20])
    assert few.say("смени название выбранных сделок на Проект").body["status"] == "confirm"
    talk = stage.talk(section="leads", selected=ids)
    said = talk.say("смени название выбранных сделок на Проект")
    assert said.body["status"] == "refused"
    assert "Отметьте меньше" in said.text
    assert "нечего подтверждать" in talk.say("да").text
    assert writes(stage.sandbox) == 0


def test_a_state_of_another_version_of_the_code_is_a_fresh_start(clock: Clock) -> None:
    sealer = Sealer(KEYS, 900, clock)
    for body in ({"_": "State", "misses": "2"}, {"_": "Nobody"}, [1], {"_": "State", "pending": 5}):
        assert Memory(sealer).recall(sealer.seal(body, 1, 101), 1, 101)[0] == State()


def test_a_tampered_state_acts_on_nothing_and_says_so(stage: Stage) -> None:
    talk = stage.talk(entity={"type": "leads", "id": 5001})
    talk.say("поставь задачу позвонить клиенту завтра")
    assert talk.state is not None
    broken = talk.state[:-8] + "AAAAAAA="
    said = talk.say("да", state=broken)
    assert "начнём заново" in said.text
    assert writes(stage.sandbox) == 0


def test_another_users_state_acts_on_nothing(stage: Stage) -> None:
    talk = stage.talk(entity={"type": "leads", "id": 5001})
    talk.say("поставь задачу позвонить клиенту завтра")
    other = stage.talk(102, entity={"type": "leads", "id": 5001})
    said = other.say("да", state=talk.state)
    assert said.body["status"] == "done"
    assert "начнём заново" in said.text
    assert writes(stage.sandbox) == 0


def test_an_expired_state_starts_afresh_and_reads_the_message_as_new(
    make_stage: Callable[..., Stage],
) -> None:
    shift = [0.0]
    stage = make_stage(clock=lambda: time.time() + shift[0], state_ttl=900)
    talk = stage.talk(entity={"type": "leads", "id": 5001})
    talk.say("поставь задачу позвонить клиенту завтра")
    shift[0] = 1000.0
    said = stage.talk().say("найди сделки на переговорах", state=talk.state)
    assert said.body["intent"] == "find_leads"
    assert "начнём разговор заново" in said.text
    assert writes(stage.sandbox) == 0
