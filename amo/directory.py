"""What is known about an account as a whole: users, pipelines, task types, own fields."""

from dataclasses import dataclass

from amo.models import Account, FieldDefinition, Kind, Pipeline, Stage, TaskType, User


@dataclass(frozen=True, slots=True)
class Directory:
    """One reading of the account, made with the administrator's token.

    Args:
        account: the account with its task types and time zone.
        users: all users, inactive ones too; empty when amoCRM keeps the list from us.
        users_known: False when amoCRM refused the list of users (an external integration).
        pipelines: in the account's order, archived ones left out.
        fields: of deals, contacts and companies, each kind in the account's order.
    """

    account: Account
    users: tuple[User, ...] = ()
    users_known: bool = True
    pipelines: tuple[Pipeline, ...] = ()
    fields: tuple[FieldDefinition, ...] = ()

    @property
    def task_types(self) -> tuple[TaskType, ...]:
        return self.account.task_types

    @property
    def active_users(self) -> tuple[User, ...]:
        """The users who can sign in: whom a task or a deal can be given to."""
        return tuple(one for one in self.users if one.can_sign_in)

    def user(self, user_id: int | None) -> User | None:
        return next((one for one in self.users if one.id == user_id), None)

    def pipeline(self, pipeline_id: int | None) -> Pipeline | None:
        return next((one for one in self.pipelines if one.id == pipeline_id), None)

    def stage(self, pipeline_id: int | None, status_id: int | None) -> Stage | None:
        """The stage, looked up by pipeline and status together."""
        found = self.pipeline(pipeline_id)
        stages = found.stages if found else ()
        return next((one for one in stages if one.id == status_id), None)

    def task_type(self, type_id: int | None) -> TaskType | None:
        return next((one for one in self.task_types if one.id == type_id), None)

    def fields_of(self, kind: Kind) -> tuple[FieldDefinition, ...]:
        """The fields of one kind of record."""
        return tuple(one for one in self.fields if one.kind is kind)
