"""People: finding their names in any form, bringing them to the nominative, matching them."""

from nlu.people.grammar import Case, Gender, Role
from nlu.people.person import NamePart, Person
from nlu.people.reader import PeopleReader
from nlu.people.users import UserIndex, UserMatch

__all__ = [
    "Case",
    "Gender",
    "NamePart",
    "PeopleReader",
    "Person",
    "Role",
    "UserIndex",
    "UserMatch",
]
