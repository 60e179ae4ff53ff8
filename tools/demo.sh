#!/usr/bin/env bash
# Loads the samples into a home of its own and serves it. The second time it only serves.
set -euo pipefail
cd "$(dirname "$0")/.."
port="${PORT:-8000}"
.venv/bin/shiryokan add --manifest samples/manifest.csv
# an editor, who comes in by the link that is told here, and courses that this editor passed
.venv/bin/shiryokan user demo --role editor --link
.venv/bin/shiryokan course samples/courses.json --by demo
# a remark and a binder of theirs; the deadlines are those of the samples
.venv/bin/python tools/demo_own.py demo
exec .venv/bin/shiryokan serve --port "$port" --uploads anyone
