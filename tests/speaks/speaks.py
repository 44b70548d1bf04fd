#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""
speaks.py COMMAND SPELL DIRECTORY VARIANTS SEED: hold what the command says of the recordings in
DIRECTORY against the truth there. Of each recording VARIANTS are made that lack something. SPELL
is the program that prints a trace as text. Prints TAP; README.md says more.
"""
import os
import random
import subprocess
import sys

import explain
import others
from spelled import MODULE, Spelled
from trial import Tally, Trial
from truth import read_truth

ENVIRONMENT = dict(os.environ, COLUMNS="100", LC_ALL="C.UTF-8", NO_COLOR="1")


def cut(chance, round_, trace, early, late):
    """Without the beginning, or the end; returns also from when to when it is."""
    gaps = sorted(round_.gaps())
    begin, end = round_.begin, round_.end + 10 ** 12
    if early:
        end = gaps[len(gaps) // 2 + chance.randrange(len(gaps) // 2)]
        trace = trace.until(end)
    if late:
        begin = gaps[chance.randrange(len(gaps) // 2)]
        trace = trace.since(begin)
    return trace, begin, end


VARIANTS = {
    "begins late": lambda chance, trace: (trace, False, True),
    "ends early": lambda chance, trace: (trace, True, False),
    "middle": lambda chance, trace: (trace, True, True),
    "no marks": lambda chance, trace: (trace.without("mark"), False, False),
    "no frees": lambda chance, trace: (trace.without("sched_process_free", "reap"), False, False),
    "no dumps": lambda chance, trace: (trace.without("process"), False, False),
    "no births": lambda chance, trace: (trace.without("task_newtask"), False, False),
    "no ends": lambda chance, trace: (
        trace.without("sched_process_exit", "sched_process_free", "reap"), False, False),
    "no walks": lambda chance, trace: (trace.without("walk"), False, False),
    "no reparents": lambda chance, trace: (trace.without("reparent"), False, False),
    "walks alone": lambda chance, trace: (trace.without("reparent", "process"), True, False),
    "no execs": lambda chance, trace: (trace.without("sched_process_exec"), False, False),
}

# How often and how many in a row are lost, and what else is missing.
LOSING = {
    "losing some": (2, 8, False, False),
    "losing much": (6, 30, False, False),
    "losing late": (3, 15, True, True),
}


def vary(name, chance, trace, round_):
    """A variant of a recording, and from when to when it is."""
    if name not in LOSING:
        return cut(chance, round_, *VARIANTS[name](chance, trace))
    runs, longest, early, late = LOSING[name]
    trace, begin, end = cut(chance, round_, trace, early, late)
    return trace.losing(chance, runs, longest), begin, end


class Command:
    def __init__(self, path):
        self.path = path

    def ask(self, trial, *words):
        """What it prints; a statement about its end as well."""
        ran = subprocess.run([self.path, *words], env=ENVIRONMENT, capture_output=True, text=True,
                             check=False)
        if "names no process" in ran.stderr:
            pid = int(words[-1])
            trial.unknown("there", bool(trial.rows(pid, "process") or
                                        trial.rows(pid, "task_newtask")), ran.stderr.strip())
        else:
            trial.say("ends well", ran.returncode == 0, f"{words}: {ran.stderr.strip()}")
        return ran.stdout if ran.returncode == 0 else ""


def judge(command, trial, path):
    """All that it says of one recording."""
    for process in trial.round.alive(trial.end):
        state = process.at(trial.end)
        if state["foreign"] or process.pid == 0:
            continue
        before = process.at(trial.begin)
        if before and before["state"] == "G" or not trial.about[process.pid]:
            continue
        text = command.ask(trial, "explain", "--time=mono", "-i", path, str(process.pid))
        if text:
            explain.Explanation(trial, process.pid, text).judge()
    others.judge_forest(trial, command.ask(trial, "forest", "--all", "-i", path))
    others.judge_export(trial, command.ask(trial, "export", "--time=mono", "-i", path))
    others.judge_stat(trial, command.ask(trial, "stat", "--format=json", "-i", path))
    others.judge_diagnose(trial, command.ask(trial, "diagnose", "--time=mono", "-i", path))


def main():
    path, spell, directory, count, seed = sys.argv[1:]
    command, tally, chance = Command(path), Tally(), random.Random(int(seed))
    names, made = [*VARIANTS, *LOSING], 0
    for round_ in read_truth(f"{directory}/truth"):
        file = f"{directory}/{round_.file}"
        whole = Spelled.read(subprocess.run([spell, file], capture_output=True, text=True,
                                            check=True).stdout)
        mode = round_.file.split("-")[1].split(".")[0]
        judge(command, Trial(tally, mode, round_.file, round_, round_.begin,
                             round_.end + 10 ** 12, whole), file)
        if mode not in ("reap", "late", "plain"):
            continue
        for _ in range(int(count)):
            name = names[made % len(names)]
            made += 1
            trace, begin, end = vary(name, chance, whole, round_)
            variant = f"{directory}/{round_.file[:-4]}-{name.replace(' ', '-')}.trace"
            trace.write(variant)
            judge(command, Trial(tally, name, variant.split("/")[-1], round_, begin, end, trace),
                  variant)
    report(tally)


def report(tally):
    modes = list(dict.fromkeys(mode for mode, _ in tally.counts))
    kinds = sorted({kind for _, kind in tally.counts})
    print(f"# {'':24} {'statements':>10} {'false':>7} {'unknown':>8} {'avoidable':>9}")
    for kind in kinds:
        counts = [counter for (_, of), counter in tally.counts.items() if of == kind]
        row = {verdict: sum(counter[verdict] for counter in counts)
               for verdict in ("true", "false", "unknown", "avoidable")}
        print(f"# {kind:24} {sum(row.values()):10} {row['false']:7} "
              f"{row['unknown'] + row['avoidable']:8} {row['avoidable']:9}")
    for sentence, number in tally.unjudged.most_common():
        print(f"# not judged: {number} times: {sentence}")
    failed = total = 0
    for number, mode in enumerate(modes, 1):
        false, avoidable = tally.sum("false", mode), tally.sum("avoidable", mode)
        unknown = tally.sum("unknown", mode) + avoidable
        statements = tally.sum("true", mode) + false + unknown
        right = false == 0 and avoidable * 100 < statements
        failed += not right
        total += statements
        print(f"{'' if right else 'not '}ok {number} - {mode}: nothing false, and less than 1 % "
              "unknown that was recorded")
        print(f"# {mode}: {statements} statements, {false} false, {unknown} unknown, "
              f"{avoidable} of them avoidable")
    print(f"# {total} statements")
    print(f"1..{len(modes)}")
    sys.exit(failed != 0)


if __name__ == "__main__":
    main()
