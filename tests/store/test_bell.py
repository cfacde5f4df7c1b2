"""Whoever waits for news of a desk hears of them soon, whoever wrote them, also after the server hung up."""

import asyncio
import time
from collections.abc import Callable
from threading import Thread

import psycopg

from allegedly.store import Store

from .records import incident, linking

LONG = 30.0  # seconds: far more than any of it takes


def write(store: Store, number: int) -> None:
    """News, by a connection that the bell does not know."""
    other = Store.open(store.place)
    one = incident(f"i{number}")
    other.writer().linked(linking(one), [one], "ab" * 16, 1)
    other.close()


def act_and_note(act: Callable[[], None], done: list[float]) -> None:
    act()
    done.append(time.monotonic())


def heard(store: Store, act: Callable[[], None], rounds: int = 1) -> list[float]:
    """Seconds from the end of an act until the bell was heard, each time."""

    async def listen() -> list[float]:
        took = []
        seen = await bell.news(1.0, -1)
        for _ in range(rounds):
            seen = await bell.news(0.5, seen)  # what rang before is over
            done = list[float]()
            acting = Thread(target=act_and_note, args=(act, done))
            acting.start()
            now = await bell.news(LONG, seen)
            assert now > seen
            seen = now
            await asyncio.to_thread(acting.join)
            took.append(time.monotonic() - done[0])
        return took

    with store.bell().listening() as bell:
        return asyncio.run(listen())


def test_news_are_heard_within_a_second(store: Store) -> None:
    numbers = iter(range(99))
    assert max(heard(store, lambda: write(store, next(numbers)), 5)) < 1.0


def test_silence_ends_when_the_time_is_over(store: Store) -> None:
    async def listen() -> int:
        seen = await bell.news(0.01, -1)
        return await bell.news(0.3, seen) - seen

    with store.bell().listening() as bell:
        assert asyncio.run(listen()) == 0


def test_it_hears_again_after_the_server_ended_the_connection(shared: Store, database: str) -> None:
    def cut() -> None:
        with psycopg.connect(database, autocommit=True) as raw:
            raw.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")

    async def listen() -> bool:
        seen = await bell.news(1.0, -1)
        await asyncio.sleep(0.5)
        await asyncio.to_thread(cut)
        seen = await bell.news(LONG, seen)  # it tells that something may have been missed
        seen = await bell.news(0.5, seen)
        await asyncio.to_thread(write, shared, 1)
        return await bell.news(LONG, seen) > seen

    with shared.bell().listening() as bell:
        assert asyncio.run(listen())


def test_the_loop_of_a_reader_may_end_before_the_bell(store: Store) -> None:
    async def leave() -> None:
        asyncio.get_running_loop().create_task(bell.news(LONG, 0))
        await asyncio.sleep(0.05)

    with store.bell().listening() as bell:
        asyncio.run(leave())
        write(store, 1)
        time.sleep(0.5)
        assert asyncio.run(bell.news(LONG, 0)) > 0
