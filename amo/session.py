"""Everything one user may do in amoCRM while one answer is made."""

from typing import TypeAlias

from amo.directory import Directory
from amo.drafts import (
    CompanyDraft,
    ContactDraft,
    LeadChanges,
    LeadDraft,
    PersonChanges,
)
from amo.line import Line
from amo.links import Links
from amo.models import Company, Contact, Kind, Lead, LossReason
from amo.notes import Notes
from amo.parents import Parents
from amo.reference import read_loss_reasons
from amo.tasks import Tasks
from amo.viewer import Viewer
from amo.writing import Records

Leads: TypeAlias = Records[Lead, LeadDraft, LeadChanges]
Contacts: TypeAlias = Records[Contact, ContactDraft, PersonChanges]
Companies: TypeAlias = Records[Company, CompanyDraft, PersonChanges]


class Session:
    """amoCRM as one user, for one answer: every call carries their rights and its deadline.

    Make it with `AmoClient.acting`. It remembers what it has read, so it must not outlive the
    answer.
    """

    def __init__(self, line: Line) -> None:
        self._line = line
        self._reasons: tuple[LossReason, ...] | None = None
        self.leads: Leads = Records(line, Lead)
        self.contacts: Contacts = Records(line, Contact)
        self.companies: Companies = Records(line, Company)
        parents: Parents = {
            Kind.LEADS: self.leads,
            Kind.CONTACTS: self.contacts,
            Kind.COMPANIES: self.companies,
        }
        self.tasks = Tasks(line, parents)
        self.notes = Notes(line, parents)
        self.links = Links(line, parents)

    @property
    def directory(self) -> Directory:
        """The account as a whole: users, pipelines, task types, fields."""
        return self._line.directory

    @property
    def viewer(self) -> Viewer:
        """Whose rights apply: ask it before offering what would be refused."""
        return self._line.viewer

    def loss_reasons(self) -> tuple[LossReason, ...]:
        """Why deals are lost, in the account's order.

        Raises:
            AmoError: the call failed.
        """
        if self._reasons is None:
            self._line.calls += 1
            self._reasons = read_loss_reasons(self._line.api, self._line.deadline)
        return self._reasons

    @property
    def calls(self) -> int:
        """How many calls this session has made."""
        return self._line.calls
