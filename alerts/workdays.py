"""Working days of Viet Nam: Monday to Friday without public holidays, with the swaps the government announces."""

from datetime import date, timedelta

import holidays

from core.settings import WorkingCalendar

_DAY = timedelta(days=1)


class Workdays:
    """The working calendar of an office.

    Public holidays, lunar days and swapped Saturdays come from the `holidays` package; what the office lists itself
    wins, because swaps are often announced after a release of the package.
    """

    def __init__(self, calendar: WorkingCalendar) -> None:
        self._public = holidays.country_holidays("VN")
        self._off = frozenset(calendar.extra_days_off)
        self._working = frozenset(calendar.extra_working_days)

    def is_working(self, day: date) -> bool:
        """Tell whether offices work on a local date; a day listed both ways is off."""
        if day in self._off:
            return False
        return day in self._working or self._public.is_working_day(day)

    def first_on_or_after(self, day: date) -> date:
        """Return the first working day from `day` on, `day` included."""
        while not self.is_working(day):
            day += _DAY
        return day

    def add(self, day: date, n: int) -> date:
        """Return the n-th working day after `day`; the start day is not counted, as in Vietnamese civil law."""
        for _count in range(n):
            day = self.first_on_or_after(day + _DAY)
        return day

    def last_on_or_before(self, day: date) -> date:
        """Return the last working day up to `day`, `day` included."""
        while not self.is_working(day):
            day -= _DAY
        return day

    def back(self, day: date, n: int) -> date:
        """Return the n-th working day before `day`, which is not counted itself."""
        for _count in range(n):
            day = self.last_on_or_before(day - _DAY)
        return day

    def public(self, first: date, last: date, lang: str) -> list[tuple[str, date, date]]:
        """Return the public holidays that touch the days from `first` to `last`, each name once with its days."""
        names = holidays.country_holidays("VN", language="vi" if lang == "vi" else "en_US")
        days = [first + number * _DAY for number in range((last - first).days + 1)]
        found: dict[str, list[date]] = {}
        known = {names[day]: None for day in days if day in names}
        for day in days:
            if day in names:
                # "Second day of Tet", "(observed)": the shortest name that another holds stands for it.
                base = min((name for name in known if name in names[day]), key=len)
                found.setdefault(base, []).append(day)
        return [(name, its[0], its[-1]) for name, its in found.items()]

    def between(self, first: date, last: date) -> int:
        """Return how many working days lie after `first` up to `last`, `last` included; 0 when it is not later."""
        return sum(self.is_working(first + n * _DAY) for n in range(1, (last - first).days + 1))
