"""What the tests of the page Workforce share."""

from dashboard.views.workforce.book import WorkforceBook, workforce_book

from dashboard.link.workforce_view import WorkforceView, default_view
from dashboard.views.workforce.answer import Answer, Compared, alfa, answer, compared
from tests.calculators import STARTS, TABLES

USUAL: WorkforceView = default_view(STARTS)
LINK = "https://example.org/workforce?from=uk_mod_2023"


def answered(view: WorkforceView = USUAL) -> Answer:
    return answer(view, STARTS)


def others(view: WorkforceView = USUAL) -> list[Compared]:
    return compared(view, TABLES, STARTS)


def book(view: WorkforceView = USUAL) -> WorkforceBook:
    claim = alfa(view, TABLES, STARTS)
    return workforce_book(TABLES, STARTS, view, answered(view), others(view), claim, LINK)
