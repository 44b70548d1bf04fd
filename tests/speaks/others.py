# SPDX-License-Identifier: GPL-2.0-or-later
"""What forest, export, stat and diagnose say."""
import json
import re

from explain import LABEL, nanoseconds

ROW = re.compile(r" *(\d+)(#\d+)? ([ │├└─|`-]*)(\S+)((?: \S+)*?)(?:  +(.*))?$")


def judge_forest(trial, text):
    """The edges of the tree, and what stands beside the names."""
    above = []
    for line in text.splitlines()[1:]:
        found = ROW.match(line)
        if not found:
            break
        pid, depth = int(found[1]), len(found[3]) // 2
        del above[depth:]
        above.append(pid)
        state = trial.state(pid)
        if not state or state["foreign"]:
            continue
        what = f"forest: {line.strip()}; it is {state}"
        # Beside a name, too: (parent?), and of a number (process or thread?).
        doubt = "?" in (found[5] or "") + (found[6] or "")
        if depth:
            trial.say("forest edge", above[depth - 1] == state["parent"], what,
                      doubt or trial.held.lost or trial.entered(pid) or
                      above[depth - 1] not in trial.processes)
        else:
            trial.unknown("forest edge", bool(trial.rows(pid, "process")), what)
        trial.say("forest state", trial.is_gone(pid) is not True, what, trial.held.lost)
        if "<defunct>" in found[5]:
            trial.say("forest state", state["state"] != "A", what, trial.held.lost)
        if "(subreaper)" in found[5]:
            trial.say("forest subreaper", bool(state["marked"]), what, trial.held.lost)
        columns = re.split(r"  +", found[6]) if found[6] else []
        if len(columns) == 2:
            judge_adoption(trial, pid, columns, what, doubt)


def judge_adoption(trial, pid, columns, what, doubt):
    moves = [move for move in trial.moves(pid) if move["from"] != move["to"]]
    old = re.match(LABEL, columns[0])
    if old:
        trial.say("forest old parent", bool(moves) and any(
            int(old[2]) == move["from"] for move in moves), what, doubt or trial.held.lost)
    word = re.match(r"(\w+)(\??)", columns[1])
    if not word[2]:
        trial.say("forest decision", word[1] in [move["decision"] for move in trial.moves(pid)],
                  what, trial.held.lost)


def judge_reparent(trial, row):
    process = trial.processes.get(row["pid"])
    if not process or not process.states or "parent_pid" not in row:
        return
    what = f"export: {row}"
    time = nanoseconds(f"{row['time']:.9f}")
    moves = [move for move in trial.recorded_moves(row["pid"])
             if move["moment"].holds(time) and move["from"] == row["parent_pid"]]
    if row.get("doubtful"):
        trial.unknown("row adopter", trial.holds("reparent"), what)
        trial.say("row parent", bool(moves), what,
                  "parent_unless" in row or trial.entered(row["pid"]))
        return
    inferred = row["inferred"]
    if inferred:
        moves = [move for move in moves if move["to"] == row.get("adopter_pid", 0)]
    else:
        moves = [move for move in moves if move["from_tid"] == row["parent_tid"]]
    trial.say("row adopter", any(
        move["to"] == row.get("adopter_pid", 0) and
        (inferred or move["to_tid"] == row["adopter_tid"]) for move in moves),
        f"{what}; moves {moves}", inferred and (trial.held.lost or trial.entered(row["pid"])))
    if moves:
        trial.say("row decision", row["decision"] in [move["decision"] for move in moves], what,
                  inferred and (trial.held.lost or trial.entered(row["pid"])))
    if "nspid" in row:
        trial.say("row nspid", row["nspid"] == process.states[0]["nspid"], what,
                  inferred and row["nspid"] == row["pid"])
    if "effects" in row and not inferred:
        trial.say("row dead", not ("zombie" in row["effects"]) or bool(trial.exit(row["pid"])),
                  what)


