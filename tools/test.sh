#!/usr/bin/env bash
# Lint, types, audits and the tests on both databases. Run by `make test`.
# What needs no tests runs beside them, at low priority; its words come last, and its failing fails all.
set -uo pipefail
cd "$(dirname "$0")/.."
words=$(mktemp)
trap 'rm -f "$words"' EXIT
nice make --no-print-directory --keep-going lint audit >"$words" 2>&1 &
beside=$!
trap 'kill "$beside" 2>/dev/null; exit 130' INT TERM
failed=()
make --no-print-directory pytest-postgresql || failed+=("tests on PostgreSQL")
make --no-print-directory pytest || failed+=("tests on SQLite")
wait "$beside" || failed+=("lint or audit, see above")
cat "$words"
[ ${#failed[@]} -eq 0 ] && exit 0
printf 'FAILED: %s\n' "${failed[@]}" >&2
exit 1
