"""Create a company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.draft import Draft, Refusal, Rule, Rules
from nlu.needs import Need
from nlu.parts.clauses import explain_asides
from nlu.parts.company import give_quoted, name_end, take_company
from nlu.parts.leads import take_way
from nlu.parts.made import is_new
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
    if reading.has("deal", "task", "note", "contact", "which", "how_many"):
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
    run = next(iter(runs(draft.left())), None)
    if run is not None:
        whole = range(run.start, name_end(draft.reading, run.stop))
        draft.put("name", draft.reading.text_of(whole.start, whole.stop), whole)


RULES: Rules = (Rule("create_company.new", _new),)