def judge_process(trial, row, time):
    process = trial.processes.get(row["pid"])
    state = process and process.at(time)
    if not state or state["foreign"]:
        return
    what = f"export: {row}; it is {state}"
    dead = row["state"] in "ZX"
    for kind, right in (
            ("row parent", row["parent_pid"] == state["parent"]),
            ("row parent thread", row["parent_tid"] == state["parent_tid"]),
            ("row subreaper", row["subreaper"] == bool(state["marked"])),
            ("row has_subreaper", row["has_subreaper"] == bool(state["covered"])),
            ("row nspid", row["nspid"] == state["nspid"]),
            ("row level", row["level"] == state["level"]),
            ("row state", not dead or state["state"] != "A" or
             row["pid"] in process.thread_exits),
            ("row threads", dead or row.get("threads_alive") == state["threads"]),
            ("row exit_signal", row.get("exit_signal") == state["exit_signal"]),
            ("row tracer", dead or row.get("tracer_pid", 0) == state["tracer"])):
        trial.say(kind, right, what)
    if dead and state["state"] != "A":
        trial.say("row exit_code", row["exit_code"] == trial.exit(row["pid"])["status"], what)


def judge_reap(trial, row):
    process = trial.processes.get(row["pid"])
    if not process or not process.states:
        return
    reap, what = trial.reap(row["pid"]), f"export: {row}"
    if reap:
        trial.say("row reaper", row.get("reaper_pid") == reap["by"] and
                  row["release"] == "waited", f"{what}; {reap}")
    else:
        trial.say("row reaper", bool(trial.state(row["pid"])["elusive"]) or
                  trial.is_gone(row["pid"]) is not False, what)


def judge_export(trial, text):
    end = None
    for line in text.splitlines():
        row = json.loads(line)
        time = nanoseconds(f"{row['time']:.9f}") if "time" in row else 0
        # A dump is of how things are between two steps.
        if row["event"] == "reparent":
            judge_reparent(trial, row)
        elif row["event"] == "process" and (time < trial.begin or time > trial.round.end):
            judge_process(trial, row, min(max(time, trial.begin), trial.end))
        elif row["event"] == "mark" and row["pid"] in trial.processes:
            process = trial.processes[row["pid"]]
            before = process.at(time)
            right = any(state["marked"] == row["new"] and state["moment"].holds(time)
                        for state in process.states) or \
                before and before["marked"] == row["new"]
            trial.say("row mark", right, f"export: {row}", "may_be_thread" in row)
        elif row["event"] == "reap":
            judge_reap(trial, row)
        elif row["event"] == "end":
            end = row
    trial.say("end", bool(end) and end["complete"] and
              bool(end["lost_places"]) == trial.held.lost, f"export: {end}")


def judge_stat(trial, text):
    """How many moves each process and each decision had."""
    stat = json.loads(text)
    inferred = stat["inferred"]["children"] > 0
    whole = trial.holds("reparent") and not trial.held.lost
    entered = any(trial.entered(pid) for pid in trial.processes)
    all_moves = [move for pid in trial.processes for move in trial.recorded_moves(pid)]
    for adopter in stat["adopters"]:
        if adopter["pid"] not in trial.processes:
            continue
        moves = [move for move in all_moves if move["to"] == adopter["pid"]]
        for decision, count in adopter["decisions"].items():
            truth = sum(move["decision"] == decision for move in moves)
            # Init adopts others as well.
            foreign = trial.state(adopter["pid"])["foreign"]
            right = count >= truth if foreign else count == truth if whole else count <= truth
            trial.say("stat adopter", right, f"stat: {adopter}; {decision} is {truth}",
                      trial.held.lost or foreign and inferred or entered)
        adopted = sum(move["from"] != move["to"] for move in moves)
        if not trial.state(adopter["pid"])["foreign"]:
            trial.say("stat adopted", adopter["adopted"] == adopted if whole
                      else adopter["adopted"] <= adopted, f"stat: {adopter}; it is {adopted}",
                      trial.held.lost or entered)
    trial.say("stat end", stat["complete"] and bool(stat["lost_places"]) == trial.held.lost,
              f"stat: {stat}")


def zombies_of(trial, pid, adopted):
    return [child for child in trial.children(pid)
            if trial.state(child)["state"] != "A" and trial.is_gone(child) is not True and
            trial.adopted(child) == adopted]


