# SPDX-License-Identifier: GPL-2.0-or-later
"""
Processes that fork, exit and are adopted by the rules of the kernel, with the events that the
kernel and the module emit, and the truth as tests/speaks reads it.
"""
import signal

import truth

SIGCHLD = int(signal.SIGCHLD)
PARENT, THREAD, NEWPID, AUTOREAP = 0x8000, 0x10000, 0x20000000, 0x400000000
VERDICTS = {"not_subreaper": 1, "subreaper_dying": 2, "adopts": 3, "other_ns_level": 4, "root": 5}
RELEASES_ALONE = ("ignored", "nocldwait")


class Namespace:
    def __init__(self, number, above):
        self.number = number
        self.level = above.level + 1 if above else 0
        self.above, self.reaper, self.nspid, self.dead = above, None, 0, False

    def holds(self, other):
        while other and other is not self:
            other = other.above
        return other is self


class Thread:
    def __init__(self, tid, process, children_ns):
        self.tid, self.process, self.children_ns = tid, process, children_ns
        self.exiting = self.released = False


class Process:
    """parent, tracer: threads; threads: those not released, the oldest first."""

    def __init__(self, pid, start, comm, parent, ns):
        self.pid, self.start, self.comm, self.parent, self.ns = pid, start, comm, parent, ns
        ns.nspid += 1
        self.nspid = ns.nspid if ns.level else pid
        self.leader = Thread(pid, self, ns)
        self.threads = [self.leader]
        self.marked = self.covered = self.autoreap = self.stopped = self.group_exit = False
        self.exit_signal, self.pdeath, self.sigchld, self.status = SIGCHLD, 0, "default", 0
        self.tracer, self.state, self.adoption = None, "A", None
        self.pgrp = self.session = pid

    def live(self):
        return [thread for thread in self.threads if not thread.exiting]

    def is_init(self):
        return self.ns.reaper is not None and self.ns.reaper.process is self


class Ruling:
    def __init__(self, decision=None, adopter=None):
        self.decision, self.adopter, self.steps = decision, adopter, []


