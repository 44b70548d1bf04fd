# SPDX-License-Identifier: GPL-2.0-or-later
"""What `subreaper-trace explain` says, sentence by sentence."""
import re

LABEL = r"(\S+?)\[(\d+)(#\d+)?(?::(\d+))?\]"
TIME = r"(\d+\.\d+)"
VERDICTS = ["?", "not_subreaper", "subreaper_dying", "adopts", "other_ns_level", "root"]
SIGNALS = {"SIGKILL": 9, "SIGHUP": 1, "SIGTERM": 15, "SIGINT": 2, "SIGUSR1": 10, "SIGUSR2": 12}


def nanoseconds(text):
    seconds, fraction = text.split(".")
    return int(seconds) * 1000000000 + int(fraction.ljust(9, "0"))


def blocks(text):
    """[heading, text, table] of each paragraph; the first one is the title."""
    lines = text.splitlines()
    found = [["title", lines[0], []]]
    for line in lines[1:]:
        if line.startswith(" " * 12):
            found[-1][2].append(line.split())
        elif line.startswith(" " * 10):
            found[-1][1] += " " + line.strip()
        else:
            found.append([line[:10].strip(), line[10:].strip(), []])
    return found


class Explanation:
    def __init__(self, trial, pid, text):
        self.trial, self.pid, self.text = trial, pid, text
        self.process, self.now = trial.processes[pid], trial.state(pid)
        self.lost = trial.held.lost or trial.entered(pid)
        self.hops, self.named = [], set()

    def say(self, kind, right, excused=False, what=""):
        self.trial.say(kind, right, f"{self.pid}: {what}", excused or self.lost)

    def unknown(self, kind, recorded, what=""):
        self.trial.unknown(kind, recorded, f"{self.pid}: {what}")

    def names(self, text):
        """Each process that is named must have had that name."""
        for name, pid, ordinal, _ in dict.fromkeys(re.findall(LABEL, text)):
            if (name, pid, ordinal) in self.named:
                continue
            self.named.add((name, pid, ordinal))
            known = self.trial.names(int(pid))
            if known:
                self.say("name", (name in known or name == "?") and not ordinal,
                         what=f"{name}[{pid}{ordinal}]")

    def judge(self):
        handlers = {
            "title": self.title, "state": self.being, "reaped": self.reaped,
            "released": self.released, "flags": self.flags, "born": self.born,
            "orphaned": self.orphaned, "getppid()": self.getppid, "adopter": self.adopter,
            "children": self.children, "left": self.left, "escaped": self.escaped,
            "next": self.next, "compare": self.without,
        }
        for heading, text, table in blocks(self.text):
            self.names(text)
            if heading.startswith("hop "):
                self.hop(text, table)
            elif heading.startswith("getppid"):
                self.getppid(text)
            elif heading in ("children",):
                self.children(text, table)
            elif heading in handlers:
                handlers[heading](text)
        self.all_hops()

    def title(self, text):
        found = re.match(rf"{LABEL}(?:, child of {LABEL}(?:, thread (\d+))?)?"
                         r"( \(inferred, not certain\))?$", text)
        if not found:
            self.say("parent", False, what=text)
            return
        parent, thread, doubt = found[6], found[9], found[10]
        if not parent:
            self.unknown("parent", bool(self.trial.rows(self.pid, "process") or
                                        self.trial.rows(self.pid, "reparent")), text)
            return
        self.say("parent", int(parent) == self.now["parent"], bool(doubt),
                 f"{text}; it is {self.now['parent']}")
        if thread:
            self.say("parent thread", int(thread) == self.now["parent_tid"], bool(doubt), text)

    def ending(self, kind, text):
        exit_ = self.trial.exit(self.pid)
        text = re.split(r" (?:Its|An outer) pid namespace ended", text)[0]
        found = re.search(r"exited with status (\d+)|was killed by (\w+)", text)
        if found and exit_:
            status = int(found[1]) << 8 if found[1] else SIGNALS.get(found[2], -1)
            self.say(kind, status == exit_["status"], what=f"{text}; it is {exit_['status']}")
        elif found:
            self.say(kind, False, what=f"{text}; it lives")
        else:
            rows = self.trial.rows(self.pid, "reap") + [
                row for row in self.trial.rows(self.pid, "process")
                if row.facts["exit_code"] and row.facts["state"] == "Z"]
            self.unknown(kind, bool(rows), text)
        when = re.search(rf" at {TIME}", text)
        if when:
            self.say("end time", bool(exit_) and exit_["moment"].holds(nanoseconds(when[1])),
                     self.pid in self.process.thread_exits and
                     not self.trial.rows(self.pid, "process"), text)
        elif "before the recording" in text:
            self.say("end time", bool(exit_) and exit_["moment"].begin < self.trial.begin,
                     what=text)

    def being(self, text):
        state, gone = self.now["state"], self.trial.is_gone(self.pid)
        # Without a dump the threads that are older than the trace are unknown.
        leaderless = self.pid in self.process.thread_exits and \
            not self.trial.rows(self.pid, "process")
        if text.startswith("unknown"):
            self.unknown("state", self.trial.holds("sched_process_exit") or
                         bool(self.final_rows()), text)
        elif text.startswith("alive: its main thread"):
            threads = re.search(r"but (at least )?(\d+) other thread", text)
            self.say("state", state == "A" and self.pid in self.process.thread_exits and
                     (int(threads[2]) == self.now["threads"] or
                      bool(threads[1]) and int(threads[2]) < self.now["threads"]), what=text)
        elif text.startswith("alive"):
            self.say("state", state == "A", what=f"{text}; it is {state}")
        elif text.startswith("zombie"):
            self.say("state", state == "Z" or self.now["elusive"], what=f"{text}; it is {state}")
            self.ending("how it ended", text)
            self.holdup(text)
        elif text.startswith("gone"):
            self.say("state", gone is not False, what=f"{text}; it is {state}")
            self.ending("how it ended", text)
        elif text.startswith("exiting"):
            self.say("state", False, what=text)
        else:
            self.say("state", state != "A", leaderless, f"{text}; it is {state}")
            self.unknown("reaped", bool(self.final_rows()) and not self.lost, text)
            self.ending("how it ended", text)

    def final_rows(self):
        """Of the dump at the end, which follows everything else."""
        return [row for row in self.trial.rows(self.pid, "process")
                if row.time > self.trial.round.end] if self.trial.end >= self.trial.round.end else []

    def holdup(self, text):
        parent = re.search(rf"Not reaped: its parent {LABEL} has not waited", text)
        signal = re.search(rf"exit signal (\d+) in place of SIGCHLD\. {LABEL} gets no", text)
        tracer = re.search(rf"Not reaped: its tracer {LABEL}", text)
        if parent:
            self.say("holdup", int(parent[2]) == self.now["parent"], what=text)
        elif signal:
            self.say("holdup", int(signal[1]) == self.now["exit_signal"] and
                     int(signal[3]) == self.now["parent"], what=text)
        elif tracer:
            self.say("holdup", int(tracer[2]) == self.now["tracer"], what=text)
        if re.search(rf"{LABEL} ignores SIGCHLD now", text):
            self.say("holdup", self.ignores(self.now["parent"]), what=text)

    def ignores(self, pid):
        state = self.trial.state(pid)
        return bool(state and state["ignores"])

    def may_vanish(self, pid, parent):
        """Is one of the parent's children ever released without a wait?"""
        states = self.trial.processes[parent].states
        return any(state["ignores"] for state in states) or \
            bool(self.trial.state(pid).get("autoreap"))

    def reaped(self, text):
        reap = self.trial.reap(self.pid)
        parent = self.trial.state(self.now["parent"])
        by = re.match(rf"at {TIME} by {LABEL}", text)
        seems = re.match(rf"before {TIME} by its parent {LABEL} \(inferred", text)
        if by and reap:
            self.say("reaped", int(by[3]) == reap["by"] and
                     reap["moment"].holds(nanoseconds(by[1])), what=f"{text}; by {reap['by']}")
        elif by:
            self.say("reaped", bool(parent["foreign"]) and int(by[3]) == self.now["parent"],
                     what=text)
        elif seems:
            self.say("reaped", int(seems[3]) == (reap["by"] if reap else self.now["parent"]) and
                     not self.ignores(int(seems[3])), what=text)
        elif text.startswith("by nothing"):
            self.say("reaped", not reap and self.may_vanish(self.pid, self.now["parent"]),
                     what=text)
        else:
            self.say("reaped", False, what=text)

    def released(self, text):
        self.unknown("reaped", bool(self.trial.rows(self.pid, "reap")), text)

    def flags(self, text):
        mark = re.search(r"subreaper: (\w+);", text)[1]
        has = re.search(r"has_subreaper: (yes, unless|\w+)", text)[1]
        rows = self.trial.rows(self.pid, "mark") + (
            self.trial.rows(self.pid, "process") if self.trial.holds("mark")
            else self.final_rows() if self.trial.rows(1, "process")[1:] else [])
        if mark == "unknown":
            self.unknown("subreaper", bool(rows), text)
        else:
            self.say("subreaper", (mark == "yes") == bool(self.now["marked"]), what=text)
        if has == "unknown":
            self.unknown("has_subreaper", bool(self.trial.rows(self.pid, "process")), text)
        else:
            # A mark covers zombies as well, which is of no use to them.
            states = self.process.states if self.now["state"] != "A" else [self.now]
            self.say("has_subreaper", has.startswith("yes") in
                     [bool(state["covered"]) for state in states],
                     "unless" in has, text)
        if "the flag was lost" in text:
            self.say("lost flag", False, what=text)

    def born(self, text):
        birth, first = self.process.birth, self.process.states[0]
        held = bool(self.trial.rows(self.pid, "task_newtask"))
        at = re.match(rf"at {TIME}, as a child of (?:{LABEL}|(a process that is not))"
                      rf"(?:, cloned by {LABEL})?", text)
        if at:
            right = bool(birth) and birth["moment"].holds(nanoseconds(at[1]))
            self.say("birth time", right, what=text)
            if at[6] or "may be a" in text:
                self.unknown("birth parent", False, text)
            else:
                self.say("birth parent", bool(birth) and int(at[3]) == first["parent"], what=text)
            if at[8] and birth:
                self.say("cloner", int(at[8]) == birth["creator"], what=text)
            elif birth and birth["sibling"] and held and not at[6]:
                self.say("cloner", False, what=f"{text}; but it was by {birth['creator']}")
            return
        self.say("birth time", text.startswith("before the recording") and
                 (not birth or birth["moment"].end < self.trial.begin or not held),
                 what=text)
        was = self.process.at(self.trial.begin)
        found = re.search(rf"at its start a child of {LABEL}", text)
        if found and was:
            self.say("birth parent", int(found[2]) == was["parent"], what=text)
        found = re.search(rf"as a child of {LABEL}", text)
        if found and "at its start a child" not in text:
            self.say("birth parent", int(found[2]) == first["parent"], what=text)
        found = re.search(rf"; {LABEL} had adopted it by then", text)
        if found:
            self.say("birth parent", any(move["to"] == int(found[2])
                                         for move in self.process.moves), what=text)
        if "unknown" in text:
            self.unknown("birth parent", held, text)

    def hop(self, text, table):
        found = re.match(rf"at {TIME} (the thread )?{LABEL} (.*?)(adopted|taken over) by "
                         rf"(?:{LABEL}|no process)(, unless)?", text)
        if not found:
            self.say("adoption", False, what=text)
            return
        time, doubt = nanoseconds(found[1]), bool(found[13])
        inferred = "This is inferred" in text
        parent, parent_tid = int(found[4]), int(found[6] or found[4])
        adopter = int(found[10]) if found[10] else 0
        adopter_tid = int(found[12] or adopter)
        moves = [move for move in self.trial.recorded_moves(self.pid)
                 if move["moment"].holds(time) and move["from"] == parent]
        exact = [move for move in moves
                 if (move["to"], move["to_tid"]) == (adopter, adopter_tid)]
        held = any(row.facts["parent_tgid"] == parent
                   for row in self.trial.rows(self.pid, "reparent"))
        what = f"{text}; moves {moves}"
        if doubt and not exact:
            self.unknown("adoption", held, what)
            return
        self.hops.append(exact[0] if exact else None)
        self.say("adoption", bool(moves) and (bool(exact) or inferred and adopter in
                                              [move["to"] for move in moves]), doubt, what)
        if not exact:
            return
        if not inferred:
            self.say("adoption thread", parent_tid in [move["from_tid"] for move in exact],
                     what=what)
        decision = re.search(r"(sibling_thread|no_flag|subreaper|ns_boundary|reached_root|"
                             r"ns_init_handover|ns_dying): ", text)
        if decision:
            self.say("decision", decision[1] in [move["decision"] for move in exact], doubt,
                     what)
        self.ending_of(parent, text)
        self.steps(exact, table, what)

    def ending_of(self, pid, text):
        exit_ = self.trial.processes[pid].exit if pid in self.trial.processes else None
        found = re.search(r"\] (?:exited with status (\d+)|was killed by (\w+))", text)
        if found:
            status = int(found[1]) << 8 if found[1] else SIGNALS.get(found[2], -1)
            self.say("parent's end", bool(exit_) and status == exit_["status"], what=text)

    def steps(self, moves, table, what):
        rows = [row for row in table if "[" in row[0] and row[0] != "ANCESTOR"]
        if not rows:
            return
        said = [(int(re.match(r".*\[(\d+)", row[0])[1]), row[1]) for row in rows]
        truths = []
        for move in moves:
            steps = [int(step) for step in str(move["steps"]).split(",") if step]
            truths.append([(step & 0xffffff, step >> 24) for step in steps])
        for number, (pid, verdict) in enumerate(said):
            self.say("ancestor", any(number < len(steps) and pid == steps[number][0] and
                                     self.verdict(steps[number][1]) == verdict
                                     for steps in truths), what=what)
        for row in rows:
            pid = int(re.match(r".*\[(\d+)", row[0])[1])
            state = self.trial.state(pid)
            if state and row[-1].isdigit():
                self.say("level", int(row[-1]) == state["level"], what=f"{row}")

    @staticmethod
    def verdict(number):
        return VERDICTS[number]

    def all_hops(self):
        """None is missing that is recorded, and none is told twice."""
        moves, held = self.trial.recorded_moves(self.pid), self.trial.rows(self.pid, "reparent")
        told = re.search(r"\((\d+) hops are left out", self.text)
        count = len(self.hops) + (int(told[1]) if told else 0)
        if count == len(moves):
            self.say("adoptions", True)
        elif count > len(moves):
            self.say("adoptions", False, what=f"{count} hops, not {len(moves)}")
        elif self.trial.holds("reparent") or held:
            self.unknown("adoptions", count < len(held), f"{count} hops, {len(held)} recorded")

    def orphaned(self, text):
        moves, recorded = self.trial.moves(self.pid), self.trial.recorded_moves(self.pid)
        if text.startswith("never"):
            self.say("orphaned", not [move for move in moves if move["from"] != move["to"]],
                     what=f"{text}; moves {moves}")
        elif text.startswith("not in the recording"):
            self.say("orphaned", not [move for move in recorded if move["from"] != move["to"]],
                     what=f"{text}; moves {recorded}")
        elif text.startswith("before the recording"):
            self.say("orphaned", bool(moves), what=text)
        else:
            self.unknown("orphaned", bool(self.trial.rows(self.pid, "reparent")), text)

    def getppid(self, text):
        found = re.search(r"is (\d+)", text)
        parent = self.trial.state(self.now["parent"])
        if not found or not parent:
            return
        nspid = parent["nspid"] if parent["pidns"] == self.now["pidns"] else 0
        self.say("getppid", int(found[1]) == nspid, what=f"{text}; it is {nspid}")

    def adopter(self, text):
        parent = self.now["parent"]
        if any(self.trial.entered(pid) for pid in self.trial.processes):
            return
        adopted = [pid for pid in self.trial.children(parent)
                   if any(move["to"] == parent != move["from"] for move in self.trial.moves(pid))]
        ended = [pid for pid in adopted if self.trial.state(pid)["state"] != "A"]
        zombies = [pid for pid in ended if self.trial.is_gone(pid) is not True]
        gone = [pid for pid in ended if self.trial.is_zombie(pid) is not True]
        found = re.search(r"not yet reaped (\d+) of its (\d+)", text)
        if found:
            self.say("adopter", int(found[1]) <= len(zombies) and int(found[2]) <= len(ended),
                     what=f"{text}; zombies {zombies} of {ended}")
        found = re.search(r"reaps: of the (\d+) that it adopted (\d+) ended", text)
        if found:
            self.say("adopter", int(found[1]) <= len(adopted) and int(found[2]) <= len(gone) and
                     not self.ignores(parent), what=f"{text}; adopted {adopted}, gone {gone}")
        if "ignores SIGCHLD" in text or "ignored SIGCHLD or had" in text:
            self.say("adopter", self.ignores(parent), what=text)

    def children(self, text, table):
        children = self.trial.children(self.pid)
        for row in table:
            found = re.match(LABEL, row[0])
            if not found or int(found[2]) not in self.trial.processes:
                continue
            child = int(found[2])
            what = f"{' '.join(row)}"
            doubt = row[1].endswith("?")
            self.say("child", child in children, doubt, what)
            if row[1] == "unknown":
                self.unknown("child's origin", bool(self.trial.rows(child, "task_newtask")), what)
            else:
                self.say("child's origin", row[1].startswith("adopted") == self.trial.adopted(child),
                         doubt, what)
            if row[3] != "-":
                exit_ = self.trial.exit(child)
                self.say("child's end", bool(exit_) and
                         exit_["moment"].holds(nanoseconds(row[3])), what=what)
            fate = " ".join(row[4:])
            if fate == "not yet":
                self.say("child's release", self.trial.is_gone(child) is not True, what=what)
            elif fate == "by nothing":
                self.say("child's release", self.may_vanish(child, self.pid), what=what)
            elif fate != "-":
                self.say("child's release", self.trial.is_zombie(child) is not True, what=what)

    def left(self, text):
        for _, pid, _, _, dead, _, to, _, _, inferred in re.findall(
                rf"{LABEL}, (a zombie by then, )?(?:perhaps )?to {LABEL}( \(inferred\))?", text):
            if int(pid) not in self.trial.processes:
                continue
            if self.trial.entered(int(pid)) or "perhaps" in text:
                continue
            moves = [move for move in self.trial.moves(int(pid))
                     if (move["from"], move["to"]) == (self.pid, int(to))]
            exit_ = self.trial.exit(int(pid))
            self.say("orphan left", bool(moves), what=f"{pid} to {to}: {text}")
            if dead:
                self.say("orphan left", bool(exit_), what=f"{pid} dead: {text}")

    def escaped(self, text):
        for _, pid, _, _, _, parent, _, _ in re.findall(rf"{LABEL} is a child of {LABEL}", text):
            state = self.trial.state(int(pid))
            if state:
                self.say("escaped", state["parent"] == int(parent) and state["state"] == "A",
                         self.trial.entered(int(pid)), f"{pid}: {text}")

    def next(self, text):
        if "the init of its pid namespace, which is unknown, would adopt it" in text:
            self.unknown("next", bool(self.final_rows()) and not self.lost and
                         not self.now["level"], text)
            return
        found = re.match(rf"if {LABEL} died now, the kernel would panic", text)
        if found:
            self.say("next", int(found[2]) == 1, what=text)
            return
        found = re.match(rf"if {LABEL} died now, (?:{LABEL}|no process) would adopt it(, unless)?",
                         text)
        if not found:
            self.say("next", False, what=text)
            return
        if self.now["state"] != "A" and self.now["elusive"]:
            return
        adopter, doubt = int(found[6] or 0), bool(found[9])
        right = int(found[2]) == self.now["parent"] and adopter == self.now["next"]
        what = f"{text}; it is {self.now['next']} by {self.now['next_decision']}"
        if doubt and not right:
            # Of two pid namespaces of one depth nothing shows which one a process is in.
            self.unknown("next", bool(self.final_rows()) and not self.lost and
                         not self.now["level"], what)
            return
        self.say("next", right, doubt, what)
        decision = re.search(r"(sibling_thread|no_flag|subreaper|ns_boundary|reached_root|"
                             r"ns_init_handover|ns_dying): ", text)
        if decision and right:
            self.say("next decision", decision[1] == self.now["next_decision"], doubt, what)

    def parent_without(self):
        """Without subreapers orphans go to the init of the namespace of the one that died."""
        parent = self.process.states[0]["parent"]
        while parent and self.trial.exit(parent):
            parent = self.trial.round.init_of(self.trial.state(parent)["pidns"], self.trial.end)
        return parent

    def without(self, text):
        if self.now["state"] != "A" or not self.process.birth:
            return
        # With CLONE_PARENT it is a child of the parent that its creator would have had.
        if self.process.birth["creator"] != self.process.states[0]["parent"]:
            return
        parent = self.parent_without()
        found = re.match(rf"without subreapers its parent would be (?:(the same)|{LABEL})", text)
        doubt = ", unless " in text
        if not found:
            self.unknown("without", bool(self.trial.rows(self.pid, "task_newtask")), text)
        elif found[1]:
            self.say("without", parent == self.now["parent"], doubt, f"{text}; it is {parent}")
        else:
            self.say("without", parent == int(found[3]), doubt, f"{text}; it is {parent}")
