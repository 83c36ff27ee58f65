"""Finding records by the words people use, each hit of amoCRM's search checked again here."""
