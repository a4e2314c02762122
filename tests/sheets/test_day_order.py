"""Days with a stroke and a year: asked about, but where the list shows which way it writes."""

from datetime import date

from matcher.sheets import lists, out, workbooks
from matcher.sheets.fields import ListKind
from tests.sheets.test_lists import WORLD


def since(*days):
    rows = [[f"Aino Ek{n}", f"070-174 06 {n + 10}", day] for n, day in enumerate(days)]
    data = out.text(["Namn", "Telefon", "Väntar sedan"], rows)
    staged = lists.stage(workbooks.read(data), ListKind.WAITING, on=WORLD.on, remembered={})
    last = lists.read_rows(staged, ListKind.WAITING, WORLD)[-1]
    [cell] = [cell for cell in last.cells if cell.field == "waiting_since"]
    return cell


def test_day_of_a_list_that_writes_days_first_is_not_asked_about():
    assert since("23/9/2025", "3/12/2025").value == date(2025, 12, 3)
    assert since("24/8", "3/12/2025").value == date(2025, 12, 3)


def test_day_that_may_be_american_is_asked_about_where_nothing_in_the_list_tells():
    assert since("2/9/2025", "3/12/2025").reading.fault.code == "day_two_ways"
    assert since("9/23/2025", "23/9/2025", "3/12/2025").reading.fault.code == "day_two_ways"
