"""Questionnaires that come as files and go as files: JSON as ours, and XLSForm workbooks."""

from .as_xlsform import Written
from .as_xlsform import write as write_xlsform
from .opening import LIMIT, is_questionnaire, read
from .plain import canonical
from .plain import write as write_json
from .reading import Reading

__all__ = ["LIMIT", "Reading", "Written", "canonical", "is_questionnaire", "read", "write_json", "write_xlsform"]
