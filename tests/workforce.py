"""What the tests of the page Workforce share."""

import datetime

from dashboard.link.workforce_view import WorkforceView, default_view
from dashboard.views.workforce.answer import Answer, answer
from dashboard.views.workforce.files import workforce_text, workforce_xlsx
from tests.calculators import STARTS, TABLES

USUAL: WorkforceView = default_view(STARTS)
LINK = "https://example.org/workforce?from=uk_mod_2023"
STAMP = ("Who left Russia?", datetime.date(2026, 11, 24))


def answered(view: WorkforceView = USUAL) -> Answer:
    return answer(view, TABLES, STARTS)


def text_of(view: WorkforceView = USUAL) -> str:
    return workforce_text(answered(view), LINK)


def xlsx_of(view: WorkforceView = USUAL) -> bytes:
    return workforce_xlsx(answered(view), LINK, *STAMP)
