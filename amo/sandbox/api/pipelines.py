"""``/api/v4/leads/pipelines`` with their stages, and loss reasons: for all users."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from amo.sandbox.account.directory import Pipeline, Status
from amo.sandbox.errors import Rejected
from amo.sandbox.rest import render
from amo.sandbox.rest.context import world
from amo.sandbox.rest.envelope import collection, hal, self_link

blueprint = Blueprint("pipelines", __name__, url_prefix="/leads")


@blueprint.get("/pipelines")
def listing() -> Response:
    """All pipelines with their stages."""
    held = sorted(world().directory.pipelines.values(), key=lambda one: one.sort)
    return collection("pipelines", map(_pipeline, held), total=True)


@blueprint.get("/pipelines/<int:pipeline_id>")
def single(pipeline_id: int) -> Response:
    """One pipeline."""
    return hal(_pipeline(_found(pipeline_id)))


@blueprint.get("/pipelines/<int:pipeline_id>/statuses")
def statuses(pipeline_id: int) -> Response:
    """The stages of a pipeline."""
    pipeline = _found(pipeline_id)
    held = (_status(pipeline, one) for one in pipeline.statuses.values())
    return collection("statuses", held, total=True)


@blueprint.get("/pipelines/<int:pipeline_id>/statuses/<int:status_id>")
def status(pipeline_id: int, status_id: int) -> Response:
    """One stage."""
    pipeline = _found(pipeline_id)
    if status_id not in pipeline.statuses:
        raise Rejected(404, f"Cannot GET {request.base_url}")
    return hal(_status(pipeline, pipeline.statuses[status_id]))


@blueprint.get("/loss_reasons")
def loss_reasons() -> Response:
    """All loss reasons."""
    held = map(render.loss_reason, world().directory.loss_reasons)
    return collection("loss_reasons", held, total=True)


@blueprint.get("/loss_reasons/<int:reason_id>")
def loss_reason(reason_id: int) -> Response:
    """One loss reason."""
    if reason_id not in world().directory.loss_reasons:
        raise Rejected(404, f"Cannot GET {request.base_url}")
    return hal(render.loss_reason(reason_id))


def _found(pipeline_id: int) -> Pipeline:
    pipeline = world().directory.pipelines.get(pipeline_id)
    if pipeline is None:
        raise Rejected(404, f"Cannot GET {request.base_url}")
    return pipeline


def _pipeline(pipeline: Pipeline) -> dict[str, Any]:
    return {
        "id": pipeline.id,
        "name": pipeline.name,
        "sort": pipeline.sort,
        "is_main": pipeline.is_main,
        "is_unsorted_on": pipeline.is_unsorted_on,
        "is_archive": pipeline.is_archive,
        "account_id": world().directory.id,
        "_links": self_link(f"/leads/pipelines/{pipeline.id}"),
        "_embedded": {"statuses": [_status(pipeline, one) for one in pipeline.statuses.values()]},
    }


def _status(pipeline: Pipeline, held: Status) -> dict[str, Any]:
    return {
        "id": held.id,
        "name": held.name,
        "sort": held.sort,
        "is_editable": held.is_editable,
        "pipeline_id": pipeline.id,
        "color": held.color,
        "type": held.type,
        "account_id": world().directory.id,
        "_links": self_link(f"/leads/pipelines/{pipeline.id}/statuses/{held.id}"),
    }
