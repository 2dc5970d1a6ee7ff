"""Writes the sample that ships with the package: `python -m tools.make_sample` in `tests/`.

Everything in it is made up. The generator is seeded and reads no clock, so that it
always writes the same files; `tests/unit/test_sample.py` says what they must hold.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools import make_lead_sample

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Row = dict[str, Any]

SAMPLE_DIR = Path(__file__).resolve().parents[2] / "oppquery" / "sample"
SEED = 20_250
COUNT = 240
NULLS, ABSENT = 6, 4
FIRST_MOMENT = datetime(2020, 1, 6, 8, tzinfo=UTC)
LAST_MOMENT = datetime(2025, 12, 29, 18, tzinfo=UTC)
ID_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
ORGANIZATION_ID = "orga_1"

# Days that fall into another ISO year than their own, at these places of the file.
SPECIAL_WINS = {
    17: date(2024, 12, 30),
    61: date(2024, 12, 30),
    118: date(2024, 12, 30),
    42: date(2021, 1, 1),
    160: date(2021, 1, 1),
}
WITHOUT_STATUS = frozenset({9, 55, 93, 141, 188, 226})
SAME_INSTANT = frozenset({30, 77, 125, 201})


@dataclass(frozen=True)
class User:
    """A colleague who owns deals."""

    id: str
    name: str


@dataclass(frozen=True)
class Status:
    """A stage of a pipeline."""

    id: str
    label: str
    type: str


@dataclass(frozen=True)
class Pipeline:
    """A pipeline: its open stages in order, and how its deals end."""

    id: str
    name: str
    stages: tuple[Status, ...]
    won: Status
    lost: Status


@dataclass(frozen=True)
class Lead:
    """A company, its people and the language that its notes are written in."""

    id: str
    name: str
    language: str
    contacts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Place:
    """Where a deal stands: a status within a pipeline, or nowhere."""

    pipeline: Pipeline | None
    status: Status | None


@dataclass(frozen=True)
class Step:
    """One status change before it is written out."""

    old: Place
    new: Place
    moment: datetime


NOWHERE = Place(None, None)

USERS = (
    User("user_ana", "Ana Ruiz"),
    User("user_ana_2", "ANA RUIZ"),
    User("user_jorg", "Jörg Müller"),
    User("user_chloe", "Chloé Lefèvre"),
    User("user_yuki", "田中 由紀"),
    User("user_eleni", "Eleni Papadaki"),
)
USER_WEIGHTS = (6, 3, 5, 4, 3, 2)

SALES = Pipeline(
    "pipe_sales",
    "Sales",
    (
        Status("stat_new", "New", "active"),
        Status("stat_qualified", "Qualified", "active"),
        Status("stat_proposal", "Proposal Sent", "active"),
        Status("stat_talks", "Negotiation", "active"),
    ),
    Status("stat_won", "Won", "won"),
    Status("stat_lost", "Lost", "lost"),
)
RENEWALS = Pipeline(
    "pipe_renewals",
    "Renewals",
    (
        Status("stat_due", "Due", "active"),
        Status("stat_renewing", "In Talks", "active"),
    ),
    Status("stat_renewed", "Won", "won"),
    Status("stat_churned", "Churned", "lost"),
)

COMPANIES = {
    "en": (
        "Harbour & Pine",
        "Copperfield Labs",
        "North Quay Logistics",
        "Tidewell Insurance",
        "Mapleworks",
        "Greyfriars Press",
        "Blue Anvil Tools",
        "Sundial Foods",
        "O'Hara Fisheries",
        "Lantern Health",
    ),
    "de": (
        "Nordwind Maschinenbau GmbH",
        "Bäckerei Süßkorn",
        "Käferstein Optik AG",
        "Rheintal Spedition",
        "Grünwerk Energie",
        "Österberg & Söhne",
    ),
    "es": (
        "Talleres Peñalara",
        "Viñedos del Árbol",
        "Logística Ñandú",
        "Clínica Montalbán",
        "Editorial Cigüeña",
    ),
    "fr": (
        "Forges de l'Étang",
        "Brasserie du Cœur",
        "Maison Aubépine",
        "Société Générale des Câbles",
        "Imprimerie Noël",
    ),
    "ja": ("みどり電機", "株式会社さくら物流", "北星ソフトウェア", "海風食品"),
    "el": ("Αιγαίο Ναυτιλιακή", "Ελαιώνας ΑΕ", "Τεχνική Θράκης"),
}
PEOPLE = {
    "en": ("Martha Bell", "Owen Pryce", "Grace Adeyemi", "Tom Whitlock", "Priya Nair"),
    "de": ("Katrin Weiß", "Jürgen Böhm", "Sabine Lüders"),
    "es": ("Íñigo Salas", "Begoña Núñez", "José Ibáñez"),
    "fr": ("Hélène Garçon", "Benoît Maître", "Zoé François"),
    "ja": ("佐藤 健", "鈴木 美咲"),
    "el": ("Νίκος Ψαράς", "Μαρία Ωραίου"),
}
PRODUCTS = ("Atlas", "Beacon", "Compass")
NOTES = {
    "en": (
        "Call with {person} went well, wants a demo of {product} for the whole team.",
        "Budget approved, waiting for the signature from legal.",
        "Follow-up next week: pricing for 40 seats, important deadline at quarter's end.",
        "Asked for a discount; the competitor is cheaper but has no reporting.",
        "{person} left the company, we need a new contact before we re-open this.",
        "Happy with support. Upsell {product} at the next renewal?",
        "Security questionnaire sent back, SSO is a must-have ($3,000 extra).",
        "Trial of {product} extended by two weeks, usage is low so far.",
        "Important: the board decides on the 14th, {person} will present our offer.",
        "Imported from the old spreadsheet.",
    ),
    "de": (
        "Angebot für {product} verschickt, Rückmeldung von {person} bis Freitag.",
        "Vertragsprüfung läuft noch, der Datenschutz ist das größte Hindernis.",
        "Budget fürs nächste Quartal bestätigt – die Größenordnung passt.",
        "Gespräch mit {person}: möchte zuerst eine Vorführung von {product}.",
        "Kündigung zurückgezogen, Verlängerung um ein Jahr.",
    ),
    "es": (
        "Llamada con {person}: quiere una demostración de {product} mañana.",
        "El presupuesto está aprobado, falta la firma de dirección.",
        "Pidió un descuento del 10 %; la competencia es más barata.",
        "¡Urgente! Enviar la propuesta de {product} antes del viernes.",
    ),
    "fr": (
        "Réunion avec {person} : intérêt réel pour {product}, budget à confirmer.",
        "Le devis a été envoyé, on relance après les congés d'été.",
        "Client déçu par le délai de réponse, geste commercial à prévoir.",
        "Renouvellement signé grâce à {person}, très bon échange.",
    ),
    "ja": (
        "{person}様と打ち合わせ。{product}の見積書を送付済み。",
        "予算は来期に承認される見込み。再度連絡する。",
        "契約更新の相談。割引を希望している。",
    ),
    "el": (
        "Στείλαμε προσφορά για το {product}, περιμένουμε απάντηση από {person}.",
        "Ο προϋπολογισμός εγκρίθηκε, μένει η υπογραφή.",
        "Ζήτησε έκπτωση και νέα παρουσίαση του {product}.",
    ),
}
SOURCES = ("Website", "Referral", "Trade Fair", "Cold Call")
RIVALS = ("Pipeliner 3000", "Excel, as ever", "Kundenblick", "none known")
AMOUNTS = {"one_time": (2_000, 60_000), "monthly": (40, 2_500), "annual": (600, 30_000)}

# Fields that are emptied together: an id goes with its name.
EMPTIED_TOGETHER = (
    ("organization_id",),
    ("lead_id", "lead_name"),
    ("contact_id", "contact_name"),
    ("user_id", "user_name"),
    ("created_by", "created_by_name"),
    ("updated_by", "updated_by_name"),
    ("note",),
    ("value",),
    ("value_period",),
    ("value_currency",),
    ("confidence",),
    ("is_stalled",),
    ("date_created",),
    ("date_updated",),
)


def make_id(rng: random.Random, prefix: str) -> str:
    """An id as the API writes them, only shorter."""
    return f"{prefix}_{''.join(rng.choices(ID_LETTERS, k=6))}"


def make_leads(rng: random.Random) -> list[Lead]:
    """One lead per company, with one or two contacts each."""
    return [
        Lead(
            make_id(rng, "lead"),
            name,
            language,
            tuple(
                (make_id(rng, "cont"), person)
                for person in rng.sample(PEOPLE[language], rng.randint(1, 2))
            ),
        )
        for language, names in COMPANIES.items()
        for name in names
    ]


# ------------------------------------------------------------------ histories


def choose_ending(rng: random.Random, number: int, pipeline: Pipeline) -> Status | None:
    """How the deal ends; None while it is open."""
    if number in SPECIAL_WINS:
        return pipeline.won
    return rng.choices((None, pipeline.won, pipeline.lost), (45, 35, 20))[0]


def choose_path(rng: random.Random, number: int, pipeline: Pipeline) -> list[Place]:
    """The places of a deal in order, two to five; it starts nowhere when its creation was logged.

    Some deals are reopened on the way, some come over from the other pipeline, and of some
    the status was deleted at last.
    """
    ending = choose_ending(rng, number, pipeline)
    size = rng.choices((1, 2, 3), (6, 3, 1))[0]
    chosen = set(rng.sample(pipeline.stages, min(size, len(pipeline.stages))))
    path = [Place(pipeline, stage) for stage in pipeline.stages if stage in chosen]
    if pipeline is RENEWALS and rng.random() < 0.15:
        path.insert(0, Place(SALES, SALES.stages[0]))
    if ending is not None:
        if rng.random() < 0.08:
            path[1:1] = [Place(pipeline, pipeline.lost), path[0]]
        path.append(Place(pipeline, ending))
    if number in WITHOUT_STATUS:
        path = [path[0], NOWHERE]
    elif len(path) == 1 or rng.random() < 0.3:
        path.insert(0, NOWHERE)
    return path[-5:]


def choose_moments(rng: random.Random, number: int, count: int) -> list[datetime]:
    """When the deal was created, then each of its `count` changes, in order."""
    span = LAST_MOMENT - FIRST_MOMENT
    last = FIRST_MOMENT + timedelta(days=30) + rng.random() * (span - timedelta(days=30))
    if number in SPECIAL_WINS:
        clock = time(rng.randrange(24), rng.randrange(60), rng.randrange(60), tzinfo=UTC)
        last = datetime.combine(SPECIAL_WINS[number], clock)
    first = max(FIRST_MOMENT, last - timedelta(days=rng.uniform(3, 240)))
    between = sorted(first + rng.random() * (last - first) for _ in range(count - 1))
    moments = [cut_moment(rng, moment) for moment in (first, *between, last)]
    if number in SAME_INSTANT:
        moments[-2:] = moments[-1:] * 2
    return sorted(moments)


def cut_moment(rng: random.Random, moment: datetime) -> datetime:
    """Milliseconds mostly, now and then a whole second."""
    whole = rng.random() < 0.1
    return moment.replace(microsecond=0 if whole else moment.microsecond // 1000 * 1000)


def make_steps(rng: random.Random, number: int, pipeline: Pipeline) -> tuple[datetime, list[Step]]:
    """When the deal was created, and its one to four status changes."""
    path = choose_path(rng, number, pipeline)
    created, *moments = choose_moments(rng, number, len(path) - 1)
    if path[0] is NOWHERE:
        created = moments[0]
    steps = [Step(old, new, moment) for (old, new), moment in zip(pairwise(path), moments)]
    return created, steps


# ------------------------------------------------------------- opportunities


def make_value(rng: random.Random, period: str) -> int:
    """Cents: whole dollars mostly, some odd cents, now and then a credit."""
    low, high = AMOUNTS[period]
    dollars = int(low * (high / low) ** rng.random())
    if rng.random() < 0.15:
        return dollars * 100 + rng.randrange(1, 100)
    value = dollars // 10 * 1000
    return -value if rng.random() < 0.04 else value


def make_confidence(rng: random.Random, status: Status | None) -> int:
    """Percent: certain once the deal is closed."""
    if status is None or status.type == "active":
        return rng.choice((10, 20, 25, 33, 50, 60, 75, 90))
    return 100 if status.type == "won" else 0


def make_note(rng: random.Random, lead: Lead, person: str) -> str:
    """A note in the language of the lead, or an empty one."""
    if rng.random() < 0.04:
        return ""
    return rng.choice(NOTES[lead.language]).format(person=person, product=rng.choice(PRODUCTS))


def make_custom_fields(rng: random.Random, moment: datetime) -> Row:
    """Custom fields of every kind; like the API, only those that are set."""
    day = (moment + timedelta(days=rng.randrange(-90, 90))).date()
    fields = {
        "custom.cf_source": rng.choice(SOURCES),
        "custom.cf_competitor": rng.choice(RIVALS),
        "custom.cf_seats": rng.choice((1, 5, 12, 40, 250)),
        "custom.cf_discount": rng.choice((2.5, 7.25, 10, 12.5)),
        "custom.cf_renewal": min(day, LAST_MOMENT.date()).isoformat(),
        "custom.cf_demo_at": moment.replace(microsecond=0).isoformat(),
        "custom.cf_reviewed": rng.random() < 0.5,
        "custom.cf_engineer": rng.choice(USERS).id,
        "custom.cf_products": rng.sample(PRODUCTS, rng.randint(1, 3)),
    }
    return {name: value for name, value in fields.items() if rng.random() < 0.3}


def make_links(rng: random.Random) -> Row:
    """A key that no filter knows, on a few: such keys are carried through."""
    if rng.random() > 0.02:
        return {}
    return {"integration_links": [{"name": "Invoice", "url": "https://example.com/invoice"}]}


def make_closing_dates(rng: random.Random, steps: Sequence[Step]) -> Row:
    """`date_won` is the day of the win, or of an open deal the estimate; `date_lost` an instant."""
    last, status = steps[-1].moment, steps[-1].new.status
    kind = status.type if status else "active"
    won, lost = None, None
    if kind == "won":
        won = last.date()
    elif kind == "lost":
        lost = last.isoformat()
    elif rng.random() < 0.6:
        won = min(last + timedelta(days=rng.randrange(1, 120)), LAST_MOMENT).date()
    return {"date_won": won and won.isoformat(), "date_lost": lost}


def make_opportunity(
    rng: random.Random, lead: Lead, pipeline: Pipeline, created: datetime, steps: Sequence[Step]
) -> Row:
    """An opportunity as the API returns it, without the fields that follow from others."""
    owner = rng.choices(USERS, USER_WEIGHTS)[0]
    creator, updater = rng.choice((owner, USERS[0])), rng.choice((owner, USERS[2]))
    contact_id, contact_name = rng.choice(lead.contacts)
    place, last = steps[-1].new, steps[-1].moment
    status = place.status
    period = rng.choices(tuple(AMOUNTS), (50, 30, 20))[0]
    updated = min(last + timedelta(hours=rng.choice((0, 0, 5, 90))), LAST_MOMENT)
    return {
        "id": make_id(rng, "oppo"),
        "organization_id": ORGANIZATION_ID,
        "lead_id": lead.id,
        "lead_name": lead.name,
        "contact_id": contact_id,
        "contact_name": contact_name,
        "user_id": owner.id,
        "user_name": owner.name,
        **write_place(place, ""),
        "status_display_name": f"{pipeline.name}: {status.label}" if status else None,
        "note": make_note(rng, lead, contact_name),
        "value": make_value(rng, period),
        "value_period": period,
        "value_currency": "USD",
        "confidence": make_confidence(rng, status),
        "date_created": created.isoformat(),
        "date_updated": max(last, updated).isoformat(),
        **make_closing_dates(rng, steps),
        "is_stalled": bool(status) and status.type == "active" and rng.random() < 0.25,
        "created_by": creator.id,
        "created_by_name": creator.name,
        "updated_by": updater.id,
        "updated_by_name": updater.name,
        **make_links(rng),
        **make_custom_fields(rng, created),
    }


def write_place(place: Place, prefix: str) -> Row:
    """The fields that say where a deal stands, with `old_`, `new_` or nothing before them."""
    status, pipeline = place.status, place.pipeline
    return {
        f"{prefix}status_id": status and status.id,
        f"{prefix}status_label": status and status.label,
        f"{prefix}status_type": status and status.type,
        f"{prefix}pipeline_id": pipeline and pipeline.id,
        f"{prefix}pipeline_name": pipeline and pipeline.name,
    }


def empty_fields(rng: random.Random, rows: Sequence[Row]) -> None:
    """Sets fields to null in some rows and leaves them out in others."""
    for names in EMPTIED_TOGETHER:
        emptied = rng.sample(rows, NULLS + ABSENT)
        for row in emptied[:NULLS]:
            row.update(dict.fromkeys(names))
        for row in emptied[NULLS:]:
            for name in names:
                row.pop(name, None)


# ------------------------------------------------------------- status changes


def make_change(rng: random.Random, row: Mapping[str, Any], step: Step, *, last: bool) -> Row:
    """A status-change activity; some of the last ones also show the deal as it then was.

    Names of pipelines are there only where the deal changed between two, to keep the file small.
    """
    actor = rng.choices(USERS, USER_WEIGHTS)[0]
    moment = step.moment.isoformat()
    change = {
        "_type": "OpportunityStatusChange",
        "id": make_id(rng, "acti"),
        "opportunity_id": row["id"],
        "lead_id": row.get("lead_id"),
        "user_id": actor.id,
        "activity_at": moment,
        **write_place(step.old, "old_"),
        **write_place(step.new, "new_"),
    }
    if step.old.pipeline is step.new.pipeline:
        del change["old_pipeline_name"], change["new_pipeline_name"]
    if last and rng.random() < 0.3:
        change.update(describe_opportunity(row, actor, moment))
    return {
        name: value for name, value in change.items() if value is not None or rng.random() < 0.5
    }


def describe_opportunity(row: Mapping[str, Any], actor: User, moment: str) -> Row:
    """The rest of what the API puts into a status change."""
    won = row.get("date_won")
    return {
        "organization_id": row.get("organization_id"),
        "contact_id": row.get("contact_id"),
        "user_name": actor.name,
        "created_by": actor.id,
        "created_by_name": actor.name,
        "updated_by": actor.id,
        "updated_by_name": actor.name,
        "date_created": moment,
        "date_updated": moment,
        "opportunity_date_won": won and f"{won}T00:00:00+00:00",
        "opportunity_value": row.get("value"),
        "opportunity_value_period": row.get("value_period"),
        "opportunity_value_currency": row.get("value_currency"),
        "opportunity_confidence": row.get("confidence"),
    }


# --------------------------------------------------------------------- files


def make_sample() -> dict[str, list[Row]]:
    """The rows of all files by file name, status changes from the oldest on."""
    rng = random.Random(SEED)
    leads = make_leads(rng)
    rows, histories = [], []
    for number in range(COUNT):
        pipeline = rng.choices((SALES, RENEWALS), (7, 3))[0]
        created, steps = make_steps(rng, number, pipeline)
        rows.append(make_opportunity(rng, rng.choice(leads), pipeline, created, steps))
        histories.append(steps)
    empty_fields(rng, rows)
    dated = [
        (step.moment, make_change(rng, row, step, last=step is steps[-1]))
        for row, steps in zip(rows, histories)
        for step in steps
    ]
    dated.sort(key=lambda pair: pair[0])
    changes = [change for _, change in dated]
    about_leads = make_lead_sample.make_files(leads, rows)
    return {"opportunities.json": rows, "status_changes.json": changes, **about_leads}


def render(rows: Iterable[Row]) -> str:
    """A JSON array with one object per line."""
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def render_sample() -> dict[str, str]:
    """The text of all files by file name."""
    return {name: render(rows) for name, rows in make_sample().items()}


def main() -> None:
    """Writes the files into the package."""
    SAMPLE_DIR.mkdir(parents=True, exist_ok=True)
    for name, text in render_sample().items():
        (SAMPLE_DIR / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
