"""A thing to do and the verdict on it: «отправить КП — сделано», «выполнено: сверка актов»."""

from __future__ import annotations

from nlu.parts.clauses import is_told
from nlu.parts.company_inside import company_runs
from nlu.parts.count import numbers_other
from nlu.parts.deed import is_act
from nlu.parts.likeliest import is_infinitive, parses_at, traits
from nlu.reading import Reading

_DONE = frozenset({"state_done", "complete"})
_IMPERSONAL = frozenset({"готово", "сделано", "выполнено"})
_LISTED = frozenset({"их", "эти", "эту", "этих", "ее", "ту"})
_SPOKEN_OF = frozenset({"дело", "это"})


def thing_and_verdict(reading: Reading) -> tuple[range, range] | None:
    """Return the clause of the thing and all that says it is done; nothing of a question."""
    cut = reading.clauses
    if not cut or reading.has_question_mark:
        return None
    opening = cut[:2] if all(_is_exclaimed(reading, i) for i in cut[0]) else cut[:1]
    titled = [one for one in (_title_and_verdict(reading, clause) for clause in opening) if one]
    titled += [one for one in (_deed_and_verdict(reading, cut[0]),) if one]
    if titled or len(cut) < 2:
        return next(iter(titled), None)
    if _is_verdict(reading, cut[0]) and reading.norm(cut[0].stop) in {":", "-"}:
        thing = range(cut[1].start, len(reading.tokens))
        return None if is_told(reading, cut[1]) else (thing, cut[0])
    if _is_thing(reading, cut[0]) and _is_verdict(reading, cut[1]):
        return cut[0], cut[1]
    if _is_thing(reading, cut[0]) and _answers(reading, cut[0], cut[1]):
        return cut[0], cut[1]
    neuter = any(reading.norm(i) in _IMPERSONAL for i in cut[1])
    if neuter and _is_verdict(reading, cut[1]) and _is_named(reading, cut[0]):
        return cut[0], cut[1]
    return None


def _deed_and_verdict(reading: Reading, clause: range) -> tuple[range, range] | None:
    """«Перезвонить Ульяне сделано»: what was to be done, then the verdict, no mark between."""
    last = clause.stop - 1
    verdict = reading.norm(last) in _IMPERSONAL and last > clause.start + 1
    if not verdict or not is_infinitive(reading, clause.start):
        return None
    return range(clause.start, last), range(last, clause.stop)


def _is_exclaimed(reading: Reading, index: int) -> bool:
    """«Ура, …», «готово! …»."""
    said = bool(reading.cues[index] & _DONE) or not traits(reading, index).isdisjoint({"INTJ"})
    return said or index in reading.fillers


def _title_and_verdict(reading: Reading, clause: range) -> tuple[range, range] | None:
    """«Выполнил «Выслать образцы», …», «сделано: «Позвонить Гуле»»: a title, and nothing else.

    What is closed may be a deal, unless its title is something to be done.
    """
    quote = next(iter(reading.all("quote")), None)
    if quote is None or quote.first > clause.stop + 1:
        return None
    others = [i for i in clause if i not in range(quote.first, quote.stop)]
    said = [i for i in others if i in reading.content]
    behind = clause if quote.first in clause else reading.clause_of(quote.first + 1)
    alone = behind is clause or (behind.start, behind.stop) == (quote.first, quote.stop)
    done = said and all("state_done" in reading.cues[i] and not reading.is_order(i) for i in said)
    closed = all("closing" in reading.cues[i] for i in said)
    deed = is_infinitive(reading, quote.first + 1) or not closed
    denied = any(reading.norm(i) == "не" for i in others)
    if not (alone and done and deed) or denied:
        return None
    return range(quote.first, quote.stop), clause


def _answers(reading: Reading, thing: range, verdict: range) -> bool:
    """«Отвезти ключи — отвёз»: the same verb, in the past."""
    asked = next((i for i in thing if i in reading.content), thing.start)
    said = [i for i in verdict if i in reading.content]
    past = any("past" in parse.grammemes for i in said for parse in reading.tokens[i].parses[:1])
    return past and len(said) == 1 and bool(reading.lemmas(asked) & reading.lemmas(said[0]))


def _is_named(reading: Reading, clause: range) -> bool:
    """«Сверка с Промснабом»: a common noun in the nominative opens it, and nothing is told."""
    first = next((i for i in clause if i in reading.content), clause.start)
    found = {one.first for kind in ("person", "company", "stage") for one in reading.all(kind)}
    noun = any({"nomn"} <= p.grammemes and p.pos == "NOUN" for p in reading.tokens[first].parses)
    common = reading.naming.is_known(first) and not reading.cues[first] and first not in found
    return noun and common and len(clause) > 1 and not is_told(reading, clause)