def finding(trial, text):
    """(kind, is it so) of a finding, or None for one that is not known here."""
    found = re.match(rf"{LABEL} has (?:not|not yet) reaped (\d+) of its (\d+) adopted", text)
    if found:
        return "unreaped", len(zombies_of(trial, int(found[2]), True)) >= int(found[5])
    found = re.match(rf"{LABEL} has not reaped (\d+) zombies?, its own child", text)
    if found:
        return "own unreaped", len(zombies_of(trial, int(found[2]), False)) >= int(found[5])
    found = re.match(rf"{LABEL} has not reaped (\d+) zombies?\. It is unknown whether", text)
    if found:
        pid = int(found[2])
        return "some unreaped", int(found[5]) <= len(
            zombies_of(trial, pid, True) + zombies_of(trial, pid, False))
    found = re.match(rf"{LABEL} adopted (\d+) process(?:es)? and never waited for", text)
    if found:
        return "never waited", bool(trial.exit(int(found[2])))
    found = re.match(rf"{LABEL} (?:ignores SIGCHLD|ignored SIGCHLD or had set)", text)
    if found:
        return "ignores", bool(trial.state(int(found[2]))["ignores"])
    found = re.match(rf"{LABEL} traces (\d+) process", text)
    if found:
        return "tracer", sum(process.at(trial.end)["tracer"] == int(found[2])
                             for process in trial.round.alive(trial.end)) >= int(found[5])
    found = re.match(rf"{LABEL} gets no SIGCHLD for (\d+) child", text)
    if found:
        return "exit signal", sum(trial.state(child)["exit_signal"] != 17 for child in
                                  trial.children(int(found[2]))) >= int(found[5])
    found = re.match(rf"{LABEL} was in a pid namespace, its parent was outside, and the init inside "
                     rf"adopted its orphans \((\d+)\)\. seen {LABEL} was adopted", text)
    if found:
        return "edge", any(move["from"] == int(found[2]) and move["decision"] == "ns_boundary"
                           for move in trial.recorded_moves(int(found[7])))
    found = re.match(r"(\d+) orphans? of (\S+)\[(\d+)\] (?:is|are) inside a pid namespace, and",
                     text)
    if found:
        own = trial.state(int(found[3]))["level"]
        return "outside", int(found[1]) <= sum(
            trial.state(child)["level"] > own and trial.adopted(child)
            for child in trial.children(int(found[3])))
    found = re.match(r"(\d+) orphans? of (\S+)\[(\d+)\] cannot detect the end", text)
    if found:
        return "getppid", int(found[1]) <= sum(
            trial.adopted(child) for child in trial.children(int(found[3]))) and \
            trial.state(int(found[3]))["nspid"] != 1
    found = re.match(rf"The main thread of {LABEL} has exited, and (at least )?(\d+) other", text)
    if found:
        pid, threads = int(found[2]), trial.state(int(found[2]))["threads"]
        return "leader", pid in trial.processes[pid].thread_exits and \
            (threads == int(found[6]) or bool(found[5]) and threads > int(found[6]))
    found = re.match(rf"The subreaper {LABEL} was exiting itself", text)
    if found:
        return "dying", bool(trial.exit(int(found[2])))
    found = re.match(rf"(\d+) orphans? that {LABEL} had adopted outlived it, and went to {LABEL}",
                     text)
    if found:
        return "outlived", int(found[1]) <= sum(
            any(move["from"] == int(found[3]) and move["to"] == int(found[7])
                for move in trial.moves(pid)) for pid in trial.processes)
    found = re.match(rf"{LABEL} adopted {LABEL}, the child of its own child {LABEL}", text)
    if found:
        return "caught", any(move["from"] == int(found[10]) and move["to"] == int(found[2])
                             for move in trial.recorded_moves(int(found[6])))
    found = re.match(r"\d+ process(?:es)? below (\S+)\[(\d+)\] lost the flag", text)
    if found:
        return "flag lost", False
    found = re.match(rf"(\d+) child(?:ren)? of {LABEL} got the parent-death signal (\w+), though "
                     r"\S+ is",
                     text)
    if found:
        return "pdeath", trial.state(int(found[3]))["state"] == "A"
    # It has ended since.
    if re.match(rf"\d+ child(?:ren)? of {LABEL} got the parent-death signal", text):
        return "pdeath", True
    return None


def judge_diagnose(trial, text):
    paragraphs = re.sub(r"\n {10}", " ", text)
    for paragraph in re.split(r"\n\n", paragraphs):
        found = re.match(r"(trouble|note) +(.*)", paragraph, re.DOTALL)
        if not found:
            continue
        sentence = re.sub(r"\s+", " ", found[2])
        pids = [int(pid) for _, pid, _, _ in re.findall(LABEL, sentence)]
        if any(pid not in trial.processes for pid in pids):
            continue
        judged = finding(trial, sentence)
        if judged:
            trial.say(f"finding: {judged[0]}", judged[1], f"diagnose: {sentence}",
                      trial.held.lost)
        else:
            trial.tally.unjudged[sentence[:70]] += 1
