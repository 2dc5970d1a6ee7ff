"""A schema of the caller's own: what it takes, what it refuses, and that it copies."""

import copy
import inspect
import pickle
from enum import Enum, StrEnum
from typing import Any

import pytest

from oppquery import Field, QueryError, Schema, compile_query
from oppquery.schema.activities import STATUS_CHANGE, related_schema
from oppquery.schema.fields import Measure, Type
from oppquery.schema.lead import LEAD, contact_schema
from oppquery.schema.opportunity import OPPORTUNITY


class Stage(Enum):
    """A plain enumeration of texts."""

    NEW = "new"
    PAID = "paid"


class Tier(StrEnum):
    """Texts themselves."""

    FREE = "free"
    PAID = "paid"


class Spoken(str, Enum):  # noqa: UP042  (a StrEnum prints as its text)
    """Texts that print as something else."""

    TYPE = "choice"
    NAME = "stage"


class Level(Enum):
    """No texts."""

    LOW = 1


INVOICE = Schema(
    "invoice",
    [
        Field("number", "id"),
        Field("customer_id", "id", twin="customer"),
        Field("customer", "text"),
        Field("stage", "choice", choices=Stage, missing="new"),
        Field("total", "integer", measure="cents"),
        Field("custom.cf_1", "number"),
    ],
    {"who": "customer", "seats": "custom.cf_1"},
    custom_names={"custom.Seats": "custom.cf_1", "custom.Twice": ["custom.cf_1", "custom.cf_2"]},
)
KNOWN = (
    OPPORTUNITY,
    STATUS_CHANGE,
    LEAD,
    related_schema("call", ["id", "date", "note"]),
    contact_schema([]),
    INVOICE,
)


# --- what it takes


def test_a_caller_needs_seven_words_for_a_field_and_four_for_a_schema() -> None:
    assert list(inspect.signature(Field).parameters) == [
        "name",
        "type",
        "choices",
        "missing",
        "measure",
        "twin",
        "about_user",
    ]
    assert list(inspect.signature(Schema).parameters) == [
        "name",
        "fields",
        "aliases",
        "custom_names",
    ]


def holds(text: str, **row: Any) -> bool:
    return compile_query(text, schema=INVOICE)(row)


def test_fields_aliases_and_custom_names_are_asked() -> None:
    assert holds("who:ann total >= $5", customer="Ann", total=500)
    assert not holds("who:ann total >= $5", customer="Ann", total=499)
    assert holds("seats > 4 custom.Seats < 6", **{"custom.cf_1": 5})
    assert holds("stage:new")
    assert not holds("stage:paid")
    assert holds("custom.Other:x", **{"custom.Other": "xyz"})


def test_bare_words_search_texts_and_custom_strings() -> None:
    assert holds("ann", customer="Ann")
    assert holds("ann", **{"custom.cf_9": "Ann"})
    assert not holds("ann", number="ann", other="Ann")


def test_a_name_of_two_custom_fields_is_ambiguous() -> None:
    with pytest.raises(QueryError) as caught:
        compile_query("custom.Twice:1", schema=INVOICE)
    assert [problem.code for problem in caught.value.problems] == ["duplicate_name"]


def test_a_name_of_a_custom_field_that_is_not_declared() -> None:
    plain = Schema("invoice", (), custom_names={"custom.Seats": "custom.cf_1"})
    assert compile_query("custom.Seats > 4", schema=plain)({"custom.cf_1": 5})


def test_declared_names_come_beside_those_of_the_call() -> None:
    declared = [{"id": "cf_2", "name": "Age", "type": "number"}]
    keep = compile_query("custom.Age:7 custom.Seats:5", schema=INVOICE, custom_fields=declared)
    assert keep({"custom.cf_1": 5, "custom.cf_2": 7})


@pytest.mark.parametrize("choices", [Stage, ["new", "paid"], (Stage.NEW, "paid"), iter(Stage)])
def test_choices_may_be_an_enumeration(choices: Any) -> None:
    field = Field("stage", "choice", choices=choices)
    assert field.choices == ("new", "paid")
    assert list(map(type, field.choices)) == [str, str]


def test_a_str_subclass_is_its_text() -> None:
    field = Field(Spoken.NAME, Spoken.TYPE, choices=Tier, missing=Tier.FREE)  # type: ignore[arg-type]  # texts as members of an Enum
    assert field == Field("stage", "choice", choices=["free", "paid"], missing="free")
    assert list(map(type, (field.name, *field.choices, field.missing))) == [str] * 4
    schema = Schema(Spoken.NAME, [field], {Spoken.TYPE: Spoken.NAME})
    assert (schema.name, schema.aliases) == ("stage", {"choice": "stage"})
    assert compile_query("stage:free choice:free", schema=schema)({})


def test_fields_may_be_a_mapping_which_is_copied() -> None:
    fields = {"total": Field("total", "integer")}
    schema = Schema("invoice", fields)
    del fields["total"]
    assert list(schema.fields) == ["total"]


def test_types_and_measures_are_named_or_members() -> None:
    named = Field("x", "integer", measure="percent")
    assert named == Field("x", Type.INTEGER, measure=Measure.PERCENT)


