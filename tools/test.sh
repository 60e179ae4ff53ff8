#!/usr/bin/env bash
# Lint, types, audits and the tests. Run by `make test`; with LANDING=yes the guarding tests and those on
# PostgreSQL too, with THOROUGH=yes all thorough ones, with SLOW=yes the slow ones on top.
# All at the same time: much of it waits, for browsers and servers, and no half of it is alone at its end.
# The tests on SQLite, which are most, speak as they go; the others' words come last, and each one's failing
# fails all.
set -uo pipefail
cd "$(dirname "$0")/.."
words=$(mktemp -d)
trap 'rm -rf "$words"' EXIT
nice make --no-print-directory --keep-going lint audit >"$words/lint" 2>&1 &
lint=$!
started=("$lint")
if [ -n "${LANDING:-}${THOROUGH:-}${SLOW:-}" ]; then
    make --no-print-directory pytest-postgresql SLOW="${SLOW:-}" >"$words/postgresql" 2>&1 &
    postgresql=$!
    started+=("$postgresql")
fi
trap 'kill "${started[@]}" 2>/dev/null; exit 130' INT TERM
failed=()
make --no-print-directory pytest LANDING="${LANDING:-}" THOROUGH="${THOROUGH:-}" SLOW="${SLOW:-}" || failed+=("tests on SQLite")
[ -z "${postgresql:-}" ] || wait "$postgresql" || failed+=("tests on PostgreSQL, see above")
wait "$lint" || failed+=("lint or audit, see above")
cat "$words"/*
[ ${#failed[@]} -eq 0 ] && exit 0
printf 'FAILED: %s\n' "${failed[@]}" >&2
exit 1
