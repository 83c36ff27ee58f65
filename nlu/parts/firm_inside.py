"""Firms called by a common noun («вектор», «гранит»), where a party to something is named."""

from __future__ import annotations

from nlu.agreement import may_agree
from nlu.parts.firm_acts import does_business
from nlu.parts.likeliest import is_preposition, traits
from nlu.reading import Reading
from nlu.types import Kind

_FROM_PARTY = frozenset({"у", "от", "из"})
_ENTERED = frozenset({"в", "из", "до"})
_HARMLESS = frozenset({"state_won", "best", "newest", "largest"})
_CASES = {
    **dict.fromkeys(("в", "на"), "accs"),
    **dict.fromkeys(("с", "перед"), "ablt"),
    **dict.fromkeys(("у", "от", "для", "из", "до"), "gent"),
    **dict.fromkeys(("к", "по"), "datv"),
}
PAPERS = frozenset(
    {
        "договор", "контракт", "акт", "сверка", "соглашение", "спецификация",
        "допсоглашение",
        "счет", "накладная", "рекламация", "тендер", "протокол", "заявка", "заказ", "офис", "склад",
        "лицензия", "доверенность", "кп", "предложение", "оферта", "инвойс", "реквизит",
        "претензия",
        "пропуск", "билет", "бронь", "виза", "жалоба", "досье", "справка", "анкета", "полис",
        "дебиторка", "долг", "задолженность", "оплата", "предоплата", "отгрузка", "взаиморасчет",
    }
)  # fmt: skip
SENDING = frozenset(
    {
        "отправить", "отправлять", "отвезти", "отвести", "передать", "заехать", "съездить",
        "поехать", "привезти",
        "доставить", "скинуть", "выслать", "отослать", "отдать", "занести", "завезти", "направить",
        "подвезти",
        "приехать", "ехать", "переслать", "сбросить", "сгонять", "заскочить", "сходить", "зайти",
        "заглянуть",
        "подъехать", "подскочить", "смотаться", "метнуться", "звякнуть", "прозвонить", "выехать",
        "дозвониться", "возвратить", "вернуть", "предложить", "показать", "ответить", "напомнить",
        "позвонить", "перезвонить", "написать", "звонить",
    }
)  # fmt: skip
DEALING = frozenset(
    {"согласовать", "договориться", "подписать", "обсудить", "сверить", "решить", "заключить",
     "созвониться", "встретиться", "связаться", "увидеться", "пообщаться"}
)  # fmt: skip
PRESSING = frozenset(
    {
        "дожать", "дожимать", "набрать", "поздравить", "поторопить", "пнуть", "дернуть",
        "обзвонить",
        "пригласить", "навестить", "прозвонить", "предупредить", "уведомить", "проверить",
    }
)  # fmt: skip
_SELLERS = frozenset({"поставщик", "производитель", "дистрибьютор", "продавец", "покупатель"})
_OF_ANY = frozenset(
    {"детский", "женский", "мужской", "городской", "сельский", "заводской", "банковский", "морской"}
    | {"юридический", "технический", "медицинский", "ботанический", "студенческий", "гражданский"}
)
_NEAR = 4
_ENDING_MARKS = frozenset('.!?:;-()"…')


def firm_run(reading: Reading, index: int) -> range | None:
    """Return a firm called by a noun, its adjective with it, where only a firm can stand.

    A word that means goods too needs firmer ground: «договор в зерно», not «договор на зерно»;
    a living being is a firm where one goes in or comes out: «заехать в чайку».
    """
    if reading.cues[index] - _HARMLESS or not reading.is_word(index):
        return None
    naming = reading.naming
    first = index - _has_own_adjective(reading, index)
    said = naming.is_firm(index) and (
        _is_party(reading, first, index) or _is_partner(reading, first, index)
    )
    paired = first < index and naming.is_firm_paired(index)
    ware = naming.is_ware(index)
    said = said or ((ware or paired) and _is_sure_party(reading, first, index))
    said = said or (naming.is_firm_alive(index) and _is_entered(reading, first, index))
    said = said or does_business(reading, first, index)
    said = said or (_is_named(reading, first) and (paired or naming.is_firm(index) or ware))
    return range(first, index + 1) if said else None


def _is_named(reading: Reading, first: int) -> bool:
    """«По тендеру Красного октября»: a capital that no sentence begins with."""
    before = reading.tokens[first - 1].text if first else "."
    opens = before in _ENDING_MARKS or reading.clean.text.isupper()
    street = reading.norm(first - 1) == "на" or first + 1 in _numbers(reading)
    named = _is_capital(reading, first) and reading.tokens[first].text[1:].islower()
    return named and not opens and not street


def _numbers(reading: Reading) -> set[int]:
    return {i for i, token in enumerate(reading.tokens) if token.kind is Kind.NUMBER}


def _has_own_adjective(reading: Reading, index: int) -> bool:
    """«Золотой колос», «северный ветер»."""
    before = index - 1
    if before < 0 or _is_of_any(reading, before):
        return False
    if not (reading.naming.pairs_with_firm(before) or _is_relational(reading, before)):
        return False
    return may_agree(reading.tokens[before].parses, reading.tokens[index].parses)


def _is_of_any(reading: Reading, index: int) -> bool:
    """«Детский сад», «городская больница»: in small letters no name but any of the kind."""
    return reading.tokens[index].text.islower() and bool(reading.lemmas(index) & _OF_ANY)


def _is_relational(reading: Reading, index: int) -> bool:
    """«Камских зорь»: an adjective of where somebody is."""
    return any(
        p.pos == "ADJF" and p.lemma.endswith(("ский", "цкий")) for p in reading.tokens[index].parses
    )