def _is_verdict(reading: Reading, clause: range) -> bool:
    """«Сделано», «это уже готово», «сделал» — not «не сделано», not «закрой»."""
    said = [i for i in clause if i in reading.content and reading.norm(i) not in _SPOKEN_OF]
    told = all(reading.cues[i] & _DONE and not reading.is_command(i) for i in said)
    return bool(said) and told and all(reading.norm(i) != "не" for i in clause)


def _is_thing(reading: Reading, clause: range) -> bool:
    """An infinitive, a call, a meeting or a type of task opens it; nobody orders anything."""
    first = next((i for i in clause if i in reading.content), clause.start)
    types = {one.first for one in reading.all("task_type")}
    infinitive = reading.tokens[first].pos == "INFN"
    named = infinitive or is_act(reading, first, types)
    return named and not any(reading.is_order(i) and reading.cues[i] for i in clause)


def told_behind_verdict(reading: Reading) -> range:
    """Return what is told behind «готово», «выполнено»: «готово, отправил», «сделано — завёз»."""
    first, *behind = reading.clauses or (range(0),)
    asked = reading.has_question_mark or bool(reading.orders)
    short = [i for i in first if i in reading.content and _is_said_done(reading, i)]
    alone = len(short) == 1 and all(i in short or i in reading.fillers for i in first)
    titled = any(_title_and_verdict(reading, one) for one in behind)
    if (
        not behind
        or asked
        or titled
        or not alone
        or not all(is_told(reading, one) for one in behind)
    ):
        return range(0)
    return range(behind[0].start, behind[-1].stop)


def _is_said_done(reading: Reading, index: int) -> bool:
    """«Готово», «выполнил: …»: a verdict, or the speaker's own deed with nothing named."""
    return reading.norm(index) in _IMPERSONAL or (
        "state_done" in reading.cues[index] and _is_own(reading, index)
    )


def names_deed(reading: Reading) -> bool:
    """«Заверши «Выставить счёт»»: what is closed by its title is something to be done, no deal."""
    titles = [one.first for one in reading.all("quote") if "INFN" in traits(reading, one.first + 1)]
    closed = any(i and "closing" in reading.cues[i - 1] & reading.orders for i in titles)
    of_deal = all(reading.norm(i - 1) == "по" for i in reading.where("deal"))
    closing = "closing" in reading.orders and (of_deal if closed else not reading.has("deal"))
    return closing and bool(titles) and not reading.has("stage")


def is_done_with(reading: Reading) -> bool:
    """«Готово с каталогом для Панкратовой, закрывай»: with what one is done, before the order."""
    cut = reading.clauses or (range(0),)
    first, last = cut[0], cut[-1]
    said = [i for i in first if i in reading.content]
    closing = [i for i in last if i in reading.content]
    led = bool(said) and reading.norm(said[0]) in _IMPERSONAL
    led = led and reading.norm(said[0] + 1) in {"с", "по"}
    closes = closing and all("closing" in reading.cues[i] for i in closing)
    done = led and bool(closes) and last != first and not reading.has("deal", "losing")
    return done or _ticks_off(reading)


def is_over(reading: Reading) -> int | None:
    """«Третья задача всё, отгрузили», «с задачей по кровле всё»: return where what came begins."""
    for one in reading.all("ordinal"):  # «всё по третьей, …»
        ends = one.stop < len(reading.tokens) and not reading.is_word(one.stop)
        if ends and one.first == 2 and reading.norm(0) == "все" and reading.norm(1) in {"с", "по"}:
            return one.stop + 1
    for index in reading.where("task"):
        over = reading.norm(index + 1) == "все" and index + 2 < len(reading.tokens)
        if over and not reading.is_word(index + 2):
            return index + 3
        clause = reading.clause_of(index)
        ends = bool(clause) and reading.norm(clause.stop - 1) == "все"
        if ends and index == clause.start + 1 and reading.norm(clause.start) in {"с", "по"}:
            return min(clause.stop + 1, len(reading.tokens))
    return None


def is_closed_whole(reading: Reading) -> bool:
    """«Задачу по сделке 5017 завершить: сервер перевезли»: the verb ends the clause."""
    for noun in reading.where("task"):
        clause = reading.clause_of(noun)
        last = clause.stop - 1
        object_ = any({"accs", "sing"} <= p.grammemes for p in reading.tokens[noun].parses[:1])
        ended = last > noun and "complete" in reading.cues[last] and is_infinitive(reading, last)
        if object_ and ended and clause.stop < len(reading.tokens):
            return True
    return False


def is_own_deed(reading: Reading) -> bool:
    """«Отвёз, закрывай» on an open card: what the speaker did; «оплатил» is of a client.

    Without a card it is told to whom it was done: «каталог Авдееву отвёз, закрывай».
    """
    *told, last = reading.clauses or (range(0),)
    if not told or reading.has("deal", "losing"):
        return False
    if reading.request.context.entity is None and not _names_party(reading, told[0]):
        return False
    own = _is_done_by_us(reading, told[0])
    closing = [i for i in last if i in reading.content]
    closes = closing and all("closing" in reading.cues[i] for i in closing)
    theirs = any("acting" in reading.cues[i] for clause in told for i in clause)
    return own and bool(closes) and not theirs


