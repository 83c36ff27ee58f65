"""The stage that words mean; one that the pipeline has not, or that several have, is asked for."""

from __future__ import annotations

from collections.abc import Iterable

from amo.models import Lead, Pipeline, Stage
from service.dialogue.interrupts import NeedsMore
from service.dialogue.state import Offer
from service.turn import Turn

MOST_OFFERS = 12


def the_stage(
    turn: Turn, pipeline: str | None, stage: str | None, own: int | None, slots: tuple[str, str]
) -> Stage:
    """The stage of a name in the said pipeline; the pipeline's first when no stage was said.

    Args:
        own: the pipeline that is meant when none was said and it has such a stage.
        slots: where the answer goes: the slot of the pipeline, the slot of the stage.

    Raises:
        NeedsMore: there is no such pipeline or stage, or several pipelines have the stage.
    """
    every = turn.directory.pipelines
    places = [one for one in every if pipeline in (None, one.name)]
    if not places:
        names = [one.name for one in every]
        raise _asking(turn, slots[0], "ask.no_such_pipeline", names, pipeline=pipeline)
    if stage is None:
        return _open(places[0])[0]
    fitting = [one for place in places for one in _open(place) if one.name == stage]
    if not fitting:
        home = next((one for one in places if one.id == own), places[0])
        names = [one.name for one in _open(home)]
        raise _asking(turn, slots[1], "ask.no_such_stage", names, pipeline=home.name, stage=stage)
    at_home = [one for one in fitting if one.pipeline_id == own]
    if len(fitting) > 1 and not at_home:
        having = {one.pipeline_id for one in fitting}
        names = [one.name for one in places if one.id in having]
        raise _asking(turn, slots[0], "ask.which_pipeline", names, stage=stage)
    return (at_home or fitting)[0]


def other_stages(turn: Turn, lead: Lead, slot: str) -> NeedsMore:
    """The question where a deal goes, with its pipeline's stages, the one that follows first."""
    pipeline = turn.directory.pipeline(lead.pipeline_id)
    every = _open(pipeline) if pipeline else []
    here = next((place for place, one in enumerate(every) if one.id == lead.status_id), -1)
    names = [one.name for one in (*every[here + 1 :], *every[: max(here, 0)])]
    offers = tuple(Offer(one, slot, one) for one in names[:MOST_OFFERS])
    return NeedsMore(slot, turn.texts(f"ask.{slot}"), offers)


def _open(pipeline: Pipeline) -> list[Stage]:
    """The stages a deal can be put on; into the incoming ones it only comes by itself."""
    return [one for one in pipeline.stages if not one.is_unsorted]


def _asking(turn: Turn, slot: str, key: str, names: Iterable[str], **said: object) -> NeedsMore:
    """The question, with the names there are as buttons."""
    known = tuple(dict.fromkeys(names))
    shown = ", ".join(f"«{one}»" for one in known)
    offers = tuple(Offer(one, slot, one) for one in known[:MOST_OFFERS])
    return NeedsMore(slot, turn.texts(key, names=shown, **said), offers)
