# SPDX-License-Identifier: GPL-2.0-or-later
"""What the witness wrote down of its rounds; tests/witness/README.md describes the lines."""
import bisect


def fields(words):
    """{name: value} of words NAME=VALUE; numbers are numbers."""
    pairs = (word.split("=", 1) for word in words)
    return {name: int(value) if value.lstrip("-").isdigit() else value for name, value in pairs}


class Moment:
    """A step of the plan: something happened between two times."""

    def __init__(self, begin):
        self.begin, self.end = begin, None

    def holds(self, time):
        """Times are printed in microseconds, cut."""
        return self.begin - 1000 <= time <= self.end + 1000


class Process:
    def __init__(self, pid):
        self.pid = pid
        self.ends, self.states = [], []
        self.birth = None
        self.names, self.moves = set(), []
        self.exit = self.reap = None
        self.thread_exits = {}

    def at(self, time):
        """How it was then, between two steps; None before its birth."""
        place = bisect.bisect_right(self.ends, time)
        return self.states[place - 1] if place else None


class Round:
    def __init__(self):
        self.processes, self.moments = {}, []
        self.file = self.begin = self.end = None

    def process(self, pid):
        return self.processes.setdefault(pid, Process(pid))

    def alive(self, time):
        return [process for process in self.processes.values() if process.at(time)]

    def gaps(self):
        """Times at which nothing happened, within the recording."""
        for one, next_one in zip(self.moments, self.moments[1:]):
            if self.begin <= one.end and next_one.begin <= self.end:
                yield (one.end + next_one.begin) // 2

    def init_of(self, pidns, time):
        for process in self.alive(time):
            state = process.at(time)
            if state["pidns"] == pidns and state["nspid"] == 1:
                return process.pid
        return None


def add(round_, moment, kind, facts):
    process = round_.process(facts["pid"])
    facts["moment"] = moment
    if kind == "process":
        process.ends.append(moment)
        process.states.append(facts)
    elif kind == "birth":
        process.birth = facts
    elif kind == "name":
        process.names.add(facts["comm"])
    elif kind == "move":
        process.moves.append(facts)
    elif kind == "exit":
        process.exit = facts
    elif kind == "reap":
        process.reap = facts
    elif kind == "thread_exit":
        process.thread_exits[facts["tid"]] = facts


def read_truth(path):
    """The rounds that were recorded."""
    rounds, moment, recording = [], None, None
    with open(path, encoding="ascii") as lines:
        for line in lines:
            kind, *words = line.split()
            if kind == "round":
                rounds.append(Round())
            elif kind == "begin":
                moment = Moment(int(words[0]))
                if recording == "begun":
                    rounds[-1].begin, recording = moment.begin - 1, None
            elif kind == "end":
                moment.end = int(words[0])
                rounds[-1].moments.append(moment)
                moment = None
            elif kind == "recording" and words[0] == "begin":
                rounds[-1].file, recording = words[1], "begun"
            elif kind == "recording":
                rounds[-1].end = rounds[-1].moments[-1].end + 1
            elif moment:
                add(rounds[-1], moment, kind, fields(words))
    for round_ in rounds:
        for process in round_.processes.values():
            process.ends = [end.end for end in process.ends]
    return [round_ for round_ in rounds if round_.file and round_.end]