def deems_done(reading: Reading) -> bool:
    """«Последнюю по клиенту считай сделанной»: a number is said of a task, and that it is done."""
    numbered = any(not numbers_other(reading, one) for one in reading.all("ordinal"))
    described = (i for i in reading.where("state_done") if _is_of_task(reading, i))
    return numbered and bool(reading.orders & {"deem", "complete"}) and any(described)


def _is_of_task(reading: Reading, index: int) -> bool:
    return any({"femn", "ablt"} <= parse.grammemes for parse in reading.tokens[index].parses)


def _ticks_off(reading: Reading) -> bool:
    """«По 5001 дозвонилась, галочку поставь»: a tick is all that is ordered."""
    last = reading.clauses[-1] if reading.clauses else range(0)
    said = [i for i in last if i in reading.content]
    ticks = bool(said) and all(reading.cues[i] & {"tick", "put", "want"} for i in said)
    ordered = any(reading.is_command(i) for i in said) and reading.has("tick")
    return ticks and ordered and len(reading.clauses) > 1 and not reading.has("deal")


def _is_own(reading: Reading, index: int) -> bool:
    verbs = reading.tokens[index].parses if "VERB" in traits(reading, index) else ()
    return any({"past", "perf", "sing"} <= parse.grammemes for parse in verbs)


def _is_done_by_us(reading: Reading, clause: range) -> bool:
    """«Отвёз …», «договор Киму отвёз»: a thing may stand before a verb that needs one.

    «Оплата пришла» tells of itself.
    """
    verb = next((i for i in clause if _is_own(reading, i)), None)
    if verb is None or verb == clause.start:
        return verb is not None
    thing = {"NOUN", "inan", "accs"}
    object_ = any(thing <= {p.pos, *p.grammemes} for p in parses_at(reading, clause.start))
    doer = any("nomn" in traits(reading, i) for i in range(clause.start + 1, verb))
    return object_ and not doer and any("tran" in p.grammemes for p in parses_at(reading, verb))


def _names_party(reading: Reading, clause: range) -> bool:
    kinds = ("person", "person_hint", "company")
    named = any(one.first in clause for kind in kinds for one in reading.all(kind))
    return named or any(True for _ in company_runs(reading, clause))


def closes_listed(reading: Reading) -> bool:
    """Say whether what was listed is closed: «закрой все», «закрывай их, неактуально», «эту»."""
    previous = reading.request.previous
    tasks = previous is not None and {one.type for one in previous.records} == {"tasks"}
    closing = next((i for i in reading.where("closing") if reading.is_order(i)), None)
    if not tasks or closing is None:
        return False
    clause = reading.clause_of(closing)
    said = [i for i in clause if i != closing]
    pointed = {i for i in said if reading.norm(i) in _LISTED or "whole" in reading.cues[i]}
    return bool(pointed) and pointed.union(reading.fillers).issuperset(said)


def closes_overdue(reading: Reading) -> bool:
    """Say whether a task is closed that is called by how it stands: «закрой просроченную»."""
    if reading.has("deal", "stage"):
        return False
    return any(
        {"femn", "accs", "sing"} <= traits(reading, i)
        and any("closing" in reading.cues[j] and reading.is_order(j) for j in (i - 1, i + 1))
        for i in reading.where("state_overdue")
        if i - 1 >= 0 and i + 1 < len(reading.tokens)
    )


def closes_with_result(reading: Reading) -> bool:
    """Say whether what came of a task is given with the order: «закрой с комментарием «…»»."""
    named = [i for i in reading.where("result") if i]
    led = any(reading.norm(i - 1) == "с" or _opens_outcome(reading, i) for i in named)
    return led and "closing" in reading.orders and not reading.has("deal", "stage", "losing")


def _opens_outcome(reading: Reading, index: int) -> bool:
    """«…, результат — подписали акт»; «причина: дорого» closes a deal."""
    opens = index == reading.clause_of(index).start
    return opens and bool(reading.lemmas(index) & {"результат", "итог"})


def is_verdict_alone(reading: Reading) -> bool:
    """Say whether «готово», «сделано» is all that is said, as a statement."""
    told = all("state_done" in reading.cues[index] for index in reading.content)
    asked = reading.has_question_mark or reading.has("what") or "не" in reading.norms
    own = len(reading.content) == 1 and all(_is_own(reading, i) for i in reading.content)
    short = own or all(
        any(parse.pos in {"PRTS", "ADJS"} for parse in reading.tokens[index].parses)
        for index in reading.content
    )
    return bool(reading.content) and told and short and not asked
