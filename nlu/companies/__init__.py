"""Companies marked by their legal form, by a word for a company, or by quotation marks."""

from nlu.companies.finder import Company, CompanyFinder, Mark

__all__ = ["Company", "CompanyFinder", "Mark"]
