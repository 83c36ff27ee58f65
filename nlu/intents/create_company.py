"""Create a company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.parts.clauses import explain_asides
from nlu.parts.company import give_quoted, name_end, take_company
from nlu.parts.leads import take_way
from nlu.parts.made import is_new, makes
from nlu.reading import Reading, runs


@dataclass(frozen=True, slots=True)
class CreateCompany:
    """Create a company."""

    stem: ClassVar[str] = "create_company"
    required: ClassVar[tuple[Need, ...]] = (Need("name", ("name",)),)

    name: str | None = None
    phone: str | None = None
    email: str | None = None


_FRAME = ("create", "want", "company", "base", "card", "name", "new", "phone", "email")


def _new(reading: Reading) -> Draft | Refusal:
    """«Создай компанию Ромашка Плюс», «новый контрагент: ИП Гаспарян», «занеси юрлицо …»."""
    if not is_new(reading) or not (reading.has("company") or reading.all("company")):
        return Refusal("не просят завести компанию")
    told = reading.has("deal", "contact") and not makes(reading, "company")
    if told or reading.has("task", "note", "which", "how_many"):
        return Refusal("заводят не компанию")
    if any(reading.norm(i - 1) in {"для", "о", "про"} for i in reading.where("company")):
        return Refusal("заводят что-то для компании, а не её")
    draft = Draft(reading)
    take_way(draft, "phone")
    take_way(draft, "email")
    take_company(draft, "name") or _take_quoted(draft)
    explain_asides(draft)
    draft.explain_cues(*_FRAME)
    if "name" not in draft.slots:
        _take_left(draft)
    return draft


def _take_quoted(draft: Draft) -> bool:
    """«Договорились с «Дубравой», занеси её в компании»."""
    for found in draft.reading.all("quote"):
        give_quoted(draft, "name", found)
        return True
    return False


def _take_left(draft: Draft) -> None:
    run = next(iter(runs(_joined(draft))), None)
    if run is not None:
        whole = range(run.start, name_end(draft.reading, run.stop))
        draft.put("name", draft.reading.text_of(whole.start, whole.stop), whole)


def _joined(draft: Draft) -> list[int]:
    """«Кофе и точка», «дом у моря»: the small words between a name's own belong to it."""
    reading, left = draft.reading, draft.left()
    small = (i for i in range(1, len(reading.tokens)) if i in reading.fillers)
    inside = [i for i in small if reading.is_word(i) and {i - 1, i + 1} <= {*left}]
    return sorted({*left, *(i for i in inside if _joins(reading, i))})


def _joins(reading: Reading, index: int) -> bool:
    small = any(parse.pos in {"CONJ", "PREP"} for parse in reading.tokens[index].parses[:1])
    behind = reading.tokens[index + 1].parses[:1]
    return small and any(parse.pos in {"NOUN", "ADJF"} for parse in behind)


RULES: Rules = (Rule("create_company.new", _new),)
