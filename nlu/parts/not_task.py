"""What is asked for in words that a task could be set with: a list, a note, a briefing."""

from __future__ import annotations

from nlu.draft import Refusal
from nlu.parts.answers import asks_for_answer
from nlu.parts.asked import prepared_for
from nlu.parts.bidden import bidden, is_to_find_out, user_sent
from nlu.parts.deed import cancels, drops_task
from nlu.parts.dictated import is_attached
from nlu.parts.likeliest import is_infinitive, traits
from nlu.parts.made_where import makes_record
from nlu.parts.moved import says_move
from nlu.parts.mused import speaks_mind
from nlu.parts.one_task import numbers_task
from nlu.parts.period import is_paper_due
from nlu.parts.placed import sets_field, sets_stage
from nlu.parts.talk_ahead import asked_of_talk
from nlu.parts.task_signs import acts, asks, doubts, has_happened, is_solved, lists_deals, muses
from nlu.parts.tasks import is_theirs
from nlu.parts.words import after_mark
from nlu.reading import Reading

_AWAY = frozenset({"complete", "reschedule", "find", "move"})
_OTHER_ORDERS = _AWAY | {"show", "tell", "create", "change", "assign"}


def refuses_order(reading: Reading) -> Refusal | None:
    """Say what else is asked of a task, where it is not to be set."""
    if not reading.has("task") or asks(reading) or reading.norm(0) == "как" or cancels(reading):
        return Refusal("не сказано поставить задачу")
    if reading.has("list") and ("put" not in reading.orders or lists_tasks(reading)):
        return Refusal("просят список задач")
    if is_solved(reading) or speaks_mind(reading):
        return Refusal("задачу просят решить, а не поставить, или говорят, что думают")
    if reading.orders & _AWAY and not reading.orders & {"put"}:
        return Refusal("задачу просят не поставить")
    there = reading.has("this_task", "note", "state_overdue") or is_theirs(reading)
    if there and "put" not in reading.commands:
        return Refusal("речь о задаче, которая уже есть")
    if (
        "put" not in reading.orders
        and not is_written_down(reading)
        and makes_record(reading)
        and reading.has("reschedule", "complete")
    ):
        return Refusal("задачу просят не поставить")
    if numbers_task(reading) and "put" not in reading.orders:
        return Refusal("речь о задаче из списка")
    if reading.has("tick") or "архив" in reading.norms or drops_task(reading):
        return Refusal("задачу отмечают сделанной")
    if not opens_words(reading) and (moves_term(reading) or says_move(reading)):
        return Refusal("задачу переносят, а не ставят")
    return None


def refuses_plan(reading: Reading) -> Refusal | None:
    """Say what is meant where a day and a deed are named and no task."""
    if _asks_otherwise(reading) or lists_deals(reading) or doubts(reading) or has_happened(reading):
        return Refusal("это вопрос или другая просьба")
    if sets_stage(reading) or (sets_field(reading) and not reading.all("date")):
        return Refusal("сделку меняют, а не поручают дело")
    if asks_for_answer(reading) or asked_of_talk(reading):
        return Refusal("просят ответить, а не поручают дело")
    if not reading.all("date") and _seeks(reading):
        return Refusal("просят найти, а не напомнить о деле")
    if muses(reading) or speaks_mind(reading):
        return Refusal("размышляют вслух, а не поручают")
    if not acts(reading) and not reading.all("date"):
        return Refusal("нет ни дела, ни срока")
    if reading.has("exists") and reading.has("planned"):
        return Refusal("спрашивают о планах")
    if only_prepares(reading) or sets_up(reading):
        return Refusal("просят рассказать о записи перед разговором")
    if forbids(reading):
        return Refusal("просят не делать")
    return None


def is_written_down(reading: Reading) -> bool:
    """«Екатерине напиши задачу: …»: an order right before the noun, and words behind a mark."""
    nouns = (i for i in reading.where("task") if i and reading.is_order(i - 1))
    return any("attach" in reading.cues[i - 1] and reading.norm(i + 1) in {":", "-"} for i in nouns)


def makes_list(reading: Reading) -> bool:
    """«Сформируйте список сделок Юлии»: what is made is a list, no task."""
    return any(i and reading.is_order(i - 1) for i in reading.where("list"))


