"""Links between records, kept in both directions."""

from __future__ import annotations

from collections import defaultdict

Key = tuple[str, int]


class Links:
    """Who is linked with whom; a lead's contacts keep their order, the main one marked."""

    def __init__(self) -> None:
        self._of: dict[Key, dict[Key, bool]] = defaultdict(dict)

    def add(self, one: Key, other: Key, is_main: bool = False) -> None:
        """Link two records; a second company replaces the first, as amoCRM allows one only."""
        if other[0] == "companies":
            self._replace(one, "companies")
        if one[0] == "companies" and other[0] in ("leads", "contacts"):
            self._replace(other, "companies")
        self._of[one][other] = is_main
        self._of[other][one] = is_main

    def remove(self, one: Key, other: Key) -> None:
        """Undo a link; nothing happens when there is none."""
        self._of[one].pop(other, None)
        self._of[other].pop(one, None)

    def linked(self, key: Key, kind: str) -> list[int]:
        """Ids of one kind linked with a record, in the order of linking."""
        return [other for other_kind, other in self._of.get(key, {}) if other_kind == kind]

    def main_contact(self, lead_id: int) -> int | None:
        """The main contact of a lead: the marked one, else the first."""
        contacts = self._contacts(("leads", lead_id))
        marked = [contact for contact, is_main in contacts if is_main]
        return marked[0] if marked else next((contact for contact, _ in contacts), None)

    def make_main(self, lead_id: int, contact_id: int) -> None:
        """Make one contact the lead's main one."""
        lead = ("leads", lead_id)
        for contact, _ in self._contacts(lead):
            other = ("contacts", contact)
            self._of[lead][other] = self._of[other][lead] = contact == contact_id

    def _contacts(self, lead: Key) -> list[tuple[int, bool]]:
        held = self._of.get(lead, {})
        return [(other, is_main) for (kind, other), is_main in held.items() if kind == "contacts"]

    def _replace(self, key: Key, kind: str) -> None:
        for other in self.linked(key, kind):
            self.remove(key, (kind, other))
