"""Set a task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need, RecordReference
from nlu.parts.beyond import is_beyond
from nlu.parts.bidden import calls_back, is_assigned, is_plain_work, plans_call
from nlu.parts.events import tells_birthday
from nlu.parts.moved import says_move
from nlu.parts.not_task import (
    attaches_that,
    is_written_down,
    makes_list,
    refuses_order,
    refuses_plan,
)
from nlu.parts.note_border import adds_note
from nlu.parts.one_task import asks_for_one
from nlu.parts.own_values import PLAIN
from nlu.parts.placed import sets_stage
from nlu.parts.taken_over import is_taken_over, keeps_numbered
from nlu.parts.talk_ahead import asked_of_talk
from nlu.parts.task_form import fill_form, form_of
from nlu.parts.task_frame import PLANNING, fill_task
from nlu.parts.task_preface import is_filed, is_introduced, set_after_news
from nlu.parts.task_signs import (
    acts,
    asks_outright,
    asks_to_tell,
    denies,
    is_listing,
    is_no_event,
    is_stretch,
    is_told_to_forget,
    let_do,
    lists_records,
    notes_to_self,
    tells,
    wonders,
)
from nlu.reading import Reading
from nlu.smallwords import SO_THAT
from nlu.values import Moment


@dataclass(frozen=True, slots=True)
class CreateTask(RecordReference):
    """Set a task."""

    stem: ClassVar[str] = "create_task"
    required: ClassVar[tuple[Need, ...]] = (Need("text", ("text",)), Need("due", ("due",)))

    text: str | None = None
    due: Moment | None = None
    type: str | None = None
    responsible: str | None = None


def _ordered(reading: Reading) -> Draft | Refusal:
    """«Поставь Марии задачу позвонить клиенту завтра в три», «задача: …», «таску на Юлю»."""
    refusal = refuses_order(reading)
    if refusal is not None:
        return refusal
    made = "put" in reading.orders or reading.has("new") or _made(reading) or is_filed(reading)
    made = made or asks_for_one(reading) or is_written_down(reading) or set_after_news(reading)
    if not made and reading.has("state_done", "complete", "result") and not is_introduced(reading):
        return Refusal("говорят о сделанной задаче")
    if not made and not any(map(reading.is_one, reading.where("task"))):
        return Refusal("о задачах спрашивают")
    draft = fill_task(Draft(reading))
    if all("complete" in reading.cues[i] for i in draft.places.get("text", {0})):
        return Refusal("дело не названо, а прежнее закрывают") if "text" in draft.slots else draft
    if not made and ("text" not in draft.slots or not _is_task(draft)):
        return Refusal("не сказано, что за задача")
    return draft


def _is_task(draft: Draft) -> bool:
    """«Задача трёх тел» names no deadline, nobody and nothing to do."""
    said = draft.slots.keys() | draft.ambiguous.keys()
    colon = any(token.text == ":" for token in draft.reading.tokens)
    dated = bool(draft.unread) or bool(said - {"text", "company", "contact"})
    return dated or colon or acts(draft.reading)


def _made(reading: Reading) -> bool:
    """«Надо поставить задачу», «прошу завести напоминание»."""
    return any(reading.is_command(i) for i in reading.where("put")) and not reading.orders & {
        "complete"
    }


def _reminded(reading: Reading) -> Draft | Refusal:
    """«Напомни мне завтра в 10 набрать Сидорову», «не забыть скинуть акты»."""
    if reading.has("forget") and (not reading.all("date") or is_told_to_forget(reading)):
        negated = any(reading.norm(i - 1) == "не" for i in reading.where("forget"))
        if not negated:
            return Refusal("забыть просят о чём-то другом")
    if not reading.has("remind", "forget") or asks_to_tell(reading):
        return Refusal("не просят напомнить")
    if wonders(reading) or asked_of_talk(reading):
        return Refusal("спрашивают, а не просят напомнить о деле")
    if "reschedule" in reading.orders and "remind" not in reading.orders and reading.has("task"):
        return Refusal("задачу переносят, а не ставят")
    draft = fill_task(Draft(reading, strength=0.99))
    if reading.has("forget", "what") and "text" not in draft.slots:
        return Refusal("нет самого дела")
    return draft


def _charged(reading: Reading) -> Draft | Refusal:
    """«Пусть Тимур перезвонит», «поставь Илье на пятницу почистить дубли», «Сидоров должен…»."""
    so_that = any(reading.norm(i) in SO_THAT for i in range(len(reading.tokens)))
    put = "put" in reading.orders or notes_to_self(reading)
    if not reading.has("let", "must", "ask_to") and not put and not so_that:
        return Refusal("никому ничего не поручают")
    if says_move(reading) or sets_stage(reading):
        return Refusal("переносят задачу или сделку, а не ставят")
    about = reading.has("deal", "contact") or reading.request.context.entity is not None
    if keeps_numbered(reading) or (about and not reading.all("date") and is_taken_over(reading)):
        return Refusal("называют ответственного, а не дело")
    deed = acts(reading) or let_do(reading)
    planned = reading.all("date") and _plans(reading)
    if reading.has("deal", "company", "note", "budget", "stage") and not deed and not planned:
        return Refusal("поручают не дело")
    shown = reading.has("what", "exists") and reading.orders & {"show"}
    if shown or makes_list(reading) or reading.has("how_many") or asks_outright(reading):
        return Refusal("это вопрос")
    noted = attaches_that(reading) and not reading.has("task")
    noted = noted or (adds_note(reading) and not reading.has("task", "remind"))
    if noted or (tells_birthday(reading) and not acts(reading)):
        return Refusal("просят записать, а не поручают")
    draft = fill_task(Draft(reading, strength=0.96))
    said = draft.slots.keys() | draft.ambiguous.keys()
    if draft.slots.get("responsible") == "me" and not acts(reading):
        said -= {"responsible"}
    if not (said & {"due", "responsible"} or draft.unread) or "text" not in draft.slots:
        return Refusal("нет ни исполнителя, ни срока")
    if is_listing(draft) or denies(draft):
        return Refusal("названо время, за которое смотрят, или то, чего не выйдет")
    return draft


def _called_back(reading: Reading) -> Draft | Refusal:
    """«Звонил Игорь из Камаза, набери его», «не дозвонилась, перезвоню завтра»."""
    if not (calls_back(reading) or (len(reading.clauses) > 1 and plans_call(reading))):
        return Refusal("не велят позвонить")
    return fill_task(Draft(reading, strength=PLAIN))


def _plans(reading: Reading) -> bool:
    """«Запланируй на среду вебинар с партнёрами»: whatever is planned for a day is a task."""
    return any(reading.is_order(i) and reading.lemmas(i) & PLANNING for i in reading.where("put"))


def _planned(reading: Reading) -> Draft | Refusal:
    """«Завтра позвонить Гульнаре», «созвон 7 января в 9», «надо подготовить презентацию»."""
    refusal = refuses_plan(reading)
    if refusal is not None:
        return refusal
    if reading.has("task") and is_beyond(reading):
        return Refusal("задачи отбирают, а не ставят")
    draft = fill_task(Draft(reading, strength=0.95))
    if "text" not in draft.slots:
        return Refusal("нет самого дела")
    if is_stretch(draft) or is_no_event(draft) or is_listing(draft) or denies(draft):
        return Refusal("названо время, за которое считают, или ничего не назначают")
    if not reading.all("date"):
        draft.strength = 0.9 if reading.has("want", "call", "meeting") else 0.5
    elif not acts(reading) and not is_assigned(reading):
        if lists_records(reading) or tells(draft) or reading.has("sum"):
            return Refusal("названы записи или рассказывают, а не поручают")
        draft.strength = 0.8
    return draft


def _worked(reading: Reading) -> Draft | Refusal:
    """«Обнови прайс на сайте завтра», «согласовать макет листовки с Яной»: plainly some work."""
    if not is_plain_work(reading):
        return Refusal("не одно лишь дело")
    draft = _planned(reading)
    if isinstance(draft, Draft):
        draft.strength = PLAIN
    return draft


def _written(reading: Reading) -> Draft | Refusal:
    """«Ответственный: Орлов. Срок: завтра. Текст: сверить остатки»."""
    form = form_of(reading)
    return fill_form(reading, form) if form else Refusal("задача не записана по полям")


RULES: Rules = (
    Rule("create_task.written", _written),
    Rule("create_task.ordered", _ordered),
    Rule("create_task.reminded", _reminded),
    Rule("create_task.charged", _charged),
    Rule("create_task.called_back", _called_back, plain=True),
    Rule("create_task.worked", _worked, plain=True),
    Rule("create_task.planned", _planned),
)
