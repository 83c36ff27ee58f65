"""Changes that look like a contact's and are none: a new one, a deal's, a note; and whose it is."""

from __future__ import annotations

from nlu.draft import Refusal
from nlu.once import once
from nlu.parts.asked_of import has_subject
from nlu.parts.denied import turns
from nlu.parts.dictated import dictated_from, is_attached
from nlu.parts.employer import who_works
from nlu.parts.form import is_form
from nlu.parts.given_way import follows_mark
from nlu.parts.handed import stranger, swaps_users
from nlu.parts.lacking import lacks_person
from nlu.parts.likeliest import is_pronoun
from nlu.parts.made import makes, makes_card, names_new
from nlu.parts.made_where import makes_here, makes_outright, makes_person
from nlu.parts.open_contact import gives_way
from nlu.parts.open_lead import is_open_lead, is_passed_on
from nlu.parts.record import is_this
from nlu.parts.renamed import is_other_name, is_replaced
from nlu.parts.taken_over import goes_to_user, is_taken_over
from nlu.reading import Reading

CHANGES = ("change", "assign", "rename", "attach", "create", "now", "bind", "put")
_ASIDE = ("deal", "task", "note", "which", "how_many", "find", "who")
_TOUCHED = (
    *("phone", "email", "responsible", "contact", "name", "bind"),
    *("rename", "company", "card", "job", "own"),
)


def refuses(reading: Reading) -> Refusal | None:
    """Say why no contact's phone, address, name, company or keeper is to be changed."""
    if reading.has(*_ASIDE) or reading.all("date"):
        return Refusal("меняют не контакт")
    contacts = [i for i in reading.where("contact") if i not in heading(reading)]
    if reading.orders & {"assign"} and not all(map(reading.is_one, contacts)):
        return Refusal("названо несколько контактов")
    if dictated_from(reading) is not None or (reading.all("quote") and is_attached(reading)):
        return Refusal("просят записать примечание")
    if _is_created(reading) or is_replaced(reading):
        return Refusal("заводят новый контакт")
    if not _is_changed(reading):
        return Refusal("ничего не просят изменить")
    if not (_is_known(reading) or is_on_card(reading) or gives_way(reading)):
        return Refusal("не сказано, какой контакт менять")
    card = reading.request.context.entity
    swapped = swaps_users(reading) and (card is None or card[0] == "leads")
    if (
        swapped
        or is_passed_on(reading)
        or (is_open_lead(reading) and _changes_keeper_alone(reading))
    ):
        return Refusal("меняют ответственного открытой сделки")
    if not _says_what(reading):
        return Refusal("не сказано, что изменить в контакте")
    return None


@once
def heading(reading: Reading) -> range:
    """«Клиентов делим заново: …»: what is done at large, before what is to be done with one."""
    first, *behind = reading.clauses or (range(0),)
    marked = bool(behind) and reading.norm(first.stop) == ":"
    many = any(not reading.is_one(i) for i in reading.where("contact", "deal") if i in first)
    return first if marked and many and not reading.all("date") else range(0)


def is_on_card(reading: Reading) -> bool:
    """«Добавь телефон 8 903…» on an open card: whose it is goes without saying."""
    card = reading.request.context.entity
    ways = reading.all("phone") or reading.all("email")
    return card is not None and card[0] in ("contacts", "leads") and bool(ways)


def is_spoken_of(reading: Reading) -> bool:
    """«Запиши ему почту …»: the one just spoken of, or the open card."""
    pronouns = any(is_pronoun(reading, i) for i in range(len(reading.tokens)))
    return pronouns and has_subject(reading)


def _is_changed(reading: Reading) -> bool:
    if reading.commands & set(CHANGES) or reading.has("now", "new", "let", "responsible"):
        return True
    ways = reading.all("phone") or reading.all("email")
    told = is_taken_over(reading) or goes_to_user(reading)
    told = told or ((turns(reading) or _is_instead(reading)) and bool(ways))
    return told or follows_mark(reading) or _is_called(reading)


def _is_instead(reading: Reading) -> bool:
    """«У Нодара вместо старого номера 8 905 …»."""
    return any(
        reading.norm(i - 1) == "вместо" or reading.norm(i - 2) == "вместо"
        for i in reading.where("phone", "email")
    )


def _is_called(reading: Reading) -> bool:
    """«Этого клиента зовут Инна Чурикова, а не Анна»; «как зовут …» is a question."""
    named = reading.has("name") and bool(reading.all("person"))
    return named and is_this(reading) and reading.norm(0) != "как"


def _is_known(reading: Reading) -> bool:
    """Somebody is named or pointed at, but «ответственный Кузнецов» is of a record that waits."""
    people = [*reading.all("person"), *reading.all("person_hint")]
    pointed = reading.has("contact") or is_spoken_of(reading) or is_this(reading)
    alone = len(people) == 1 and people[0].value.users is not None
    waits = reading.has("responsible") and alone and not reading.has("company")
    return pointed or (bool(people) and not waits) or bool(who_works(reading))


def _changes_keeper_alone(reading: Reading) -> bool:
    """«Поменяй ответственного на Юлю Ким»: nobody else is named."""
    if not reading.has("responsible") or reading.has("contact"):
        return False
    user = len(reading.all("person")) == 1 and bool(reading.users)
    return user or stranger(reading) is not None


def _says_what(reading: Reading) -> bool:
    people = reading.all("person")
    given = reading.all("phone") or reading.all("email") or is_other_name(reading)
    return reading.has(*_TOUCHED) or bool(given) or (reading.has("assign") and len(people) > 1)


def _makes_company(reading: Reading) -> bool:
    """«Сделай компанию Мир ткани, ответственный Орлов»: nobody is named but who answers for it."""
    card = reading.request.context.entity
    others = reading.has("contact") or len(reading.users) < len(reading.all("person"))
    return makes(reading, "company") and not others and (card is None or card[0] != "contacts")


def _opens_with_company(reading: Reading) -> bool:
    """«Новая фирма Прогресс-Юг, телефон …»: nobody is named whose new company it would be."""
    opens = bool(reading.cues) and "new" in reading.cues[0] and len(reading.cues) > 1
    return opens and "company" in reading.cues[1] and not reading.all("person")


def _is_created(reading: Reading) -> bool:
    """«Создай контакт …», «новый клиент …»: there is nothing to change yet."""
    if makes_outright(reading, "company") or makes_here(reading) or makes_person(reading):
        return True
    if lacks_person(reading) or _makes_company(reading):
        return True
    if is_this(reading):
        return False
    nouns = ("contact", "face")
    if is_form(reading) or names_new(reading, *nouns) or makes(reading, *nouns):
        return True
    if _opens_with_company(reading):
        return True
    if reading.has("assign", "bind", "change"):
        return False
    if makes_card(reading) or names_new(reading, "company"):
        return True
    return reading.has("base") and "create" in reading.orders and bool(reading.all("person"))
