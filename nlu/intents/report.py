"""Count or sum records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nlu.choices import GroupBy, Metric, RecordStatus, ReportOf
from nlu.needs import LeadFilters, Need
from nlu.values import DateRange


@dataclass(frozen=True, slots=True)
class Report(LeadFilters):
    """Count or sum records."""

    stem: ClassVar[str] = "report"
    required: ClassVar[tuple[Need, ...]] = (Need("metric", ("metric",)),)

    metric: Metric | None = None
    of: ReportOf | None = None
    group_by: GroupBy | None = None
    status: RecordStatus | None = None
    due: DateRange | None = None
    type: str | None = None
    this: bool | None = None
    lead_id: int | None = None
    lead: str | None = None
