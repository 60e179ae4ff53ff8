"""Exit codes, the same for every command."""

from enum import IntEnum


class Exit(IntEnum):
    """What the end of a command means to a script."""

    OK = 0
    """All done."""
    FAILED = 1
    """Something could not be done; what could be was."""
    USAGE = 2
    """The command was not understood; nothing was done."""
    NOTHING = 3
    """Nothing was found."""
    INTERRUPTED = 130
    """Ended by Ctrl-C; what was begun goes on at the next run."""
