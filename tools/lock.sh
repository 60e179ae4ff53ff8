#!/usr/bin/env bash
# Writes the locks of requirements/ from pyproject.toml. Run by `make lock`.
set -euo pipefail
cd "$(dirname "$0")/.."
lock() {
  env -u PIP_FIND_LINKS -u UV_FIND_LINKS .venv/bin/uv pip compile --quiet --no-config --universal \
    --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
    --no-annotate "${@:2}" pyproject.toml --output-file "requirements/$1.txt"
}
lock server --extra server --extra mcp --extra parquet --extra postgresql --extra ocr --extra s3
lock development --extra server --extra mcp --extra parquet --extra postgresql --extra semantic --extra onnx --extra ocr --extra s3 --group dev --group samples --group bench
env -u PIP_FIND_LINKS -u UV_FIND_LINKS .venv/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --group training \
  --constraint requirements/development.txt --output-file requirements/training.txt
env -u PIP_FIND_LINKS -u UV_FIND_LINKS .venv/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --no-header --no-annotate requirements/build.in \
  --output-file requirements/build.txt
