"""Linking while watching: at once where it is quick, seldom where it is not, and always in the end."""

from allegedly.watch.until import LONGEST, REST, Pace


class Clock:
    """A clock that linking moves on."""

    def __init__(self, takes: float, beside: float = 0.0) -> None:
        self.now, self.takes, self.links, self.left = 100.0, takes, 0, True
        self.beside, self.besides = beside, 0

    def link(self) -> None:
        self.now += self.takes
        self.links += 1

    def quick(self) -> bool:
        self.now += self.beside
        self.besides += 1
        return self.left


def pace(clock: Clock) -> Pace:
    return Pace(clock.link, clock.quick, lambda: clock.now)


def test_what_an_earlier_run_left_is_linked_first() -> None:
    clock = Clock(1)
    pace(clock).step(0)
    assert clock.links == 1


def test_linking_takes_a_quarter_of_the_time_at_most() -> None:
    clock = Clock(5)
    one = pace(clock)
    began = clock.now
    while clock.now < began + 1000:
        one.step(1)
        clock.now += 0.5
    assert clock.links * clock.takes <= (clock.now - began) / REST
    assert clock.links >= 40


def test_without_news_nothing_is_linked() -> None:
    clock = Clock(0.01)
    one = pace(clock)
    one.step(3)
    clock.now += 1000
    one.step(0)
    assert clock.links == 1
    assert one.wait() == LONGEST


def test_what_waits_is_linked_when_its_time_comes_and_at_the_end() -> None:
    clock = Clock(5)
    one = pace(clock)
    one.step(1)
    one.step(1)
    assert clock.links == 1
    assert 0 < one.wait() <= 15
    one.end()
    assert clock.links == 2
    clock.now += 16
    idle = pace(clock)
    idle.step(0)
    idle.end()
    assert clock.links == 3


def test_until_all_may_be_linked_anew_what_is_new_stands_beside_the_rest() -> None:
    clock = Clock(5)
    one = pace(clock)
    one.step(1)
    clock.left = False
    one.step(1)
    assert one.wait() == LONGEST, "nothing is left"
    one.end()
    assert clock.links == 1
    clock.left = True
    one.step(1)
    assert 0 < one.wait() <= REST * 5
    clock.now += REST * 5
    one.step(0)
    assert clock.links == 2


def test_linking_beside_the_rest_takes_a_quarter_of_the_time_at_most_too() -> None:
    clock = Clock(takes=100, beside=5)
    one = pace(clock)
    began = clock.now
    while clock.now < began + 2000:
        one.step(1)
        clock.now += 0.5
    assert clock.besides * clock.beside <= (clock.now - began) / REST
    assert clock.besides >= 50
    assert clock.links >= 5


def test_where_all_takes_no_longer_than_what_is_new_both_together_take_a_quarter() -> None:
    clock = Clock(takes=10, beside=10)
    one = pace(clock)
    began = clock.now
    while clock.now < began + 2000:
        one.step(1)
        clock.now += 0.5
    assert (clock.besides + clock.links) * 10 <= (clock.now - began) / REST + 40


def test_what_came_in_while_it_rested_is_waited_for_no_longer_than_that() -> None:
    clock = Clock(takes=100, beside=2)
    one = pace(clock)
    for _ in range(3):
        one.step(1)
    assert (clock.links, clock.besides) == (1, 1)
    assert 0 < one.wait() <= REST * 2
    clock.now += one.wait()
    one.step(0)
    assert clock.besides == 2
