"""Prints what the rights allow, worked out by the check itself.

python -m amo.rights_matrix                 the tables, in Markdown
python -m amo.rights_matrix docs/rights.md  writes them between the markers of a file
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from amo.models import (
    Action,
    Company,
    Contact,
    Kind,
    Lead,
    Level,
    Record,
    Rights,
    StatusRight,
    Task,
    User,
)
from amo.rights import Sight, allowed, may_add, task_sight

BEGIN = "<!-- rights: begin (python -m amo.rights_matrix docs/rights.md) -->"
END = "<!-- rights: end -->"

YES, NO, AS_RECORD = "yes", "–", "as its record"
ASKING, COLLEAGUE, STRANGER = 1, 2, 3
GROUP, OTHER_GROUP = 10, 20
PIPELINE, STAGE = 100, 101
OWNERS = {"own": (ASKING, GROUP), "group": (COLLEAGUE, GROUP), "other": (STRANGER, OTHER_GROUP)}
LEVELS = (Level.ALL, Level.GROUP, Level.MAIN, Level.DENIED)
_RECORDS: dict[Kind, type[Lead] | type[Contact] | type[Company] | type[Task]] = {
    Kind.LEADS: Lead,
    Kind.CONTACTS: Contact,
    Kind.COMPANIES: Company,
    Kind.TASKS: Task,
}


def user(
    kind: Kind,
    action: Action,
    level: Level,
    *,
    stage: Level | None = None,
    is_admin: bool = False,
    is_free: bool = False,
    is_active: bool = True,
) -> User:
    """A user with one general right and perhaps one right of a stage."""
    special = () if stage is None else (StatusRight(PIPELINE, STAGE, {action: stage}),)
    rights = Rights(
        levels={kind: {action: level}},
        status_rights=special,
        is_admin=is_admin,
        is_free=is_free,
        is_active=is_active,
        group_id=GROUP,
    )
    return User(ASKING, "", rights)


def record(kind: Kind, owner: str) -> Record:
    """A record of oneself, of one's group or of somebody else."""
    responsible, group = OWNERS[owner]
    if kind is Kind.LEADS:
        return Lead(
            1, "", responsible_user_id=responsible, group_id=group,
            pipeline_id=PIPELINE, status_id=STAGE,
        )  # fmt: skip
    return _RECORDS[kind](1, "", responsible_user_id=responsible, group_id=group)


def general() -> Iterator[Sequence[str]]:
    """Each kind and action, by the level of the right and the owner of the record."""
    yield ("kind", "action", *(f"{level}: own / group / other" for level in LEVELS))
    for kind in Kind:
        for action in (Action.VIEW, Action.EDIT):
            if (kind, action) != (Kind.TASKS, Action.VIEW):
                yield (kind, action, *(_reach(kind, action, level) for level in LEVELS))


def adding() -> Iterator[Sequence[str]]:
    """Adding has no record yet: the right is all or nothing, and tasks have none."""
    yield ("kind", *LEVELS)
    for kind in Kind:
        yield (kind, *(_word(may_add(user(kind, Action.ADD, one), kind)) for one in LEVELS))


def stages() -> Iterator[Sequence[str]]:
    """A deal on a stage that has a right of its own; the stage wins, both ways."""
    yield ("action", "general right", "stage says A: own / group / other", "stage says D")
    for action in (Action.VIEW, Action.EDIT):
        for level in LEVELS:
            limits = (_reach(Kind.LEADS, action, level, one) for one in (Level.ALL, Level.DENIED))
            yield (action, level, *limits)


def tasks() -> Iterator[Sequence[str]]:
    """Who sees a task; there is no right for it."""
    yield ("asking user", "task on a record", "task on no record")
    for who, responsible, author in (
        ("responsible", ASKING, STRANGER),
        ("author", STRANGER, ASKING),
        ("neither", STRANGER, STRANGER),
    ):
        yield (who, *(_sight(responsible, author, on) for on in (Kind.LEADS, None)))


def people() -> Iterator[Sequence[str]]:
    """What somebody is counts before what they may."""
    yield ("asking user", "right A", "right D")
    for name, asking in (
        ("administrator", {"is_admin": True}),
        ("ordinary", {}),
        ("free", {"is_free": True}),
        ("inactive", {"is_active": False}),
        ("inactive administrator", {"is_admin": True, "is_active": False}),
    ):
        yield (name, *(_person(level, **asking) for level in (Level.ALL, Level.DENIED)))


def document() -> str:
    """All tables, in Markdown."""
    parts = (
        ("Seeing and changing a record", general()),
        ("Adding a record", adding()),
        ("Rights of a stage (deals)", stages()),
        ("Seeing a task", tasks()),
        ("Who asks (a deal of somebody else)", people()),
    )
    return "\n\n".join(f"### {title}\n\n{_table(rows)}" for title, rows in parts)


def patched(text: str) -> str:
    """A document with the tables between its markers.

    Raises:
        ValueError: it has no markers.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the file needs the lines {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{document()}\n\n{END}{after}"


def main(arguments: Sequence[str]) -> None:
    """Prints the tables, or writes them into the file that is named."""
    if not arguments:
        print(document())
        return
    path = Path(arguments[0])
    path.write_text(patched(path.read_text(encoding="utf-8")), encoding="utf-8")


def _reach(kind: Kind, action: Action, level: Level, stage: Level | None = None) -> str:
    asking = user(kind, action, level, stage=stage)
    return " / ".join(_word(allowed(asking, action, record(kind, owner))) for owner in OWNERS)


def _sight(responsible: int, author: int, on: Kind | None) -> str:
    task = Task(1, "", responsible, created_by=author, entity_kind=on, entity_id=5 if on else None)
    found = task_sight(user(Kind.LEADS, Action.VIEW, Level.DENIED), task)
    return {Sight.SEEN: YES, Sight.HIDDEN: NO, Sight.AS_RECORD: AS_RECORD}[found]


def _person(
    level: Level, *, is_admin: bool = False, is_free: bool = False, is_active: bool = True
) -> str:
    asking = user(
        Kind.LEADS, Action.VIEW, level, is_admin=is_admin, is_free=is_free, is_active=is_active
    )
    return _word(allowed(asking, Action.VIEW, record(Kind.LEADS, "other")))


def _word(is_allowed: bool) -> str:
    return YES if is_allowed else NO


def _table(rows: Iterable[Sequence[str]]) -> str:
    head, *body = ([str(cell) for cell in row] for row in rows)
    return "\n".join(_line(row) for row in (head, ["---"] * len(head), *body))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main(sys.argv[1:])
