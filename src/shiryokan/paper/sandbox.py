"""Shuts the reading process in, before it looks at a byte of the file.

Two walls of Linux, each where the kernel has it; the limits of :mod:`.child` stand in any case.

* **Landlock** (kernel 5.13 and newer, through landlockpy): of all files only the PDF, Python's own
  libraries and the system's fonts can be read, none written; no TCP port is reached or opened
  (6.7); no signal leaves, no abstract socket is reached (6.12).
* **seccomp** (through libseccomp): no sockets, no new processes or programs, no writing opens, no
  looking into other processes, nothing that administers the machine. What is tried nevertheless
  is refused with an error. The filter is made once by the owner, because making it takes longer
  than using it.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import functools
import os
import sys
from pathlib import Path

import msgspec

FONTS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/X11/fonts",
    "/usr/lib/X11/fonts",
)
"""Where PDFium looks for fonts that a file does not carry."""
SYSTEM = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib", "/etc/ld.so.cache")
DEVICES = ("/dev/null", "/dev/urandom", "/dev/zero")
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER, _SET_DUMPABLE = 38, 22, 2, 4
_WRITING = os.O_WRONLY | os.O_RDWR
_REFUSED = """
socket socketpair connect bind listen accept accept4 sendto sendmsg sendmmsg recvfrom recvmsg
execve execveat fork vfork clone ptrace process_vm_readv process_vm_writev process_madvise
pidfd_open pidfd_getfd pidfd_send_signal kcmp kill tkill rt_sigqueueinfo rt_tgsigqueueinfo mount
umount2 pivot_root chroot move_mount open_tree fsopen fsmount fsconfig fspick mount_setattr setns
unshare creat open_by_handle_at name_to_handle_at rename renameat renameat2 link linkat symlink
symlinkat unlink unlinkat mkdir mkdirat rmdir mknod mknodat truncate chmod fchmod fchmodat chown
fchown lchown fchownat utime utimes utimensat futimesat setxattr lsetxattr fsetxattr removexattr
lremovexattr fremovexattr memfd_secret bpf perf_event_open userfaultfd io_uring_setup
io_uring_enter io_uring_register add_key request_key keyctl fanotify_init inotify_init
inotify_init1 init_module finit_module delete_module kexec_load kexec_file_load reboot swapon
swapoff acct quotactl settimeofday clock_settime clock_adjtime adjtimex sethostname setdomainname
iopl ioperm personality setuid setgid setreuid setregid setresuid setresgid setgroups capset
setpriority sched_setaffinity ioprio_set nfsservctl vhangup syslog lookup_dcookie
""".split()  # noqa: SIM905  as a list it would fill pages


class Confinement(msgspec.Struct, frozen=True):
    """Which walls stand: the version of Landlock (0 is none), and whether the filter does."""

    landlock: int = 0
    seccomp: bool = False


@functools.cache
def system_call_filter() -> bytes:
    """The filter as a program for the kernel; empty where there is no libseccomp."""
    if not sys.platform.startswith("linux"):
        return b""
    try:
        import pyseccomp as seccomp  # noqa: PLC0415  looks for libseccomp when it is imported
    except (ImportError, RuntimeError, OSError):
        return b""
    rules = seccomp.SyscallFilter(seccomp.ALLOW)
    refuse = seccomp.ERRNO(errno.EPERM)
    for name in _REFUSED:
        # a call that this machine does not have need not be refused
        with contextlib.suppress(OSError, ValueError):
            rules.add_rule(refuse, name)
    with contextlib.suppress(OSError, ValueError):
        # told as missing, so that the C library falls back to clone, which is refused
        rules.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
        rules.add_rule(seccomp.ERRNO(errno.ENOSYS), "openat2")
    for name, place in (("open", 1), ("openat", 2)):
        for mode in (os.O_WRONLY, os.O_RDWR):
            with contextlib.suppress(OSError, ValueError):
                wanted = seccomp.Arg(place, seccomp.MASKED_EQ, _WRITING, mode)
                rules.add_rule(refuse, name, wanted)
    descriptor = os.memfd_create("filter")
    with os.fdopen(descriptor, "w+b") as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


def shut_in(path: Path, program: bytes) -> Confinement:
    """Leave this process nothing but ``path`` to read, as far as the kernel allows; ``program`` is
    what :func:`system_call_filter` made. There is no way back."""
    if not sys.platform.startswith("linux"):
        return Confinement()
    libc = ctypes.CDLL(None, use_errno=True)
    # other processes of the same user may not look into this one, nor it gain rights
    libc.prctl(_SET_DUMPABLE, 0, 0, 0, 0)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return Confinement()
    return Confinement(_only_these_files(path), _filtered(libc, program))


def _only_these_files(path: Path) -> int:
    try:
        from landlockpy import AccessFS, LandlockError, Ruleset, Scope  # noqa: PLC0415
    except ImportError:
        return 0
    below = AccessFS.READ_FILE | AccessFS.READ_DIR
    try:
        with Ruleset(scoped=Scope.ABSTRACT_UNIX_SOCKET | Scope.SIGNAL) as rules:
            for place in _readable():
                rules.allow_path(place, below if place.is_dir() else AccessFS.READ_FILE)
            rules.allow_path(path, AccessFS.READ_FILE)
            rules.restrict()
            return rules.abi_version
    except (LandlockError, OSError):
        return 0


def _readable() -> list[Path]:
    """Python's libraries, the system's, fonts and harmless devices, as far as they are there."""
    own = [Path(part).resolve() for part in (*sys.path, sys.prefix, sys.base_prefix) if part]
    # a folder of libraries that is the root, or a home, would open everything below
    own = [part for part in own if len(part.parts) > 2 and part != Path.home()]
    named = [Path(name) for name in (*SYSTEM, *FONTS, *DEVICES)]
    return [part for part in dict.fromkeys([*own, *named]) if part.exists()]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


_INSTRUCTION_BYTES = 8


def _filtered(libc: ctypes.CDLL, program: bytes) -> bool:
    if not program:
        return False
    filter_ = _Program(len(program) // _INSTRUCTION_BYTES, program)
    return bool(libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(filter_), 0, 0) == 0)
