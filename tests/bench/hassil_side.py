"""hassil on the same phrases, with a like vocabulary; run by its own interpreter."""

import json
import sys
import time

from hassil import Intents, recognize

TEMPLATES = {
    "find_leads": [
        "(найди|покажи) [все] [{status}] сделки [на этапе {stage}] [{period}]",
        "[{status}] сделки [у] {user}",
        "сделки (дороже|от) {amount} [тысяч|рублей]",
    ],
    "find_contacts": ["(найди|покажи) [контакт|клиента] {name}", "контакт {name}"],
    "find_companies": ["(найди|покажи) компанию {name}"],
    "find_tasks": ["[мои|какие] задачи [на] {period}", "что у меня [на] {period}"],
    "create_task": [
        "(поставь|создай) [{user}] задачу {name}",
        "напомни [мне] {name}",
    ],
    "add_note": ["(добавь|запиши) (примечание|заметку) {name}"],
    "create_lead": ["создай сделку {name}"],
    "report": ["(сколько|сумма) сделок [{period}]"],
    "greet": ["(привет|здравствуйте|добрый день)"],
    "thanks": ["(спасибо|благодарю)"],
    "help": ["(помощь|что ты умеешь)"],
    "yes": ["(да|ага|хорошо)"],
    "no": ["(нет|не надо)"],
}
LISTS = {
    "status": ["открытые", "закрытые", "успешные", "проигранные"],
    "stage": ["переговоры", "первичный контакт", "согласование договора", "принимают решение"],
    "period": ["сегодня", "вчера", "завтра", "за неделю", "за месяц", "на этой неделе"],
    "user": ["Мария Иванова", "Марии", "Анна Соколова", "Анны", "Пётр Сидоров", "Петру"],
}


def main() -> None:
    texts = json.load(sys.stdin)
    intents = Intents.from_dict(
        {
            "language": "ru",
            "intents": {
                name: {"data": [{"sentences": sentences}]} for name, sentences in TEMPLATES.items()
            },
            "lists": {
                **{name: {"values": values} for name, values in LISTS.items()},
                "name": {"wildcard": True},
                "amount": {"range": {"from": 1, "to": 1000}},
            },
        }
    )
    took, matched = [], 0
    recognize("привет", intents)
    for text in texts:
        begun = time.perf_counter()
        found = recognize(text, intents)
        took.append(time.perf_counter() - begun)
        matched += found is not None
    json.dump({"took": took, "matched": matched / len(texts)}, sys.stdout)


main()
