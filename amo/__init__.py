"""amoCRM and nothing else: a client that acts with the rights of the asking user.

    client = AmoClient(api, time.monotonic)
    session = client.acting(user_id, Deadline.after(14.0, time.monotonic))
    page = session.leads.list(filter=LeadFilter(stages=[StageRef(11, 1102)]), limit=10)

Everything that can go wrong is in `amo.errors`, drawn as a tree.
"""

from amo.client import AmoClient, Lifetimes
from amo.deadline import Deadline
from amo.directory import Directory
from amo.drafts import (
    CompanyDraft,
    ContactDraft,
    FieldChange,
    FieldEntry,
    LeadChanges,
    LeadDraft,
    PersonChanges,
    TaskChanges,
    TaskDraft,
    work,
)
from amo.errors import AmoError
from amo.field_filters import FieldFilter
from amo.filters import (
    Amount,
    LeadFilter,
    Period,
    PersonFilter,
    StageRef,
    TaskFilter,
    field_within,
)
from amo.pages import Page
from amo.search import Order
from amo.session import Session
from amo.viewer import Viewer

__all__ = [
    "AmoClient",
    "AmoError",
    "Amount",
    "CompanyDraft",
    "ContactDraft",
    "Deadline",
    "Directory",
    "FieldChange",
    "FieldEntry",
    "FieldFilter",
    "LeadChanges",
    "LeadDraft",
    "LeadFilter",
    "Lifetimes",
    "Order",
    "Page",
    "Period",
    "PersonChanges",
    "PersonFilter",
    "Session",
    "StageRef",
    "TaskChanges",
    "TaskDraft",
    "TaskFilter",
    "Viewer",
    "field_within",
    "work",
]
