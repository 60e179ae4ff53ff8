"""Addresses of the wing of learning."""

from django.urls import path

from shiryokan.web.learning.views import (
    badges,
    certificates,
    desk,
    exchange,
    exercises,
    learning,
    people,
    revisions,
)

app_name = "learning"
_COURSE = "learning/desk/courses/<int:course_id>"
urlpatterns = [
    path("learning/", learning.index, name="index"),
    path("learning/courses/<int:course_id>/", learning.course, name="course"),
    path("learning/courses/<int:course_id>/read", learning.read, name="read"),
    path("learning/lessons/<int:lesson_id>/", learning.lesson, name="lesson"),
    path("learning/exercises/<uuid:exercise_id>/", learning.exercise, name="exercise"),
    path("learning/attempts/<uuid:attempt_id>/", learning.attempt, name="attempt"),
    path("learning/review/", learning.review, name="review"),
    path(
        "learning/certificates/<uuid:certificate_code>/",
        certificates.certificate,
        name="certificate",
    ),
    path(
        "learning/certificates/<uuid:certificate_code>.pdf",
        exchange.certificate,
        name="certificate_file",
    ),
    path(
        "learning/certificates/<uuid:certificate_code>.jwt", badges.badge, name="certificate_badge"
    ),
    path("learning/certificates/revoked/<int:number>", badges.revoked, name="revoked"),
    path(".well-known/did.json", badges.issuer, name="issuer"),
    path("did.json", badges.issuer, name="issuer_below"),
    path("learning/desk/", desk.board, name="desk"),
    path("learning/desk/revisions", revisions.step, name="revision"),
    path("learning/desk/courses/new", desk.new, name="new"),
    path(f"{_COURSE}/", desk.edit, name="edit"),
    path(f"{_COURSE}/preview", desk.preview, name="preview"),
    path(f"{_COURSE}/describe", desk.describe, name="describe"),
    path(f"{_COURSE}/step", desk.step, name="step"),
    path(f"{_COURSE}/lessons/new", desk.new_lesson, name="new_lesson"),
    path(f"{_COURSE}/lessons/<int:lesson_id>", desk.edit_lesson, name="edit_lesson"),
    path(f"{_COURSE}/lessons/<int:lesson_id>/step", desk.lesson_step, name="lesson_step"),
    path(f"{_COURSE}/exercises/make", exercises.make, name="make"),
    path(f"{_COURSE}/exercises/new", exercises.new, name="new_exercise"),
    path(f"{_COURSE}/exercises/<uuid:exercise_id>", exercises.edit, name="edit_exercise"),
    path(f"{_COURSE}/exercises/<uuid:exercise_id>/step", exercises.step, name="exercise_step"),
    path(f"{_COURSE}/course.<slug:suffix>", exchange.export, name="course_file"),
    path(f"{_COURSE}/take-in", exchange.take_in, name="take_in"),
    path(f"{_COURSE}/people", people.people, name="people"),
    path(f"{_COURSE}/people.<slug:suffix>", people.export, name="people_file"),
    path(f"{_COURSE}/assign", people.assign, name="assign"),
    path(f"{_COURSE}/attendance", people.attendance, name="attendance"),
    path("learning/desk/assignments/<int:assignment_id>/end", people.end, name="end_assignment"),
    path(
        "learning/desk/certificates/<uuid:certificate_code>/revoke",
        certificates.revoke,
        name="revoke",
    ),
]
