"""Names of things that are no people: companies and searched words, in the nominative."""

from nlu.naming.company import CompanyNames
from nlu.naming.likeness import CompanyLikeness

__all__ = ["CompanyLikeness", "CompanyNames"]
