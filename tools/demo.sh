#!/usr/bin/env bash
# Loads the samples into a home of its own and serves it. The second time it only serves.
set -euo pipefail
cd "$(dirname "$0")/.."
port="${PORT:-8000}"
.venv/bin/shiryokan add --manifest samples/manifest.csv
# an editor, who comes in by a link that is told below, and courses that this editor passed
link="$(SHIRYOKAN_BASE_URL="${SHIRYOKAN_BASE_URL:-http://127.0.0.1:$port}" .venv/bin/shiryokan user demo --role editor --link | tail -1)"
.venv/bin/shiryokan course samples/courses.json --by demo
# and the hospital of the same town with its checklists
.venv/bin/shiryokan organisation samples/organisation.json --by demo
# a remark and a binder of theirs; the deadlines are those of the samples
.venv/bin/python tools/demo_own.py demo
printf '編集者 demo として入るリンク（一度だけ） / to come in as the editor demo, once: %s\n' "$link"
exec .venv/bin/shiryokan serve --port "$port" --uploads anyone