def _is_entered(reading: Reading, first: int, index: int) -> bool:
    """«В чайку», «из садовода»."""
    before = reading.norm(first - 1)
    return before in _ENTERED and _may_be(reading, index, _CASES[before])


def _is_party(reading: Reading, first: int, index: int) -> bool:
    """«В вектор», «у вектора», «счёт на вектор», «отправить вектору», «оплату вектора»."""
    before = reading.norm(first - 1)
    case = _CASES.get(before)
    if case is not None:
        if before == "в" and _may_be(reading, index, "loct"):
            return _may_be(reading, index, case) or _is_met_at(reading, first - 2)
        papers = before != "на" or _is_capital(reading, first) or _is_paper(reading, first - 2)
        return papers and _may_be(reading, index, case)
    return False


def _is_met_at(reading: Reading, index: int) -> bool:
    """«Встреча в зените», «презентация в аквамарине»."""
    thing = traits(reading, index) >= {"NOUN", "inan"}
    return thing or bool(reading.cues_at(index) & {"call", "meeting"})


def _is_partner(reading: Reading, first: int, index: int) -> bool:
    """Without a preposition: to whom, whose, or whom one presses."""
    if first and is_preposition(reading, first - 1):
        return False
    if _is_given(reading, index):
        sends = bool(reading.lemmas(index + 1) & SENDING)
        return first == 0 or sends or _is_governing(reading, first - 1)
    owned = first and (_is_paper(reading, first - 1) or _is_living(reading, first - 1))
    likeliest = reading.tokens[index].parses[:1]
    named = reading.naming.is_known(index) and any("Name" in p.grammemes for p in likeliest)
    pressed = first and not named and bool(reading.lemmas(first - 1) & PRESSING)
    return bool(
        (owned and _may_be(reading, index, "gent")) or (pressed and _may_be(reading, index, "accs"))
    )


def _is_sure_party(reading: Reading, first: int, index: int) -> bool:
    """«Сверка с гранитом», «отвезти образцы в зерно», «забрать у кристалла», «акт граниту»."""
    before, near = reading.norm(first - 1), range(max(0, first - _NEAR), first)
    case = _CASES.get(before)
    papers = any(_is_paper(reading, i) for i in near)
    sends = any(reading.lemmas(i) & SENDING for i in near)
    if case is None:
        alone = not first or not is_preposition(reading, first - 1)
        sends = sends or bool(reading.lemmas(index + 1) & SENDING)
        behind = _is_living(reading, first - 1) or (first < index and _is_paper(reading, first - 1))
        owned = first > 0 and behind and _may_be(reading, index, "gent")
        return owned or (alone and sends and _is_given(reading, index))
    if before == "в" and _may_be(reading, index, "loct"):
        return first > 1 and _is_living(reading, first - 2)  # «с закупщиком в кедре»
    if not _may_be(reading, index, case):
        return False
    if before == "в":
        return papers or sends or any(reading.cues[i] & {"call", "meeting"} for i in near)
    if before == "с":
        meets = any(reading.cues[i] & {"call", "meeting"} for i in near)
        return papers or meets or any(reading.lemmas(i) & DEALING for i in near)
    if before == "по" and first > 1 and "task" in reading.cues[first - 2]:
        return True
    if before in {"по", "на"}:
        return _is_paper(reading, first - 2) and _is_capital(reading, first)
    return before in _FROM_PARTY or _is_capital(reading, first)


def _is_given(reading: Reading, index: int) -> bool:
    """«Вектору», «граниту»: the dative, and nothing that one takes or sees."""
    likeliest = "datv" in reading.tokens[index].traits
    return likeliest or (_may_be(reading, index, "datv") and not _may_be(reading, index, "accs"))


def sends_to(reading: Reading, index: int) -> bool:
    """«Альфастрою отправить договор», «позвонить альфастрою»: somebody gets something."""
    before = reading.lemmas(index - 1) if index else frozenset()
    return bool((before | reading.lemmas(index + 1)) & SENDING)


def _is_paper(reading: Reading, index: int) -> bool:
    return bool(reading.lemmas(index) & PAPERS)


def is_placed(reading: Reading, index: int) -> bool:
    """«Бригаду на Ямашева», «заехать на Мосфильмовскую»: no paper made out to somebody."""
    if index < 0:
        return False
    noun = any(parse.pos == "NOUN" for parse in reading.tokens[index].parses)
    thing = noun and not _is_paper(reading, index)
    thing = thing or bool(reading.lemmas(index) & {"офис", "склад"})
    return thing or bool(reading.lemmas(index) & SENDING)


def _is_living(reading: Reading, index: int) -> bool:
    """«Директора вектора»: somebody of the firm; a «поставщик зерна» sells it."""
    return not reading.lemmas(index) & _SELLERS and traits(reading, index) >= {"NOUN", "anim"}


def _is_governing(reading: Reading, index: int) -> bool:
    parses = reading.tokens[index].parses[:1]
    return any(parse.pos in {"INFN", "VERB", "NOUN"} for parse in parses)


def _is_capital(reading: Reading, index: int) -> bool:
    return reading.tokens[index].text[:1].isupper()


def _may_be(reading: Reading, index: int, case: str) -> bool:
    """Say whether a word may stand in a case; a firm is no living being («дожать фаворит»)."""
    cases = {case, "nomn"} if case == "accs" else {case}
    return any(
        "sing" in parse.grammemes and cases & parse.grammemes
        for parse in reading.tokens[index].parses
    )
