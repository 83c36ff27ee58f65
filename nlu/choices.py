"""The closed lists a slot's value is chosen from (contract, sections 2 and 3)."""

from typing import Literal, TypeAlias

LeadStatus: TypeAlias = Literal["open", "won", "lost"]
TaskStatus: TypeAlias = Literal["open", "overdue", "done"]
RecordStatus: TypeAlias = Literal["open", "won", "lost", "overdue", "done"]
Sort: TypeAlias = Literal["newest", "oldest", "largest", "smallest"]
Metric: TypeAlias = Literal["count", "sum", "average", "conversion"]
ReportOf: TypeAlias = Literal["leads", "contacts", "tasks"]
GroupBy: TypeAlias = Literal["stage", "pipeline", "responsible", "month", "source"]
Field: TypeAlias = Literal[
    "phone",
    "email",
    "budget",
    "stage",
    "responsible",
    "company",
    "contacts",
    "tasks",
    "notes",
    "created",
    "summary",
]
