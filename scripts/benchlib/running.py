"""Running what is measured, and what it is measured on."""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


def say(*words):
    print("bench:", *words, file=sys.stderr, flush=True)


def once(command, cwd=None, limit=None):
    """Wall-clock seconds of one run, start-up included, and its exit code; None where it was stopped at the limit."""
    began = time.perf_counter()
    try:
        code = subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, check=False, timeout=limit).returncode
    except subprocess.TimeoutExpired:
        code = None
    return time.perf_counter() - began, code


def measure(command, times, cwd=None, before=None, allowed=(0,), of=statistics.median):
    """The median (or another) of some runs; `before` is called ahead of each, outside of the measured time."""
    seconds = []
    for _ in range(times):
        if before:
            before()
        took, status = once(command, cwd)
        if status not in allowed:
            sys.exit(f"bench: exit code {status}: {' '.join(command[:6])}…")
        seconds.append(took)
    return of(seconds)


def peak_memory(command, cwd=None):
    """Bytes, of a run of its own under GNU time: the kernel counts a child's memory from its parent's, and this
    program is larger than what it measures."""
    with tempfile.NamedTemporaryFile("r") as report:
        once(["/usr/bin/time", "-q", "-f", "%M", "-o", report.name, *command], cwd)
        return int(report.read().split()[-1]) * 1024


def size_of(files):
    return sum(os.path.getsize(f) for f in files)


def working_folder():
    """A folder in memory where there is room for one: what a disk does with twelve thousand new files is its own
    business, and says more of the files removed there a moment ago than of who writes them."""
    shared = "/dev/shm"
    if os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > 2 << 30:
        return tempfile.mkdtemp(prefix="hexapla-bench-", dir=shared), "in memory (tmpfs)"
    return tempfile.mkdtemp(prefix="hexapla-bench-"), "on disk"


def first_line(command):
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return said.splitlines()[0].strip() if said else "?"


def machine():
    cpu = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                if line.startswith("model name")), "unknown processor")
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (f"{os.cpu_count()} cores ({cpu}), {total:.0f} GiB, Debian 12, "
            f"g++ {first_line(['c++', '-dumpfullversion'])} -O3")


def load():
    """How busy the machine is with other work: more than a little, and the times mean little."""
    return os.getloadavg()[0]
