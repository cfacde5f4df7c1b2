"""What the API does is what its document says: every operation, asked in allowed ways and in others (Schemathesis)."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from schemathesis import Case, GenerationMode

from allegedly.publish.api.app import TABLE
from allegedly.publish.api.document import document
from tests.publish.api.conftest import Running

EXAMPLES = 10  # of each kind for each operation
CONTRACT = schemathesis.openapi.from_dict(document(TABLE))
OPERATIONS: list[Any] = [one.ok() for one in CONTRACT.get_all_operations()]  # type: ignore[union-attr]
# What is right in form may still name what is not held.
NAMED: list[Any] = [schemathesis.checks.CHECKS.get_one("positive_data_acceptance")]
ASKED = [
    (one, mode)
    for one in OPERATIONS
    for mode in GenerationMode
    if mode == GenerationMode.POSITIVE or len(one.query) > 0 or len(one.body) > 0
]


@pytest.mark.parametrize(("operation", "mode"), ASKED, ids=lambda one: getattr(one, "label", getattr(one, "value", "")))
def test_no_answer_is_undocumented_and_none_is_a_defect(desk: Running, operation: Any, mode: GenerationMode) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def every(case: Case[Any]) -> None:
        query = dict(case.query or {})
        if case.path == "/events" and str(query.get("seconds", "0")).isdigit():
            query["seconds"] = 0  # else the stream would go on
        if mode == GenerationMode.POSITIVE:
            query.pop("cursor", None)  # only the desk makes those; test_api walks by them
        case.query = query
        case.call_and_validate(
            base_url=f"{desk.address}/api/v1",
            headers={"Origin": desk.address},
            excluded_checks=NAMED if case.method == "POST" else [],
        )

    every()


def test_every_schema_of_the_document_is_one() -> None:
    told = document(TABLE)
    assert told["openapi"] == "3.1.0"
    for one in told["components"]["schemas"].values():
        Draft202012Validator.check_schema(one)
    for path in told["paths"].values():
        for operation in path.values():
            for one in operation["parameters"]:
                Draft202012Validator.check_schema(one["schema"])
                assert one["description"], (operation["operationId"], one["name"])


def test_every_operation_has_a_name_of_its_own_and_says_what_it_gives() -> None:
    names = [one.name for one in TABLE]
    assert len(set(names)) == len(names)
    assert all(one.tells.endswith(".") for one in TABLE)
