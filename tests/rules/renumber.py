# SPDX-License-Identifier: GPL-2.0-or-later
"""The same trace with pids that are used twice, of which the command must say the same."""
import json
import re

from spelled import Line, Spelled

PIDS = re.compile(r"\b(pid|common_pid|child|tid|tgid|old_pid|pgrp|session|adopted_by|nspid|"
                  r"child_nspid|(?:parent|adopter|reaper|tracer)_t(?:g)?id)=(\d+)\b")
STEP = re.compile(r"(?<=[=,])(\d+)(?=:)")


def numbers(line):
    return {int(pid) for _, pid in PIDS.findall(line.text)} | {
        int(pid) for pid in STEP.findall(line.text)}


def choose(chance, trace, truth):
    """{pid: the pid that it gets}: of one that nothing names since its birth."""
    births, last, known, gone = {}, {}, set(), set()
    for line in trace.lines:
        for pid in numbers(line):
            last[pid] = line.time
        if line.kind in ("process", "task_newtask"):
            known.add(line.facts["pid"])
        if line.kind == "sched_process_free" and line.facts["pid"] in known:
            gone.add(line.facts["pid"])
        if line.kind == "task_newtask":
            births[line.facts["pid"]] = line.time
    chosen = {}
    young = [pid for pid in births if pid in truth.processes]
    chance.shuffle(young)
    for pid in young:
        old = [one for one in truth.processes if one in gone and last[one] < births[pid] and
               one > 1 and one not in chosen and one not in chosen.values()]
        if old and pid not in chosen.values() and len(chosen) < 4:
            chosen[pid] = chance.choice(old)
    return chosen, births


def in_order(dump):
    """A dump lists rising pids."""
    times = [line.text.split(" ", 1)[0] for line in dump]
    dump = sorted(dump, key=lambda line: line.facts["pid"])
    return [Line(f"{time} {line.text.split(' ', 1)[1]}") for time, line in zip(times, dump)]


def renumber(trace, chosen, births):
    lines, dump = [], []
    for line in trace.lines:
        new = {pid: to for pid, to in chosen.items() if line.time >= births[pid]}
        text = PIDS.sub(lambda found: f"{found[1]}={new.get(int(found[2]), found[2])}", line.text)
        text = STEP.sub(lambda found: str(new.get(int(found[1]), found[1])), text)
        if line.kind == "process":
            dump.append(Line(text))
            continue
        lines += in_order(dump)
        dump = []
        lines.append(Line(text))
    return Spelled(trace.head, lines + in_order(dump))


def plain(value, back):
    """back: {pid: the number of its second process before}."""
    if isinstance(value, list):
        return sorted((plain(one, back) for one in value), key=json.dumps)
    if not isinstance(value, dict):
        return value
    value = {key: plain(one, back) for key, one in value.items()}
    if value.get("ordinal") == 2 and value["pid"] in back:
        value["pid"], value["ordinal"] = back[value["pid"]], 1
        value["name"] = f"{value['comm']}[{value['pid']}]"
    elif "ordinal" in value and value["pid"] in back:
        value["name"] = value["name"].replace("#1]", "]")
    # These have no ordinal.
    for key in ("tid", "getppid", "process_group", "session", "nspid"):
        if isinstance(value.get(key), int):
            value[key] = back.get(value[key], value[key])
    if "process" in value and "verdict" in value:
        del value["pid"]
    value.pop("time", None)
    # The basis depends on its place in the dump.
    if "value" in value.get("state", ()):
        value["state"] = value["state"]["value"]
    return value


def judge(trial, command, path, whole, chance):
    """Compares the explanations of each process of which the pid is now that of two."""
    chosen, births = choose(chance, whole, trial.round)
    if not chosen:
        return
    twice, back = path.replace(".trace", "-twice.trace"), {to: pid for pid, to in chosen.items()}
    renumber(whole, chosen, births).write(twice)
    for pid, to in chosen.items():
        for before, after in ((pid, f"{to}#2"), (to, f"{to}#1")):
            said = [json.loads(command.ask(trial, "explain", "-f", "json", "-i", file, str(which)))
                    for file, which in ((path, before), (twice, after))]
            first, second = (plain(one["explanations"][0], back) for one in said)
            wrong = [key for key in first.keys() | second.keys()
                     if first.get(key) != second.get(key)]
            trial.say("pid used twice", not wrong, f"{before} as {after}: "
                      f"{[(key, first.get(key), second.get(key)) for key in wrong]}")
