"""A condition on one of the account's own fields: what amoCRM is asked, and what is judged here.

Only whole values (`filter[custom_fields_values][id][]`) and ranges (`[from]`, `[to]`) are asked
for: how amoCRM compares a part of a text is documented nowhere. Source: amoCRM API, "Filtration".
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from amo.calls import Param
from amo.models import Company, Contact, FieldValue, Lead


@dataclass(frozen=True, slots=True)
class FieldFilter:
    """Records whose field has a value that fits.

    Args:
        field_id: the field.
        fits: judges the values the field has; none when it is not filled.
        sent: whole values or ids of choices that amoCRM is asked for; none asks nothing of it.
        bounds: the parameters of a range that amoCRM is asked for.
    """

    field_id: int
    fits: Callable[[Sequence[FieldValue]], bool]
    sent: Sequence[str] = ()
    bounds: Sequence[Param] = ()

    def params(self) -> tuple[Param, ...]:
        """The bracket parameters amoCRM understands."""
        key = f"filter[custom_fields_values][{self.field_id}][]"
        return (*((key, one) for one in self.sent), *self.bounds)

    def holds(self, record: Lead | Contact | Company) -> bool:
        """Whether the record fulfils the condition, judged here."""
        own = (one.values for one in record.fields if one.id == self.field_id)
        return self.fits(next(own, ()))
