"""``python -m shiryokan`` is the ``shiryokan`` program."""

from shiryokan.cli.main import main

if __name__ == "__main__":
    main()
