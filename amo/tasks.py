"""Tasks: their sight depends on the record they hang on."""

from collections.abc import Sequence

from amo.drafts import TaskChanges, TaskDraft
from amo.line import Line
from amo.models import Kind, Task
from amo.parents import Parents, must_see
from amo.rights import Sight, task_sight
from amo.writing import Records


class Tasks(Records[Task, TaskDraft, TaskChanges]):
    """Tasks that one user may see; those of others only on records in sight.

    Args:
        line: the user's line to amoCRM.
        parents: how to read the records tasks hang on.
    """

    def __init__(self, line: Line, parents: Parents) -> None:
        super().__init__(line, Task)
        self._parents = parents

    def _in_sight(self, found: tuple[Task, ...]) -> tuple[Task, ...]:
        viewer = self._line.viewer
        if viewer.user is None:
            return viewer.visible(found)
        sights = {one.id: task_sight(viewer.user, one) for one in found}
        depending = [one for one in found if sights[one.id] is Sight.AS_RECORD]
        parents = self._visible_parents(depending)
        return tuple(
            one
            for one in found
            if sights[one.id] is Sight.SEEN or (one.entity_kind, one.entity_id) in parents
        )

    def _visible_parents(self, tasks: Sequence[Task]) -> set[tuple[Kind | None, int | None]]:
        seen: set[tuple[Kind | None, int | None]] = set()
        for kind, reading in self._parents.items():
            ids = [one.entity_id for one in tasks if one.entity_kind is kind and one.entity_id]
            seen.update((kind, one.id) for one in reading.by_ids(ids))
        return seen

    def _check_adding(self, drafts: Sequence[TaskDraft]) -> None:
        super()._check_adding(drafts)
        for one in drafts:
            if one.entity_kind and one.entity_id:
                must_see(self._parents, one.entity_kind, one.entity_id)
