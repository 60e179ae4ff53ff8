"""Forms and their answers as OSCAL 1.1.2 (NIST): catalog, profile, assessment results, and plan of
action and milestones. Plain data for JSON; the same input gives the same UUIDs."""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Collection, Sequence
from typing import Any

import msgspec

from shiryokan.registers.checklists.model import Answer, Check, Form, FormItem, ItemResult, Results

Json = dict[str, Any]
VERSION = "1.1.2"
NAMESPACE = "https://shiryokan.example/ns/oscal"
"""Of properties that OSCAL does not know. No such address is ever asked."""
_IDS = uuid.UUID("8d2f6c0e-3f53-5b0b-9a3e-0f6c1f9f5b11")
_ANSWERS = {
    Answer.YES: ("satisfied", "はい"),
    Answer.NO: ("not-satisfied", "いいえ"),
    Answer.NOT_APPLICABLE: ("satisfied", "対象外"),
}
_PLAN = "examine"
"""How an item is assessed: what is there is looked at."""


class Assessed(msgspec.Struct, frozen=True, kw_only=True):
    """Whose answers they are: an identifier that stays and a name; ``at`` is when they were last
    changed, with its zone, ``year`` the fiscal year that is assessed."""

    id: str
    name: str
    year: int
    at: datetime.datetime


class PlannedAction(msgspec.Struct, frozen=True, kw_only=True):
    """What is going to be done about an item: an identifier that stays, the item's key, a title,
    who does it, the day it is due, and the day it was done."""

    id: str
    key: str
    title: str
    owner: str = ""
    due: datetime.date | None = None
    done: datetime.date | None = None


def catalog(form: Form, at: datetime.datetime) -> Json:
    """A form as a catalog: a group for each section, a control for each item. ``at`` is when the
    form was read or last changed, with its zone."""
    groups: list[Json] = []
    for number, section in enumerate(form.sections, 1):
        controls = [_control(item) for item in form.items if item.section == section]
        groups.append({"id": f"section-{number}", "title": section, "controls": controls})
    alone = [_control(item) for item in form.items if item.section not in form.sections]
    body: Json = {
        "uuid": _id("catalog", form.title, form.variant, str(form.year)),
        "metadata": _metadata(form.title, at, str(form.year or "1")),
    }
    if groups:
        body["groups"] = groups
    if alone:
        body["controls"] = alone
    return {"catalog": body}


def profile(form: Form, at: datetime.datetime, keys: Collection[str] | None = None) -> Json:
    """The items of a form that are to be answered, all or those of ``keys``, as a profile of its
    catalog, which is a resource of the profile's back matter."""
    resource = _id("resource", form.title, form.variant, str(form.year))
    ids = [control_id(item.key) for item in form.items if keys is None or item.key in keys]
    chosen: Json = (
        {"include-all": {}} if keys is None else {"include-controls": [{"with-ids": ids}]}
    )
    return {
        "profile": {
            "uuid": _id("profile", form.title, form.variant, str(form.year), *sorted(keys or ())),
            "metadata": _metadata(form.title, at, str(form.year or "1")),
            "imports": [{"href": f"#{resource}", **chosen}],
            "merge": {"as-is": True},
            "back-matter": {"resources": [_catalog_resource(form, resource)]},
        }
    }