def lists_tasks(reading: Reading) -> bool:
    """«Список дел на сегодня дай»."""
    return any(index - 1 in reading.where("list") for index in reading.where("task"))


def attaches_that(reading: Reading) -> bool:
    """«Отметь, что …» — not «сказала, что подумает, поставь …»."""
    that = [i for i in range(len(reading.tokens)) if reading.norm(i) == "что"]
    attached = (i for i in reading.where("attach") if reading.is_order(i))
    return bool(that) and any(i < that[-1] for i in attached)


def only_prepares(reading: Reading) -> bool:
    """«(Через час созвон с Кимом,) подготовь к звонку»: to be told of, when is said apart."""
    for index in prepared_for(reading):
        clause = reading.clause_of(index)
        return not any(one.first in clause for one in reading.all("date"))
    return False


def sets_up(reading: Reading) -> bool:
    """Say whether something is to be put into the system itself: «добавить в систему менеджера»."""
    into = any(reading.norm(i - 1) == "в" for i in reading.where("base"))
    made = any(is_infinitive(reading, i) for i in reading.where("create"))
    return into and made and not reading.all("date")


def forbids(reading: Reading) -> bool:
    """«Не обещай скидку», «Каримовой не звони»: it is not to be done."""
    if reading.has("forget") or "не" not in reading.norms:
        return False
    if reading.norm(0) == "не" and not reading.all("date"):
        return True
    cut = reading.clauses
    denied = (i for i in reading.where("call", "mail") if reading.norm(i - 1) == "не")
    return len(cut) == 1 and any("impr" in traits(reading, i) for i in denied)


def opens_words(reading: Reading) -> bool:
    """«Задача на 2 недели вперёд: обновить лицензию»: what is to be done stands behind a colon."""
    colon = after_mark(reading)
    if colon is None or reading.norm(0) != "задача" or colon >= len(reading.tokens):
        return False
    return reading.tokens[colon].pos == "INFN"


def moves_term(reading: Reading) -> bool:
    """«Третью задачу лучше перенести», «новый срок задачи», «задачу … на день позже»."""
    if reading.orders & {"put"} and not reading.has("reschedule"):
        return False
    term = reading.has("date") and reading.has("now", "new") and not reading.orders & {"put"}
    return term or any(
        "reschedule" in reading.cues[i]
        for i in range(len(reading.tokens))
        if reading.is_command(i) and not _is_own_words(reading, i)
    )


def _is_own_words(reading: Reading, index: int) -> bool:
    """«Задача: перенести встречу»: the verb stands behind a colon, it is the task."""
    return any(reading.tokens[i].text == ":" for i in range(index))


def _seeks(reading: Reading) -> bool:
    """«Нужно найти Хлебозавод», «хочу отыскать Балтику»: no day is named for it."""
    return any(is_infinitive(reading, i) for i in reading.where("find"))


def _asks_otherwise(reading: Reading) -> bool:
    done = reading.has("state_done", "complete", "reschedule") and bool(reading.all("ordinal"))
    if (
        done
        or cancels(reading)
        or _orders_ours(reading)
        or (reading.has("who", "how_many", "which") and not is_to_find_out(reading))
    ):
        return True
    if reading.has("deal") and not acts(reading) and not is_paper_due(reading):
        return True
    attached = is_attached(reading)
    return attached or says_move(reading) or asks(reading) or makes_record(reading)


def _orders_ours(reading: Reading) -> bool:
    """«Покажи», «найди» — not «завтра проверь оплату», which is somebody's work."""
    if not reading.orders & _OTHER_ORDERS:
        return False
    work = {bidden(reading), *user_sent(reading), *_works_on(reading)}
    ours = (
        i for i in range(len(reading.tokens)) if reading.cues[i] & _OTHER_ORDERS and i not in work
    )
    return any(map(reading.is_order, ours))


def _works_on(reading: Reading) -> range:
    """«Заедь завтра на склад, сними размеры»: more of the same work, where nothing of ours is."""
    work = bidden(reading)
    ours = reading.has("deal", "task", "contact", "company", "note", "stage", "budget", "phone")
    return range(0) if ours or work is None else range(work, len(reading.tokens))
