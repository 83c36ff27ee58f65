"""What nobody understood, users corrected or voted down: an opt-in log and its report.

Personal data is masked before anything is kept, so neither the file nor the report holds any.
"""