def assessment_results(form: Form, results: Results, assessed: Assessed) -> Json:
    """The answers as assessment results: an observation for each round that was answered, and a
    finding for each item, by its latest answer. What was not answered has none."""
    answered = _answered(form, results)
    observations = [
        _observation(item, check, turn, assessed)
        for item, result in answered
        for turn, check in enumerate(result.checks, 1)
        if check.answer is not Answer.UNCHECKED
    ]
    # dates of checks may be unknown; the result begins with the fiscal year at the latest
    days = [check.checked_on for _, result in answered for check in result.checks]
    start = min([day for day in days if day], default=datetime.date(assessed.year, 4, 1))
    plan = _id("plan", assessed.id, form.title, str(assessed.year))
    result: Json = {
        "uuid": _id("result", assessed.id, form.title, str(assessed.year)),
        "title": f"{assessed.name}　{form.title}",
        "description": f"{assessed.year}",
        "start": _noon(start),
        "reviewed-controls": {
            "control-selections": [
                {"include-controls": [{"control-id": control_id(i.key)} for i in form.items]}
            ]
            if form.items
            else [{"include-all": {}}]
        },
    }
    if observations:
        result["observations"] = observations
        result["findings"] = [_finding(item, result_, assessed) for item, result_ in answered]
    return {
        "assessment-results": {
            "uuid": _id("results", assessed.id, form.title, str(assessed.year)),
            "metadata": _metadata(f"{assessed.name}　{form.title}", assessed.at, "1"),
            "import-ap": {"href": f"#{plan}"},
            "results": [result],
            "back-matter": {"resources": [_catalog_resource(form, plan)]},
        }
    }


def plan_of_action(
    form: Form, results: Results, assessed: Assessed, actions: Sequence[PlannedAction] = ()
) -> Json | None:
    """A POA&M: an entry for each item whose latest answer is いいえ, with its target day and the
    actions for it. None where no such item is: OSCAL has no empty plan."""
    failed = [
        (item, result)
        for item, result in _answered(form, results)
        if result.latest.answer is Answer.NO
    ]
    if not failed:
        return None
    body: Json = {
        "uuid": _id("poam", assessed.id, form.title, str(assessed.year)),
        "metadata": _metadata(f"{assessed.name}　{form.title}", assessed.at, "1"),
        "system-id": {"identifier-type": NAMESPACE, "id": assessed.id or "-"},
        "observations": [
            _observation(item, result.latest, len(result.checks), assessed)
            for item, result in failed
        ],
        "risks": [_risk(item, result, assessed, actions) for item, result in failed],
        "poam-items": [_poam_item(item, result, assessed) for item, result in failed],
    }
    return {"plan-of-action-and-milestones": body}


def control_id(key: str) -> str:
    """The identifier of a control, a token of OSCAL: ``item-1.2`` of the key ``1(2)``."""
    parts = re.findall(r"[0-9]+|[a-z]+|[^\W0-9a-z_]|#", key)
    plain = [part if part.isascii() else f"u{ord(part):x}" for part in parts]
    return "item-" + (".".join("n" if part == "#" else part for part in plain) or "0")


def _answered(form: Form, results: Results) -> list[tuple[FormItem, ItemResult]]:
    found = [(item, results.get(item.key)) for item in form.items]
    return [(i, r) for i, r in found if r and r.latest.answer is not Answer.UNCHECKED]


def _id(*parts: str) -> str:
    # version 5 is what OSCAL allows beside 4
    return str(uuid.uuid5(_IDS, "\n".join(parts)))


def _metadata(title: str, at: datetime.datetime, version: str) -> Json:
    return {
        "title": title or "-",
        "last-modified": at.isoformat(timespec="seconds"),
        "version": version,
        "oscal-version": VERSION,
    }


def _noon(day: datetime.date) -> str:
    # a day without a time: noon, so that no zone makes another day of it
    return datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC).isoformat()


def _control(item: FormItem) -> Json:
    name = control_id(item.key)
    props = [_prop("label", item.number or item.key, own=False)]
    props += [_prop("reference", reference) for reference in item.references]
    for kind, value in (
        ("part", item.sub_section),
        ("who", item.who),
        ("starred", "yes" if item.starred else ""),
    ):
        props += [_prop(kind, value)] if value else []
    parts = [{"id": f"{name}_smt", "name": "statement", "prose": item.words}]
    if item.hearing:
        parts.append({"id": f"{name}_obj", "name": "guidance", "prose": item.hearing})
    return {"id": name, "title": item.words, "props": props, "parts": parts}