# --- what it refuses, and how


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("x", "money"), "field 'x': type must be id, choice, label, text, integer, number, "),
        (("x", "money"), "boolean or untyped, not 'money'"),
        (("x", "txt"), "not 'txt'. Did you mean 'text'?"),
        (("x", str), "not 'str'. Did you mean 'text'?"),
        (("x", "Decimal"), "not 'Decimal'. Did you mean 'number'?"),
        (("x", None), "not None"),
        (("x", "status"), "not 'status'"),
        (("x", "named"), "not 'named'"),
        (("x", "text", ["a"]), "field 'x': choices go with the type choice, not text"),
        (("x", "integer", (), "5"), "missing goes with id, choice or label, not integer"),
        (("x", "choice", ["a", "b"], "c"), "field 'x': missing must be a or b, not 'c'"),
        (("x", "integer", (), None, "euros"), "measure must be cents or percent, not 'euros'"),
        (("x", "integer", (), None, "cent"), "Did you mean 'cents'?"),
        (("x", "text", (), None, "cents"), "measure goes with the type integer, not text"),
    ],
)
def test_a_field_that_cannot_be(arguments: Any, words: str) -> None:
    with pytest.raises(ValueError, match=r"^field 'x': ") as caught:
        Field(*arguments)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((5, "text"), "the name of a field must be text, not 5"),
        (("x", "choice", "new"), "field 'x': choices must be a list of texts, not 'new'"),
        (("x", "choice", 5), "field 'x': choices must be a list of texts, not 5"),
        (("x", "choice", [1]), "field 'x': a choice must be text, not 1"),
        (("x", "choice", Level), "field 'x': a choice must be text, not 1"),
        (("x", "choice", (), 5), "field 'x': missing must be text, not 5"),
        (("x", "id", (), None, None, 5), "field 'x': twin must be text, not 5"),
    ],
)
def test_a_field_of_a_wrong_python_type(arguments: Any, words: str) -> None:
    with pytest.raises(TypeError) as caught:
        Field(*arguments)
    assert str(caught.value) == words


FIELDS = [Field("total", "integer"), Field("customer", "text")]


@pytest.mark.parametrize(
    ("fields", "options", "words"),
    [
        ([*FIELDS, Field("total", "text")], {}, "has two fields named 'total'"),
        ({"amount": FIELDS[0]}, {}, "the field 'total' stands under the name 'amount'"),
        ([Field("a_id", "id", twin="a")], {}, "the twin of 'a_id': there is no field 'a'"),
        (FIELDS, {"aliases": {"sum": "totl"}}, "aliases: 'sum': there is no field 'totl'"),
        (FIELDS, {"aliases": {"sum": "totl"}}, "Did you mean 'total'?"),
        (FIELDS, {"aliases": {"sum": "all", "all": "total"}}, "there is no field 'all'"),
        (FIELDS, {"aliases": {"total": "customer"}}, "aliases: 'total' is the name of a field"),
        (FIELDS, {"aliases": {"sum": "custom."}}, "there is no field 'custom.'"),
        (FIELDS, {"custom_names": {"Seats": "custom.cf_1"}}, "'Seats' does not begin with"),
        (FIELDS, {"custom_names": {"custom.A": "total"}}, "'total' does not begin with 'custom.'"),
    ],
)
def test_a_schema_that_cannot_be(fields: Any, options: Any, words: str) -> None:
    with pytest.raises(ValueError, match=r"^schema 'invoice'") as caught:
        Schema("invoice", fields, **options)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        ((5, FIELDS), {}, "the name of a schema must be text"),
        (("invoice", "x"), {}, "schema 'invoice' takes Fields, not 'x'"),
        (("invoice", 5), {}, "takes Fields, not 5"),
        (("invoice", ["total"]), {}, "takes Fields, not 'total'"),
        (("invoice", {"total": "integer"}), {}, "takes Fields, not 'integer'"),
        (("invoice", FIELDS, ["sum"]), {}, "aliases must be a mapping of names"),
        (("invoice", FIELDS, {5: "total"}), {}, "aliases: a name must be text, not 5"),
        (("invoice", FIELDS, {"sum": 5}), {}, "aliases: the field of 'sum' must be text, not 5"),
        (("invoice", FIELDS), {"custom_names": {"custom.A": 5}}, "the key of 'custom.A' must be"),
    ],
)
def test_a_schema_of_wrong_python_types(arguments: Any, options: Any, words: str) -> None:
    with pytest.raises(TypeError) as caught:
        Schema(*arguments, **options)
    assert words in str(caught.value)


# --- that it copies


@pytest.mark.parametrize("schema", KNOWN, ids=lambda schema: schema.name)
def test_a_schema_pickles_copies_and_compares(schema: Schema) -> None:
    for again in (pickle.loads(pickle.dumps(schema)), copy.copy(schema), copy.deepcopy(schema)):
        assert again == schema
        assert hash(again) == hash(schema)
        for field in schema.fields.values():
            known = again.fields[field.name]
            assert (known, hash(known), known.parts) == (field, hash(field), field.parts)
            assert (known.is_custom, known.may_be_list) == (field.is_custom, field.may_be_list)


def test_schemas_differ_by_any_of_their_parts() -> None:
    schemas = [
        Schema("a", FIELDS),
        Schema("b", FIELDS),
        Schema("a", FIELDS[:1]),
        Schema("a", FIELDS, {"sum": "total"}),
        Schema("a", FIELDS, custom_names={"custom.A": "custom.cf_a"}),
        Schema("a", FIELDS).with_any_name(),
    ]
    for place, schema in enumerate(schemas):
        assert [schema == other for other in schemas].index(True) == place
        assert sum(schema == other for other in schemas) == 1


def test_a_schema_with_more_fields_leaves_the_first_as_it_was() -> None:
    more = INVOICE.with_fields(Field("due", "date"), custom_names={"custom.B": ("custom.cf_b",)})
    assert (more.fields.keys() - INVOICE.fields, more.aliases) == ({"due"}, INVOICE.aliases)
    assert set(more.custom_names) - set(INVOICE.custom_names) == {"custom.B"}
    assert "due" not in INVOICE.fields
    assert (more.rules, more.with_any_name().rules.takes_any_name) == (INVOICE.rules, True)
