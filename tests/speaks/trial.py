# SPDX-License-Identifier: GPL-2.0-or-later
"""What one recording can be held against: the truth up to its end, and what it holds."""
import collections
import os

from spelled import MODULE

# How many of a kind are printed.
COMPLAINTS = int(os.environ.get("COMPLAINTS", "3"))


class Tally:
    """Statements by mode and kind: true, false, unknown, and unknown though it was recorded."""

    def __init__(self):
        self.counts = collections.defaultdict(collections.Counter)
        self.complaints = collections.Counter()
        self.unjudged = collections.Counter()

    def add(self, mode, kind, verdict):
        self.counts[mode, kind][verdict] += 1

    def sum(self, verdict, mode=None):
        return sum(counter[verdict] for (of, _), counter in self.counts.items()
                   if mode in (None, of))


class Trial:
    """A recording that is judged; every judgement is one statement."""

    def __init__(self, tally, mode, name, round_, begin, end, held):
        self.tally, self.mode, self.name = tally, mode, name
        self.round, self.begin, self.end, self.held = round_, begin, end, held
        self.processes = round_.processes
        self.about = collections.defaultdict(list)
        for line in held.lines:
            for key in ("pid", "child", "tgid", "parent_tgid", "adopter_tgid"):
                if key in line.facts:
                    self.about[line.facts[key]].append(line)

    def rows(self, pid, kind):
        """The lines of a kind that are about it."""
        key = {"reparent": "child", "mark": "tgid"}.get(kind, "pid")
        return [line for line in self.about[pid] if line.kind == kind and line.facts.get(key) == pid]

    def holds(self, kind):
        return kind in self.held.kinds

    def say(self, kind, right, what, excused=False):
        """A statement; a wrong one is excused where the command says that it may be."""
        if right:
            self.tally.add(self.mode, kind, "true")
        elif excused:
            self.tally.add(self.mode, kind, "unknown")
        else:
            self.tally.add(self.mode, kind, "false")
            self.complain("false", kind, what)

    def unknown(self, kind, recorded, what):
        """A statement that says that something is not known."""
        self.tally.add(self.mode, kind, "avoidable" if recorded else "unknown")
        if recorded:
            self.complain("avoidable unknown", kind, what)

    def complain(self, verdict, kind, what):
        self.tally.complaints[self.mode, kind] += 1
        if self.tally.complaints[self.mode, kind] <= COMPLAINTS:
            print(f"# {verdict}, {self.mode}, {kind}: {self.name}: {what}")

    def state(self, pid):
        """How a process is at the end, or None for one that is none of the witness's."""
        process = self.processes.get(pid)
        return process and process.at(self.end)

    def moves(self, pid):
        """Those until the end."""
        return [move for move in self.processes[pid].moves if move["moment"].begin < self.end]

    def entered(self, pid):
        """
        Is it inferred what became of a process, in or near a pid namespace? Such a trace tells of
        none, and the command says so.
        """
        if self.held.kinds & set(MODULE):
            return False
        pids = {pid} | {move["from"] for move in self.moves(pid)}
        return any(self.processes[one].states[-1]["level"] for one in pids)

    def recorded_moves(self, pid):
        return [move for move in self.moves(pid) if move["moment"].end > self.begin]

    def exit(self, pid):
        exit_ = self.processes[pid].exit
        return exit_ if exit_ and exit_["moment"].begin < self.end else None

    def reap(self, pid):
        reap = self.processes[pid].reap
        return reap if reap and reap["moment"].begin < self.end else None

    def names(self, pid):
        """Any that it had: which one a trace has last is not what this is about."""
        process = self.processes.get(pid)
        if not process:
            return None
        if process.states[0]["foreign"]:
            return None
        names = set(process.names)
        if process.birth:
            names |= self.names(process.birth["creator"]) or {"witness"}
        else:
            names.add("witness")
        return names

    def is_zombie(self, pid):
        """True, False, or None where it may be reaped at any moment."""
        state = self.state(pid)
        if state["state"] == "Z" and state["elusive"]:
            return None
        return state["state"] == "Z"

    def is_gone(self, pid):
        state = self.state(pid)
        if state["state"] == "Z" and state["elusive"]:
            return None
        return state["state"] == "G"

    def adopted(self, pid):
        """Was it ever given to another process?"""
        return any(move["from"] != move["to"] for move in self.moves(pid))

    def children(self, pid):
        """The processes that have it as their last parent."""
        return [child.pid for child in self.round.alive(self.end)
                if child.at(self.end)["parent"] == pid and child.pid != pid]