def _prop(name: str, value: str, *, own: bool = True) -> Json:
    # a value of OSCAL neither begins nor ends with white space, and has no line ends
    prop: Json = {"name": name, "value": " ".join(value.split()) or "-"}
    return {**prop, "ns": NAMESPACE} if own else prop


def _catalog_resource(form: Form, resource: str) -> Json:
    return {"uuid": resource, "title": form.title or "-", "rlinks": [{"href": "catalog.json"}]}


def _names(item: FormItem, assessed: Assessed) -> tuple[str, str, str]:
    return assessed.id, str(assessed.year), item.key


def _observation(item: FormItem, check: Check, turn: int, assessed: Assessed) -> Json:
    day = check.checked_on
    return {
        "uuid": _id("observation", *_names(item, assessed), str(turn)),
        "title": f"{item.number or item.key}　{turn}",
        "description": item.words,
        "props": [
            _prop("answer", str(check.answer)),
            _prop("round", str(turn)),
            *([] if day else [_prop("date-unknown", "yes")]),
        ],
        "methods": [_PLAN.upper()],
        "collected": _noon(day or datetime.date(assessed.year, 4, 1)),
    }


def _finding(item: FormItem, result: ItemResult, assessed: Assessed) -> Json:
    state, word = _ANSWERS[result.latest.answer]
    target: Json = {
        "type": "statement-id",
        "target-id": f"{control_id(item.key)}_smt",
        "status": {"state": state},
    }
    if result.latest.answer is Answer.NOT_APPLICABLE:
        target["implementation-status"] = {"state": "not-applicable"}
    finding: Json = {
        "uuid": _id("finding", *_names(item, assessed)),
        "title": item.number or item.key,
        "description": f"{item.words}　{word}",
        "target": target,
        "related-observations": [
            {"observation-uuid": _id("observation", *_names(item, assessed), str(turn))}
            for turn, check in enumerate(result.checks, 1)
            if check.answer is not Answer.UNCHECKED
        ],
    }
    return {**finding, "remarks": result.remark} if result.remark else finding


def _risk(
    item: FormItem, result: ItemResult, assessed: Assessed, actions: Sequence[PlannedAction]
) -> Json:
    risk: Json = {
        "uuid": _id("risk", *_names(item, assessed)),
        "title": item.number or item.key,
        "description": item.words,
        "statement": result.remark or item.words,
        "status": "open",
    }
    if result.target_on:
        risk["deadline"] = _noon(result.target_on)
    own = [action for action in actions if action.key == item.key]
    if own:
        risk["remediations"] = [_remediation(action, assessed) for action in own]
    return risk


def _remediation(action: PlannedAction, assessed: Assessed) -> Json:
    task: Json = {
        "uuid": _id("task", assessed.id, action.id),
        "type": "milestone",
        "title": action.title or "-",
    }
    if action.due:
        task["timing"] = {"on-date": {"date": _noon(action.due)}}
    props = [_prop("owner", action.owner)] if action.owner else []
    props += [_prop("done-on", action.done.isoformat())] if action.done else []
    if props:
        task["props"] = props
    return {
        "uuid": _id("remediation", assessed.id, action.id),
        "lifecycle": "completed" if action.done else "planned",
        "title": action.title or "-",
        "description": action.title or "-",
        "tasks": [task],
    }


def _poam_item(item: FormItem, result: ItemResult, assessed: Assessed) -> Json:
    return {
        "uuid": _id("poam-item", *_names(item, assessed)),
        "title": item.number or item.key,
        "description": item.words,
        "related-observations": [
            {
                "observation-uuid": _id(
                    "observation", *_names(item, assessed), str(len(result.checks))
                )
            }
        ],
        "related-risks": [{"risk-uuid": _id("risk", *_names(item, assessed))}],
    }
