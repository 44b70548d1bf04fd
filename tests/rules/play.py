# SPDX-License-Identifier: GPL-2.0-or-later
"""A round: a tree of processes grows at random, then most of them exit at random."""
from world import AUTOREAP, NEWPID, PARENT, World

NAMES = ("sh", "tini", "crond", "make", "cc", "job", "app", "worker")


class Round:
    """Each step is one of the methods; those that cannot be done do nothing."""

    GROWING = {"fork": 50, "sibling": 6, "thread": 12, "mark": 8, "container": 4, "enter": 2,
               "exec": 5, "rename": 2, "session": 2, "settings": 5, "trace": 3, "exit": 3,
               "reap": 2}
    WITHERING = {"exit": 30, "exit_thread": 14, "crowd": 6, "reap": 14, "fork": 14, "sibling": 4,
                 "mark": 6, "exec": 6, "thread": 3, "settings": 4, "container": 1, "trace": 2,
                 "untrace": 2}

    def __init__(self, chance, before, during):
        """before: how many steps happen before the recording."""
        self.chance, self.world = chance, World(chance)
        remembers = self.world.now if chance.random() < 0.5 else 10 ** 18
        self.steps(before, self.GROWING)
        self.world.lines = []
        if chance.random() < 0.5:
            remembers = min(remembers, self.world.now)
        self.world.dump(remembers)
        self.truth = self.world.round
        self.truth.begin = self.world.now + 1
        self.steps(during // 2, self.GROWING)
        self.steps(during - during // 2, self.WITHERING)
        self.truth.end = self.world.now + 1
        self.world.dump(remembers)
        for process in self.truth.processes.values():
            process.ends = [end.end for end in process.ends]

    def steps(self, count, weights):
        for _ in range(count):
            name = self.chance.choices(list(weights), list(weights.values()))[0]
            self.world.begin()
            getattr(self, name)()
            self.world.end()

    def one(self, right=lambda process: True):
        """Any living process but the first one, rather a late one."""
        live = [one for one in self.world.all[2:] if one.live() and right(one)]
        if not live:
            return None
        return self.chance.choice(live[len(live) // 2:] if self.chance.random() < 0.4 else live)

    def any_thread(self, right=lambda process: True):
        one = self.one(right)
        return self.chance.choice(one.live()) if one else None

    def creator(self):
        return self.any_thread() or self.world.init.leader

    def traits(self):
        chance = self.chance.random
        traits = {}
        if chance() < 0.08:
            traits["exit_signal"] = self.chance.choice((0, 10))
        if chance() < 0.1:
            traits["pdeath"] = 12
        return traits

    def fork(self):
        creator = self.creator()
        if self.chance.random() < 0.1:
            creator = self.world.init.leader
        flags = AUTOREAP if self.chance.random() < 0.02 else 0
        child = self.world.fork(creator, flags, **self.traits())
        if child and self.chance.random() < 0.4:
            self.world.exec(child.leader, self.chance.choice(NAMES))
        if child and self.chance.random() < 0.15:
            self.world.mark(child.leader, 1)

    def sibling(self):
        creator = self.any_thread(lambda one: not one.is_init())
        if creator:
            self.world.fork(creator, PARENT)

    def thread(self):
        thread = self.any_thread()
        if thread and thread.children_ns is thread.process.ns:
            self.world.thread(thread)

    def mark(self):
        thread = self.any_thread()
        if thread:
            self.world.mark(thread, self.chance.choice((1, 1, 0, 42)))

    def container(self):
        """By clone(), or by unshare() and later forks."""
        thread = self.any_thread(lambda one: one.ns.level < 2)
        if not thread or thread.children_ns is not thread.process.ns:
            return
        if self.chance.random() < 0.6:
            child = self.world.fork(thread, NEWPID, **self.traits())
            if child and self.chance.random() < 0.5:
                self.world.thread(child.leader)
        else:
            thread.children_ns = self.world.namespace(thread.process.ns)

    def enter(self):
        """As setns() does: its children are born inside."""
        init = self.one(lambda one: one.is_init())
        thread = init and self.any_thread(lambda one: one.ns is init.ns.above)
        if thread and thread.children_ns is thread.process.ns:
            thread.children_ns = init.ns
            self.world.fork(thread)

    def exec(self):
        thread = self.any_thread()
        if thread:
            self.world.exec(thread, self.chance.choice(NAMES))

    def rename(self):
        one = self.one()
        if one:
            self.world.rename(one, self.chance.choice(NAMES) + "2")

    def session(self):
        one = self.one()
        if one:
            one.session = one.pgrp = one.pid

    def settings(self):
        one = self.one()
        if one and self.chance.random() < 0.6:
            one.sigchld = self.chance.choice(("default", "handled", "ignored", "nocldwait"))
        elif one:
            one.stopped = not one.stopped

    def trace(self):
        tracer = self.any_thread(lambda one: not one.ns.level)
        one = self.one(lambda one: not one.ns.level and len(one.threads) == 1 and
                       not one.tracer)
        if tracer and one and tracer.process is not one:
            one.tracer = tracer

    def untrace(self):
        one = self.one(lambda one: one.tracer)
        if one:
            one.tracer = None

    def exit(self):
        one = self.one(lambda one: self.world.children_of(one) or self.chance.random() < 0.3)
        if one:
            self.world.die(one, self.chance.choice((0, 0, 1 << 8, 3 << 8, 9, 15)))

    def crowd(self):
        for _ in range(self.chance.randrange(2, 6)):
            self.exit()

    def exit_thread(self):
        thread = self.any_thread(lambda one: len(one.live()) > 1)
        if thread:
            self.world.exit_thread(thread)

    def reap(self):
        zombies = [one for one in self.world.all if one.state == "Z" and not one.tracer and
                   one.parent.process.live() and one.exit_signal == 17]
        if self.chance.random() < 0.5:
            self.chance.shuffle(zombies)
            zombies = zombies[:2]
        for one in zombies:
            self.world.wait(self.chance.choice(one.parent.process.live()), one)
