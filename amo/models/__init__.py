"""What amoCRM's JSON becomes: frozen dataclasses with `from_json`, only the fields we use."""

from amo.models.account import (
    LOST,
    WON,
    Account,
    Action,
    Level,
    LossReason,
    Pipeline,
    Rights,
    Stage,
    StatusRight,
    TaskType,
    User,
)
from amo.models.custom_fields import (
    CustomField,
    FieldChoice,
    FieldDefinition,
    FieldValue,
    moment_of,
    values_of,
)
from amo.models.fields import Json, Kind, UnreadableRecord
from amo.models.records import AnyRecord, Company, Contact, Lead, Link, Note, Record, Task

__all__ = [
    "LOST",
    "WON",
    "Account",
    "Action",
    "AnyRecord",
    "Company",
    "Contact",
    "CustomField",
    "FieldChoice",
    "FieldDefinition",
    "FieldValue",
    "Json",
    "Kind",
    "Lead",
    "Level",
    "Link",
    "LossReason",
    "Note",
    "Pipeline",
    "Record",
    "Rights",
    "Stage",
    "StatusRight",
    "Task",
    "TaskType",
    "UnreadableRecord",
    "User",
    "moment_of",
    "values_of",
]
