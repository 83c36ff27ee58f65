"""Names of things that are no people: companies and searched words, in the nominative."""

from nlu.naming.company import CompanyNames
from nlu.naming.likeness import same_company

__all__ = ["CompanyNames", "same_company"]
