"""Companies marked by their legal form, by a word for a company, or by quotation marks."""

from nlu.companies.finder import CompanyFinder
from nlu.companies.marked import Company, Mark

__all__ = ["Company", "CompanyFinder", "Mark"]
