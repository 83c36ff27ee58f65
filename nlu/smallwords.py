"""Small words that many rules look at: prepositions by what they lead to, pronouns by whom.

Prepositions stand as `Reading.norm` gives them: «во» and «об» are «в» and «о».
"""

from __future__ import annotations

# Prepositions by how they are written before some words: «во вторник», «со мной».
PLAIN_PREPOSITIONS = {
    **{"во": "в", "со": "с", "ко": "к", "об": "о", "обо": "о"},
    **{"изо": "из", "ото": "от", "подо": "под", "передо": "перед"},
}
# Where something goes: «в сделку», «на этап».
ONTO = frozenset({"в", "на"})
# Where somebody or something comes from; «с» leads to what is in it as well: «письмо с ценами».
OUT_OF = frozenset({"из", "от"})
FROM = OUT_OF | {"с"}
# What is spoken of; «по» leads to it as well, and to much else.
ABOUT = frozenset({"о", "про", "насчет"})
ABOUT_OR_BY = ABOUT | {"по"}
# Whose a deal or a talk is: «сделка с …», «заявка от …», «счёт для …».
OF_PARTY = frozenset({"с", "у", "от", "для", "по"})
# On whom a record is kept: «на Орлова», «за Орловым».
HELD_BY = frozenset({"на", "за"})
# The speaker, by case.
TO_SPEAKER = frozenset({"мне", "себе"})
ON_SPEAKER = frozenset({"меня", "себя"})
SPEAKER = TO_SPEAKER | ON_SPEAKER
TO_US = frozenset({"мне", "нам"})
# Whoever or whatever was spoken of; behind a preposition it begins with «н».
HIM_ALONE = frozenset({"его", "ее", "ей", "ему"})
HIM = HIM_ALONE | {"него", "нее", "ней", "нему", "ним", "нем"}
TO_HIM = frozenset({"ей", "ему", "им"})
HIS = frozenset({"его", "ее", "их"})
SPOKEN_OF = HIM | {"им", "их", "ими", "них", "ними"}
WHO = frozenset({"кто", "кого"})
EVERYBODY = frozenset({"все", "всех", "всем", "всеми"})
HERE = frozenset({"здесь", "сюда", "тут"})
SO_THAT = frozenset({"чтобы", "чтоб"})
