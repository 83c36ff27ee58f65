"""Set a task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.dates import Impossible
from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need, RecordReference
from nlu.parts.moved import says_move
from nlu.parts.task_frame import fill_task
from nlu.reading import Reading
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
    if not reading.has("task") or _asks(reading) or reading.norm(0) == "как":
        return Refusal("не сказано поставить задачу")
    if reading.has("list") and "put" not in reading.orders:
        return Refusal("просят список задач")
    if _is_solved(reading):
        return Refusal("задачу просят решить, а не поставить")
    if reading.orders & {"complete", "reschedule", "find", "move"} and not reading.orders & {"put"}:
        return Refusal("задачу просят не поставить")
    if reading.has("this_task", "note", "state_overdue") and "put" not in reading.commands:
        return Refusal("речь о задаче, которая уже есть")
    if (
        "put" not in reading.orders
        and _makes_record(reading)
        and reading.has("reschedule", "complete")
    ):
        return Refusal("задачу просят не поставить")
    if _moves_term(reading) or says_move(reading):
        return Refusal("задачу переносят, а не ставят")
    made = "put" in reading.orders or reading.has("new") or _made(reading) or _filed(reading)
    if not made and reading.has("state_done", "complete", "result") and not _introduced(reading):
        return Refusal("говорят о сделанной задаче")
    if not made and not any(map(reading.is_one, reading.where("task"))):
        return Refusal("о задачах спрашивают")
    draft = fill_task(Draft(reading))
    if not made and ("text" not in draft.slots or not _is_task(draft)):
        return Refusal("не сказано, что за задача")
    return draft


def _is_solved(reading: Reading) -> bool:
    """«Реши задачу», «объясни задачку»: an exercise, not something to be reminded of."""
    heads = (reading.before(index) for index in reading.where("task"))
    return any(head is not None and "solve" in reading.cues[head] for head in heads)


def _is_task(draft: Draft) -> bool:
    """«Задача трёх тел» names no deadline, nobody and nothing to do."""
    said = draft.slots.keys() | draft.ambiguous.keys()
    colon = any(token.text == ":" for token in draft.reading.tokens)
    dated = bool(draft.unread) or bool(said - {"text", "company", "contact"})
    return dated or colon or _acts(draft.reading)


def _moves_term(reading: Reading) -> bool:
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


def _made(reading: Reading) -> bool:
    """«Надо поставить задачу», «прошу завести напоминание»."""
    return any(reading.is_command(i) for i in reading.where("put")) and not reading.orders & {
        "complete"
    }


def _filed(reading: Reading) -> bool:
    """«Смету Кузнецову в задачи»."""
    return any(
        reading.norm(i - 1) == "в" and reading.norm(i) in {"задачи", "напоминания"}
        for i in reading.where("task")
    )


def _introduced(reading: Reading) -> bool:
    """«Задача: закрыть рекламацию», «задача Волковой — …»."""
    nouns = reading.where("task")
    return any(
        reading.tokens[i].text in (":", "-") for i in range(nouns[0], len(reading.tokens))
    ) and (not reading.has("state_done") and not reading.has("result"))


def _reminded(reading: Reading) -> Draft | Refusal:
    """«Напомни мне завтра в 10 набрать Сидорову», «не забыть скинуть акты»."""
    if reading.has("forget") and (not reading.all("date") or "forget" in reading.orders):
        negated = any(reading.norm(i - 1) == "не" for i in reading.where("forget"))
        if not negated:
            return Refusal("забыть просят о чём-то другом")
    if not reading.has("remind", "forget") or _asks_to_tell(reading):
        return Refusal("не просят напомнить")
    if _wonders(reading):
        return Refusal("спрашивают, а не просят напомнить о деле")
    if "reschedule" in reading.orders and "remind" not in reading.orders and reading.has("task"):
        return Refusal("задачу переносят, а не ставят")
    draft = fill_task(Draft(reading, strength=0.99))
    if reading.has("forget", "what") and "text" not in draft.slots:
        return Refusal("нет самого дела")
    return draft


def _wonders(reading: Reading) -> bool:
    """«Напомни, как звали собаку Чехова»: a question, with no day named."""
    asks = any(cues & {"how", "who", "when", "where", "what"} for cues in reading.cues[:4])
    infinitive = any(p.pos == "INFN" for token in reading.tokens for p in token.parses[:1])
    return asks and not infinitive and not reading.all("date")


def _asks_to_tell(reading: Reading) -> bool:
    """«Напомни, как зовут …»: it asks for an answer, not for a task."""
    asked = {"как", "кто", "где", "куда", "почему", "зачем", "сколько"}
    near = [reading.norm(i) for i in range(min(4, len(reading.tokens)))]
    told = bool(asked & set(near)) and not reading.all("date")
    return told or reading.has("which", "how_many")


def _charged(reading: Reading) -> Draft | Refusal:
    """«Пусть Тимур перезвонит», «поставь Илье на пятницу почистить дубли», «Сидоров должен…»."""
    so_that = any(reading.norm(i) in {"чтобы", "чтоб"} for i in range(len(reading.tokens)))
    put = "put" in reading.orders or _notes_to_self(reading)
    if not reading.has("let", "must", "ask_to") and not put and not so_that:
        return Refusal("никому ничего не поручают")
    if reading.has("deal", "company", "note", "budget", "stage") and not _acts(reading):
        if not _let_do(reading):
            return Refusal("поручают не дело")
    if (reading.has("what", "exists") and reading.orders & {"show"}) or reading.has("how_many"):
        return Refusal("это вопрос")
    that = any(reading.norm(i) == "что" for i in range(len(reading.tokens)))
    if that and reading.orders & {"attach"} and not reading.has("task"):
        return Refusal("просят записать, а не поручают")
    draft = fill_task(Draft(reading, strength=0.96))
    said = draft.slots.keys() | draft.ambiguous.keys()
    if draft.slots.get("responsible") == "me" and not _acts(reading):
        said -= {"responsible"}
    if not said & {"due", "responsible"} or "text" not in draft.slots:
        return Refusal("нет ни исполнителя, ни срока")
    return draft


def _notes_to_self(reading: Reading) -> bool:
    """«Пометь себе через полгода предложить апгрейд»."""
    to_self = any(reading.norm(i) in {"себе", "мне"} for i in range(len(reading.tokens)))
    return to_self and "attach" in reading.orders and bool(reading.all("date")) and _acts(reading)


def _let_do(reading: Reading) -> bool:
    """«Пусть Юля завтра отпишется поставщику»: somebody is to do what a finite verb says."""
    acts = (p for token in reading.tokens for p in token.parses[:1] if p.pos == "VERB")
    return reading.has("let") and any({"3per", "sing"} <= p.grammemes for p in acts)


def _planned(reading: Reading) -> Draft | Refusal:
    """«Завтра позвонить Гульнаре», «созвон 7 января в 9», «надо подготовить презентацию»."""
    foreign = {
        "find",
        "show",
        "tell",
        "reschedule",
        "move",
        "create",
        "change",
        "assign",
        "complete",
    }
    done = reading.has("state_done", "complete", "reschedule") and bool(reading.all("ordinal"))
    if says_move(reading) or _asks(reading) or reading.orders & foreign or _makes_record(reading) or done:
        return Refusal("это вопрос или другая просьба")
    if not _acts(reading) and not reading.all("date"):
        return Refusal("нет ни дела, ни срока")
    if reading.has("exists") and reading.has("planned"):
        return Refusal("спрашивают о планах")
    if reading.norm(0) == "не" and not reading.has("forget") and not reading.all("date"):
        return Refusal("просят не делать")
    if reading.has("who", "how_many", "which") or (reading.has("deal") and not _acts(reading)):
        return Refusal("это вопрос или другая просьба")
    if _lists_deals(reading) or _doubts(reading) or _has_happened(reading):
        return Refusal("это вопрос или другая просьба")
    draft = fill_task(Draft(reading, strength=0.95))
    if "text" not in draft.slots:
        return Refusal("нет самого дела")
    if _is_stretch(draft) or _is_no_event(draft):
        return Refusal("названо время, за которое считают, или ничего не назначают")
    if not reading.all("date"):
        draft.strength = 0.9 if reading.has("want", "call", "meeting") else 0.5
    elif not _acts(reading):
        if _lists_records(reading) or _tells(draft) or reading.has("sum"):
            return Refusal("названы записи или рассказывают, а не поручают")
        draft.strength = 0.8
    return draft


def _makes_record(reading: Reading) -> bool:
    """«Надо завести контакт», «хочу сдвинуть вторую задачу»: an infinitive of another intent."""
    nouns = {"deal", "contact", "company", "task", "note"}
    for index in reading.where("create", "reschedule", "complete"):
        near = range(index + 1, min(index + 4, len(reading.tokens)))
        if reading.is_command(index) and any(reading.cues[i] & nouns for i in near):
            return not reading.all("date") or reading.has("task")
    return False


def _asks(reading: Reading) -> bool:
    start = [i for i in range(len(reading.tokens)) if reading.is_word(i)][:2]
    if start and reading.norm(start[0]) in {"есть", "имеются", "имеется"}:
        return True
    return any(
        reading.cues[i] & {"which", "how_many", "who", "what", "where", "when"} for i in start
    )


def _is_stretch(draft: Draft) -> bool:
    """«Конверсия за квартал»: a stretch of time is no deadline."""
    dates = draft.reading.all("date")
    return "due" not in draft.slots and not any(isinstance(d.value, Impossible) for d in dates)


def _is_stretch(draft: Draft) -> bool:
    """«Конверсия за квартал»: a stretch of time is no deadline."""
    dates = draft.reading.all("date")
    stretch = dates and not any(isinstance(found.value, Impossible) for found in dates)
    return bool(stretch) and "due" not in draft.slots and not _is_deed(draft.reading)


def _is_no_event(draft: Draft) -> bool:
    """«Хорошего дня всем»: without a verb something that takes place must be named."""
    if _acts(draft.reading):
        return False
    said = [draft.reading.tokens[i] for i in draft.places.get("text", ())]
    return not any(
        not token.parses or any(p.pos == "NOUN" and "nomn" in p.grammemes for p in token.parses)
        or any(p.pos == "NOUN" and "accs" in p.grammemes for p in token.parses)
        for token in said
    )


def _is_deed(reading: Reading) -> bool:
    infinitive = any(p.pos == "INFN" for token in reading.tokens for p in token.parses[:1])
    return infinitive or reading.has("call", "meeting")


def _tells(draft: Draft) -> bool:
    """A finite verb among the words left: a story or an order to somebody else, not a task."""
    said = draft.places.get("text", set())
    return any(
        parse.pos == "VERB" for i in said for parse in draft.reading.tokens[i].parses[:1]
    ) or draft.reading.has("praise")


def _lists_deals(reading: Reading) -> bool:
    """«Сделки Кузнецова на встрече»: many deals, nothing to be done with them."""
    many = any(not reading.is_one(i) for i in reading.where("deal"))
    return many and not any(reading.is_command(i) for i in range(len(reading.tokens)))


def _doubts(reading: Reading) -> bool:
    """«Встреча одноклассников — это смешно?»: a question without a day or an infinitive."""
    asked = bool(reading.tokens) and reading.tokens[-1].text == "?" or reading.has("when", "how")
    infinitive = any(p.pos == "INFN" for token in reading.tokens for p in token.parses[:1])
    return asked and not infinitive and (not reading.all("date") or not _acts(reading))


def _has_happened(reading: Reading) -> bool:
    """«Вчера созвонились с клиентом»: what is told in the past tense is not to be done."""
    said = (token.parses for token in reading.tokens)
    plain = (parses[0] for parses in said if parses and all(p.pos != "NOUN" for p in parses))
    verbs = [parse for parse in plain if parse.pos in {"VERB", "INFN"}]
    past = any("past" in verb.grammemes and verb.lemma != "быть" for verb in verbs)
    return past and not any(verb.pos == "INFN" for verb in verbs)


def _lists_records(reading: Reading) -> bool:
    records = (
        "deal",
        "contact",
        "company",
        "count",
        "summary",
        "state_won",
        "state_lost",
        "newest",
    )
    impossible = all(isinstance(found.value, Impossible) for found in reading.all("date"))
    named = bool(reading.all("stage") or reading.all("pipeline")) and not impossible
    return reading.has(*records) or named


def _acts(reading: Reading) -> bool:
    """Say whether something to do is named: an infinitive, a call, a meeting, a type of task."""
    if reading.has("call", "meeting") or reading.all("task_type"):
        return True
    return any(parse.pos == "INFN" for token in reading.tokens for parse in token.parses[:1])


RULES: Rules = (
    Rule("create_task.ordered", _ordered),
    Rule("create_task.reminded", _reminded),
    Rule("create_task.charged", _charged),
    Rule("create_task.planned", _planned),
)
