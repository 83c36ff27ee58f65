"""Firms called by a common noun («вектор», «гранит»), where a party to something is named."""

from __future__ import annotations

from nlu.reading import Reading

_FROM_PARTY = frozenset({"у", "от"})
_CASES = {
    **dict.fromkeys(("в", "во", "на"), "accs"),
    **dict.fromkeys(("с", "со", "перед"), "ablt"),
    **dict.fromkeys(("у", "от", "для", "из"), "gent"),
    **dict.fromkeys(("к", "ко", "по"), "datv"),
}
_PAPERS = frozenset(
    {
        "договор", "контракт", "акт", "сверка", "соглашение", "допсоглашение", "спецификация",
        "счет", "накладная", "кп", "предложение", "оферта", "инвойс", "реквизит", "претензия",
        "дебиторка", "долг", "задолженность", "оплата", "предоплата", "отгрузка", "взаиморасчет",
    }
)  # fmt: skip
_SENDING = frozenset(
    {
        "отправить", "отправлять", "отвезти", "отвести", "передать", "заехать", "съездить",
        "поехать", "привезти",
        "доставить", "скинуть", "выслать", "отослать", "отдать", "занести", "завезти", "направить",
        "подвезти", "переслать", "сбросить", "позвонить", "перезвонить", "написать", "звонить",
    }
)  # fmt: skip
_DEALING = frozenset(
    {"согласовать", "договориться", "подписать", "обсудить", "сверить", "решить", "заключить",
     "созвониться", "встретиться", "связаться", "увидеться", "пообщаться"}
)  # fmt: skip
_PRESSING = frozenset(
    {
        "дожать", "дожимать", "набрать", "поздравить", "поторопить", "пнуть", "дернуть",
        "обзвонить",
        "пригласить", "навестить", "прозвонить", "предупредить", "уведомить", "проверить",
    }
)  # fmt: skip
_NEAR = 4


def is_firm_said(reading: Reading, index: int) -> bool:
    """Say whether a noun firms are called by stands where only a firm can.

    A word that means goods too needs firmer ground: «договор в зерно», not «договор на зерно».
    """
    if reading.cues[index] or not reading.is_word(index):
        return False
    if reading.naming.is_firm(index):
        return _is_party(reading, index) or _is_partner(reading, index)
    return reading.naming.is_ware(index) and _is_sure_party(reading, index)


def _is_party(reading: Reading, index: int) -> bool:
    """«В вектор», «у вектора», «счёт на вектор», «отправить вектору», «оплату вектора»."""
    before = reading.norm(index - 1)
    case = _CASES.get(before)
    if case is not None:
        if before in {"в", "во"} and _may_be(reading, index, "loct"):
            return _may_be(reading, index, case) or _is_met_at(reading, index - 2)
        papers = before != "на" or _is_capital(reading, index) or _is_paper(reading, index - 2)
        return papers and _may_be(reading, index, case)
    return False


def _is_met_at(reading: Reading, index: int) -> bool:
    """«Встреча в зените»."""
    return index >= 0 and bool(reading.cues[index] & {"call", "meeting"})


def _is_partner(reading: Reading, index: int) -> bool:
    """Without a preposition: to whom, whose, or whom one presses."""
    if index and _is_preposition(reading, index - 1):
        return False
    if _may_be(reading, index, "datv") and not _may_be(reading, index, "accs"):
        return index == 0 or _is_governing(reading, index - 1)
    owned = index and (_is_paper(reading, index - 1) or _is_living(reading, index - 1))
    pressed = index and bool(reading.lemmas(index - 1) & _PRESSING)
    return bool(
        (owned and _may_be(reading, index, "gent")) or (pressed and _may_be(reading, index, "accs"))
    )


def _is_sure_party(reading: Reading, index: int) -> bool:
    """«Сверка с гранитом», «отвезти образцы в зерно», «забрать у кристалла», «акт граниту»."""
    before, near = reading.norm(index - 1), range(max(0, index - _NEAR), index)
    case = _CASES.get(before)
    papers = any(_is_paper(reading, i) for i in near)
    sends = any(reading.lemmas(i) & _SENDING for i in near)
    if case is None:
        alone = index > 0 and not _is_preposition(reading, index - 1)
        sends = sends or bool(reading.lemmas(index + 1) & _SENDING)
        given = _may_be(reading, index, "datv") and not _may_be(reading, index, "accs")
        return alone and sends and given
    if not _may_be(reading, index, case):
        return False
    if before in {"в", "во"}:
        return papers or sends
    if before in {"с", "со"}:
        meets = any(reading.cues[i] & {"call", "meeting"} for i in near)
        return papers or meets or any(reading.lemmas(i) & _DEALING for i in near)
    if before == "по":
        return _is_paper(reading, index - 2) and _is_capital(reading, index)
    if before == "на":
        return _is_paper(reading, index - 2) and _is_capital(reading, index)
    return before in _FROM_PARTY or _is_capital(reading, index)


def _is_paper(reading: Reading, index: int) -> bool:
    return bool(reading.lemmas(index) & _PAPERS)


def _is_living(reading: Reading, index: int) -> bool:
    """«Директора вектора»: somebody of the firm."""
    return any(p.pos == "NOUN" and "anim" in p.grammemes for p in reading.tokens[index].parses[:1])


def _is_governing(reading: Reading, index: int) -> bool:
    parses = reading.tokens[index].parses[:1]
    return any(parse.pos in {"INFN", "VERB", "NOUN"} for parse in parses)


def _is_preposition(reading: Reading, index: int) -> bool:
    return any(parse.pos == "PREP" for parse in reading.tokens[index].parses[:1])


def _is_capital(reading: Reading, index: int) -> bool:
    return reading.tokens[index].text[:1].isupper()


def _may_be(reading: Reading, index: int, case: str) -> bool:
    """Say whether a word may stand in a case; a firm is no living being («дожать фаворит»)."""
    cases = {case, "nomn"} if case == "accs" else {case}
    return any(
        "sing" in parse.grammemes and cases & parse.grammemes
        for parse in reading.tokens[index].parses
    )
