"""A person mentioned in an utterance."""

from __future__ import annotations

from nlu.people.grammar import Case, Gender, Role
from nlu.value import value


@value(frozen=True, slots=True)
class NamePart:
    """One part of a name in the nominative, as it is to be written."""

    text: str
    role: Role


@value(frozen=True, slots=True)
class Person:
    """A person's name brought to the nominative.

    Args:
        parts: in the order said.
        gender: None where the name does not tell.
        case: the one it was said in.
        doubtful: it might as well be an ordinary word; a rule should want a reason to believe it.
        triggered: such a reason stands before it («контакт», «позвонить», «у»).
        said: its words as said, folded.
        rivals: other nominatives the same words may have («Иванова»: «Иванов»), likeliest first.
    """

    parts: tuple[NamePart, ...]
    gender: Gender | None
    case: Case
    said: tuple[str, ...]
    doubtful: bool = False
    triggered: bool = False
    rivals: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the whole name in the nominative."""
        return " ".join(part.text for part in self.parts)

    def part(self, role: Role) -> str | None:
        """Return the part of one role."""
        return next((part.text for part in self.parts if part.role is role), None)
