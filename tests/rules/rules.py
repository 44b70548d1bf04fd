#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""
rules.py COMMAND DIRECTORY ROUNDS SEED: hold what the command says of traces of processes that
never were against the truth. Prints TAP; README.md says more.
"""
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "speaks"))
# pylint: disable=wrong-import-position
import speaks
import renumber
from play import Round
from spelled import MODULE, Spelled
from trial import Tally, Trial

LIVES = ("task_newtask", "sched_process_exec", "sched_process_exit", "sched_process_free")
HEAD = f"# subreaper-trace text 1\nholds {' '.join(LIVES)} reparent walk mark process reap gap"

# What a recording has, by how it was made.
MADE = {
    "reap": lambda trace: trace.without("sys_enter_prctl"),
    "plain": lambda trace: trace.without("sys_enter_prctl", "reap"),
    "lean": lambda trace: trace.without("sys_enter_prctl", "reap", *LIVES),
    "kernel": lambda trace: trace.without(*MODULE, "children"),
    "forks": lambda trace: trace.without(*MODULE, "children").with_forks(),
}


def variants():
    """(name, how it was made, or what of speaks.VARIANTS and LOSING is done to it)."""
    for made in MADE:
        yield made, made, None
    for name in [*speaks.VARIANTS, *speaks.LOSING]:
        yield name, "reap", name


def main():
    path, directory, rounds, seed = sys.argv[1:]
    tally, command = Tally(), speaks.Command(path)
    names = list(variants())
    for number in range(int(rounds)):
        chance = random.Random(f"{seed} {number}")
        played = Round(chance, chance.choice((0, 10, 25)), chance.randrange(20, 60))
        whole = Spelled.read("\n".join([HEAD, *played.world.lines]))
        name, made, change = names[number % len(names)]
        trace, begin, end = MADE[made](whole), played.truth.begin, played.truth.end + 10 ** 12
        if change:
            trace, begin, end = speaks.vary(change, chance, trace, played.truth)
        file = f"{directory}/{number:04}-{name.replace(' ', '-')}.trace"
        trace.write(file)
        trial = Trial(tally, name, os.path.basename(file), played.truth, begin, end, trace)
        speaks.judge(command, trial, file)
        if name in ("reap", "kernel"):
            renumber.judge(trial, command, file, trace, chance)
    speaks.report(tally)


if __name__ == "__main__":
    main()