class World:
    def __init__(self, chance):
        self.chance, self.now, self.cpu = chance, 10 ** 9, 0
        self.lines, self.round = [], truth.Round()
        self.pid, self.number, self.moment = 0, 0, None
        self.all, self.written, self.frees = [], {}, []
        self.namespaces = [Namespace(1, None)]
        root = Process(0, 0, "swapper", None, self.namespaces[0])
        self.add(root)
        self.begin()
        self.init = self.add(Process(1, 10, "init", root.leader, root.ns))
        root.ns.reaper = self.init.leader
        self.pid = 100
        self.end()

    def add(self, process):
        self.all.append(process)
        return process

    def next_pid(self):
        self.pid += self.chance.choice((1, 1, 1, 2, 7))
        return self.pid

    # Events

    def emit(self, kind, **facts):
        self.now += 1000
        words = (f"{name}={value}" for name, value in facts.items() if value not in (None, ""))
        self.lines.append(f"{self.now // 10 ** 9}.{self.now % 10 ** 9:09} [{self.cpu:03}] "
                          f"{' '.join([kind, *words])}")

    def note(self, kind, **facts):
        truth.add(self.round, self.moment, kind, facts)

    def emit_free(self, tid, comm):
        """It follows at once, or with a later step."""
        if self.chance.random() < 0.8:
            self.emit("sched_process_free", pid=tid, comm=comm)
        else:
            self.frees.append((tid, comm))

    # Steps

    def begin(self):
        self.now += self.chance.randrange(1, 40) * 1000000
        self.cpu = self.chance.randrange(2)
        self.moment = truth.Moment(self.now)
        for tid, comm in self.frees:
            self.emit("sched_process_free", pid=tid, comm=comm)
        self.frees = []

    def end(self):
        self.now += 1000
        for process in self.all:
            facts = self.describe(process)
            if facts != self.written.get(process):
                self.written[process] = facts
                self.note("process", **facts)
        self.moment.end = self.now
        self.round.moments.append(self.moment)

    def describe(self, process):
        parent = process.parent
        after = Ruling()
        if parent and process.state != "G":
            after = self.after_death(parent)
        return {
            "pid": process.pid, "nspid": process.nspid, "pidns": process.ns.number,
            "level": process.ns.level, "parent": parent.process.pid if parent else 0,
            "parent_tid": parent.tid if parent else 0, "state": process.state, "elusive": 0,
            "marked": int(process.marked), "covered": int(process.covered),
            "tracer": process.tracer.process.pid if process.tracer else 0,
            "exit_signal": process.exit_signal, "threads": len(process.live()),
            "ignores": int(process.sigchld in RELEASES_ALONE), "autoreap": int(process.autoreap),
            "foreign": int(process.pid < 2), "start": process.start,
            "next": after.adopter.process.pid if after.adopter else 0,
            "next_decision": after.decision or "-"}

    def after_death(self, thread):
        """The decision on the children of a thread if its whole process died now."""
        live = thread.process.live()
        for one in live:
            one.exiting = True
        ruling = self.decide(thread, thread.process.is_init())
        for one in live:
            one.exiting = False
        return ruling

    # The rules

    def decide(self, thread, reaper):
        process = thread.process
        live = process.live()
        if reaper:
            return Ruling("ns_init_handover", live[0]) if live else Ruling("ns_dying")
        if live:
            return Ruling("sibling_thread", live[0])
        if not process.covered:
            return Ruling("no_flag", process.ns.reaper)
        ruling, ancestor = Ruling(), process
        while not ruling.decision:
            ancestor = ancestor.parent.process
            self.visit(ancestor, process.ns, ruling)
        return ruling

    @staticmethod
    def visit(ancestor, ns, ruling):
        live = ancestor.live()
        if ancestor.ns.level != ns.level:
            verdict, ruling.decision, ruling.adopter = "other_ns_level", "ns_boundary", ns.reaper
        elif not ancestor.pid:
            verdict, ruling.decision, ruling.adopter = "root", "reached_root", ns.reaper
        elif not ancestor.marked:
            verdict = "not_subreaper"
        elif not live:
            verdict = "subreaper_dying"
        else:
            verdict, ruling.decision, ruling.adopter = "adopts", "subreaper", live[0]
        ruling.steps.append((ancestor.pid, verdict))

    def children(self, thread):
        return [one for one in self.all if one.parent is thread and one.state != "G"]

    def children_of(self, process):
        return [child for thread in process.threads for child in self.children(thread)]

    # What processes do

    def fork(self, creator, flags=0, **traits):
        above, ns = creator.process, creator.children_ns
        if flags & NEWPID:
            ns = self.namespace(ns)
        if ns.dead:
            return None
        parent = above.parent if flags & PARENT else creator
        self.now += 1000
        child = self.add(Process(self.next_pid(), self.now, above.comm, parent, ns))
        if not ns.reaper:
            ns.reaper = child.leader
        child.covered = parent.process.covered or parent.process.marked
        child.pgrp, child.session, child.sigchld = above.pgrp, above.session, above.sigchld
        child.autoreap = bool(flags & AUTOREAP)
        for name, value in traits.items():
            setattr(child, name, value)
        if flags & PARENT:
            child.exit_signal = above.exit_signal
        self.emit("task_newtask", pid=child.pid, common_pid=creator.tid, comm=child.comm,
                  clone_flags=hex(flags))
        self.note("birth", pid=child.pid, creator=above.pid, sibling=int(bool(flags & PARENT)))
        self.note("name", pid=child.pid, comm=child.comm)
        return child

    def namespace(self, above):
        self.namespaces.append(Namespace(len(self.namespaces) + 1, above))
        return self.namespaces[-1]

    def thread(self, creator):
        thread = Thread(self.next_pid(), creator.process, creator.children_ns)
        creator.process.threads.append(thread)
        self.emit("task_newtask", pid=thread.tid, common_pid=creator.tid,
                  comm=creator.process.comm, clone_flags=hex(THREAD))

    def mark(self, thread, argument):
        process = thread.process
        old, process.marked = process.marked, bool(argument)
        self.emit("sys_enter_prctl", common_pid=thread.tid, option=36, arg2=argument)
        self.emit("mark", start=process.start, argument=argument, comm=process.comm,
                  tid=thread.tid, tgid=process.pid,
                  descendants=self.cover(process) if argument else 0, old=int(old),
                  new=int(process.marked))

    def cover(self, process):
        count = 0
        for child in self.children_of(process):
            if not child.covered and not child.is_init():
                child.covered = True
                count += 1 + self.cover(child)
        return count

    def rename(self, process, comm):
        process.comm = comm
        self.note("name", pid=process.pid, comm=comm)

    def exec(self, thread, comm):
        """Ends the other threads; it becomes the leader."""
        process, tid = thread.process, thread.tid
        for other in process.live():
            if other is not thread:
                self.exit_thread(other)
        process.threads = [thread]
        if process.leader is not thread:
            process.leader.released = True
            thread.tid, process.leader = process.pid, thread
        process.exit_signal = SIGCHLD
        if process.sigchld in ("handled", "nocldwait"):
            process.sigchld = "default"
        self.rename(process, comm)
        self.emit("sched_process_exec", pid=process.pid, old_pid=tid, filename=f"/bin/{comm}")
        if tid != process.pid:
            self.emit_free(tid, comm)

    def exit_thread(self, thread):
        if thread.process.leader is thread and len(thread.process.live()) > 1:
            self.note("thread_exit", pid=thread.process.pid, tid=thread.tid)
        self.begin_exit(thread)
        self.leave(thread)

    def begin_exit(self, thread):
        thread.exiting = True
        self.emit("sched_process_exit", pid=thread.tid, comm=thread.process.comm)

    def die(self, process, status):
        """Its threads exit one by one, or all before one of them has left its children."""
        process.status, process.group_exit = status, True
        threads = process.live()
        self.chance.shuffle(threads)
        together = self.chance.random() < 0.5
        for thread in threads if together else ():
            self.begin_exit(thread)
        for thread in threads:
            if not together:
                self.begin_exit(thread)
            self.leave(thread)

    def leave(self, thread):
        """What an exiting thread does with tracees and children, and which process learns of it."""
        process, dead = thread.process, []
        for tracee in [one for one in self.all if one.tracer is thread]:
            self.detach(tracee, dead)
        self.forget_children(thread, dead)
        if thread is not process.leader:
            process.threads.remove(thread)
            thread.released = True
            self.emit_free(thread.tid, process.comm)
        if process.leader.exiting and len(process.threads) == 1 and process.state == "A":
            process.state = "Z"
            self.note("exit", pid=process.pid, status=process.status)
            if self.notify(process):
                self.release(process, thread)
        for one in dead:
            self.release(one, thread)

    def detach(self, tracee, dead):
        tracer, tracee.tracer = tracee.tracer.process, None
        if tracee.state != "Z":
            return
        if tracee.parent.process is tracer:
            if tracer.sigchld in RELEASES_ALONE:
                dead.append(tracee)
        elif self.notify(tracee):
            dead.append(tracee)

    @staticmethod
    def notify(process):
        """Returns whether no process will wait for this one, which is dead."""
        if process.tracer:
            return False
        return process.autoreap or (process.exit_signal == SIGCHLD and
                                    process.parent.process.sigchld in RELEASES_ALONE)

    def forget_children(self, thread, dead):
        process, children = thread.process, self.children(thread)
        reaper = process.ns.reaper is thread
        ruling = self.decide(thread, reaper)
        if children:
            self.emit_walk(thread, ruling, len(children))
        if reaper and ruling.adopter:
            process.ns.reaper = ruling.adopter
        elif reaper:
            self.end_namespace(thread)
            return
        for child in children:
            self.move(child, thread, ruling, dead)

    def emit_walk(self, thread, ruling, count):
        self.number += 1
        process, adopter = thread.process, ruling.adopter
        self.emit("walk", parent_start=process.start, parent_comm=process.comm,
                  parent_tid=thread.tid, parent_tgid=process.pid, number=self.number,
                  adopter_start=adopter.process.start if adopter else 0,
                  adopter_comm=adopter.process.comm if adopter else None,
                  adopter_tid=adopter.tid if adopter else 0,
                  adopter_tgid=adopter.process.pid if adopter else 0,
                  parent_exit_code=process.status, children=count,
                  children_told=count if adopter else 0, nr_steps=len(ruling.steps),
                  level=process.ns.level, has_flag=int(process.covered),
                  steps=",".join(f"{pid}:{verdict}" for pid, verdict in ruling.steps),
                  decision=ruling.decision)

    def move(self, child, thread, ruling, dead):
        parent, adopter = thread.process, ruling.adopter
        heir = adopter.process
        released = self.reparent(child, adopter)
        effects = [word for word, so in (
            ("zombie", child.state == "Z"), ("autoreaped", released),
            ("ptraced", child.tracer), ("pdeath", child.pdeath and child.state == "A"),
            ("exit_signal_reset", heir is not parent and child.exit_signal != SIGCHLD),
            ("autoreap", child.autoreap)) if so]
        if heir is not parent:
            child.exit_signal = SIGCHLD
        child.adoption = (self.now, self.number, heir, ruling.decision)
        self.emit("reparent", child_start=child.start, parent_start=parent.start,
                  adopter_start=heir.start, number=self.number, child_comm=child.comm,
                  parent_comm=parent.comm, adopter_comm=heir.comm, child=child.pid,
                  child_nspid=child.nspid, parent_tid=thread.tid, parent_tgid=parent.pid,
                  adopter_tid=adopter.tid, adopter_tgid=heir.pid, level=child.ns.level,
                  decision=ruling.decision, effects="|".join(effects),
                  pdeath_signal=child.pdeath if "pdeath" in effects else 0)
        self.note("move", pid=child.pid, **{"from": parent.pid}, from_tid=thread.tid, to=heir.pid,
                  to_tid=adopter.tid, decision=ruling.decision, dead=int(child.state == "Z"),
                  steps=",".join(str(VERDICTS[verdict] << 24 | pid)
                                 for pid, verdict in ruling.steps))
        if released:
            dead.append(child)

    @staticmethod
    def reparent(child, adopter):
        """Returns whether a zombie is released by it."""
        same = child.parent.process is adopter.process
        child.parent = adopter
        return not same and child.state == "Z" and not child.tracer and (
            child.autoreap or adopter.process.sigchld in RELEASES_ALONE)

    def end_namespace(self, reaper):
        """The last thread of an init kills all that is inside, and waits for it."""
        init = reaper.process
        init.ns.dead, init.sigchld = True, "ignored"
        inside = [one for one in self.all if init.ns.holds(one.ns) and one is not init]
        self.chance.shuffle(inside)
        for one in inside:
            if one.state == "A" and one.live():
                self.die(one, 9)
        for one in inside:
            if one.state == "Z" and one.parent.process.live():
                self.wait(one.parent.process.live()[0], one)
            elif one.state == "Z":
                self.release(one, one.parent, "waited")

    def wait(self, thread, child):
        self.note("reap", pid=child.pid, by=thread.process.pid, by_tid=thread.tid)
        self.release(child, thread, "waited")

    def release(self, process, by, how="unwaited"):
        process.state = "G"
        parent = process.parent.process
        self.emit("reap", start=process.start, parent_start=parent.start,
                  reaper_start=by.process.start, comm=process.comm, reaper_comm=by.process.comm,
                  pid=process.pid, parent_tgid=parent.pid, reaper_tid=by.tid,
                  reaper_tgid=by.process.pid, exit_code=process.status, release=how)
        self.emit_free(process.pid, process.comm)

    # Dumps

    def dump(self, remembers):
        """remembers: from which time on the module knows adoptions."""
        self.now += 1000000
        for one in self.all[1:]:
            if one.state != "G":
                self.emit("process", **self.dumped(one, remembers))
        for one in self.all[1:]:
            spaces = {thread.children_ns for thread in one.live()} - {one.ns}
            for ns in spaces:
                self.emit("children", pid=one.pid, ended=int(ns.dead))

    @staticmethod
    def dumped(one, remembers):
        parent, dead = one.parent, one.state == "Z"
        when, number, heir, decision = one.adoption or (0, 0, None, None)
        known = heir and when >= remembers and heir is parent.process and decision not in (
            "sibling_thread", "ns_init_handover")
        return {
            "start": one.start, "parent_start": parent.process.start, "comm": one.comm,
            "pid": one.pid, "nspid": one.nspid, "parent_tid": parent.tid,
            "parent_tgid": parent.process.pid,
            "tracer_tgid": one.tracer.process.pid if one.tracer else 0,
            "pgrp": one.pgrp, "session": one.session,
            "adopted_time": when if known else 0, "adopted_number": number if known else 0,
            "adopted_by": heir.pid if known else 0,
            "adopted_by_start": heir.start if known else 0,
            "adopted_decision": decision if known else None,
            "threads_alive": len(one.live()), "exit_code": one.status if dead else 0,
            "exit_signal": one.exit_signal, "level": one.ns.level, "subreaper": int(one.marked),
            "has_subreaper": int(one.covered), "sigchld": one.sigchld,
            "pdeath_signal": 0 if dead else one.pdeath,
            "state": "Z" if one.leader.exiting else "T" if one.stopped else "S"}
