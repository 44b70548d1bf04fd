# SPDX-License-Identifier: GPL-2.0-or-later
"""The queries of docs/queries.md, asked of databases made of traces, and what the commands say of the
same traces. sqlite3 is the program that anybody has."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile

TOOL = os.path.realpath(sys.argv[1])
TOP = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
DATA = os.path.join(TOP, "tests/golden/data")
SCENARIOS = os.path.join(TOP, "tests/golden/scenarios")
TRACES = [os.path.join(DATA, name) for name in (
    "daemons.dat", "reaped.dat", "words.trace", "life.trace", "inferred.trace", "hostile.trace",
    "reused.trace", "clone-flags.trace", "lost.dat", "trouble-unreaped.trace",
    "trouble-argument.trace", "trouble-pdeath.trace", "trouble-exec.trace", "probed.trace",
    "trouble-caught.trace")]
TRACES += [os.path.join(SCENARIOS, name) for name in (
    "09_adopted_stay.dat", "12_subreaper_dies.dat", "18_sibling_thread.dat", "31_init_dies.dat")]
# At most so many processes of a trace are asked for.
ASKED = 12

with open(os.path.join(TOP, "docs/queries.md"), encoding="utf-8") as file:
    QUERIES = dict(re.findall(r"<!-- query: (\w+) -->\n```sql\n(.*?)```", file.read(), re.S))

count = 0
scratch = tempfile.TemporaryDirectory()
DATABASE = os.path.join(scratch.name, "trace.db")
ENV = dict(os.environ, LC_ALL="C.UTF-8", TERM="dumb")
unasked = set(QUERIES)


def report(what, faults):
    global count
    count += 1
    print("%s %d - %s" % ("not ok" if faults else "ok", count, what))
    for fault in faults[:12]:
        print("# " + fault[:400].replace("\n", " "))


def run(*words):
    return subprocess.run([TOOL, *words], env=ENV, stdin=subprocess.DEVNULL, text=True,
                          capture_output=True, check=False)


def ask(name, pid=None):
    unasked.discard(name)
    done = subprocess.run(["sqlite3", "-readonly", "-csv", "-header", DATABASE],
                          input=(".parameter set :pid %s\n" % pid if pid else "") + QUERIES[name],
                          env=ENV, text=True, capture_output=True, check=True)
    if done.stderr:
        raise RuntimeError(name + ": " + done.stderr)
    return list(csv.DictReader(io.StringIO(done.stdout)))


def objects(*words):
    done = run(*words, "--format=json")
    document = json.loads(done.stdout)
    return document[document["content"]]


def name_of(process):
    return process["name"] if process else ""


def same(what, wanted, found, faults):
    if wanted != found:
        faults.append("%s: the command says %s, SQL %s" % (what, wanted, found))


def check_hops(trace, pid, faults):
    """Only of pids that name one process: a number alone asks for all."""
    (explained,) = objects("explain", str(pid), "-i", trace)
    hops = explained["hops"]
    same("hops of %d" % pid,
         [("", "") if "unless" in hop else
          (name_of(hop.get("new_parent")), hop.get("decision", "").replace("unknown", ""))
          for hop in hops],
         [(row["new_parent"], row["decision"]) for row in ask("hops", pid)], faults)
    same("steps of %d" % pid,
         [(step["pid"], step["verdict"]) for hop in hops for step in hop.get("steps", [])],
         [(int(re.search(r"\[(\d+)\]$", row["ancestor"]).group(1)), row["verdict"])
          for row in ask("steps", pid)], faults)
    for row in ask("lineage", pid)[1:2]:
        birth = explained["birth"]
        if "parent_unless" not in birth and birth.get("parent"):
            same("parent of %d at birth" % pid, birth["parent"]["pid"],
                 int(re.search(r"\[(\d+)[#\]]", row["name"]).group(1)), faults)
    escaped = [part["name"] for part in explained.get("escaped", [])]
    if "perhaps_escaped" not in explained:
        same("escaped from %d" % pid, sorted(escaped),
             sorted(row["escaped"] for row in ask("escaped", pid)), faults)


def check_rows(trace, rows, faults):
    """What export has of the same."""
    adoptions = [row for row in rows if row["event"] == "reparent" and "adopter_pid" in row]
    moved = [row for row in adoptions if row["adopter_pid"] != row["parent_pid"]]
    counted = {}
    for row in moved:
        key = (row["adopter_pid"], row.get("decision", ""))
        counted[key] = counted.get(key, 0) + 1
    found = {}
    for row in ask("adopters"):
        key = (int(row["pid"]), row["decision"])
        found[key] = found.get(key, 0) + int(row["adopted"])
    same("adopters", counted, found, faults)
    same("getppid", len([row for row in adoptions if row["adopter_pid"] != 1 and
                         row.get("decision", "sibling_thread") != "sibling_thread"]),
         len(ask("getppid")), faults)
    same("arguments", [row["argument"] for row in rows if row["event"] == "mark" and row["new"] and
                       row["argument"] != "0x1"],
         [row["argument"] for row in ask("arguments")], faults)
    same("unwaited", [row["exit_code"] for row in rows if row["event"] == "reap" and
                      row["release"] == "unwaited"],
         [int(row["exit_code"]) for row in ask("unwaited")], faults)
    for pid in sorted({row["adopter_pid"] for row in adoptions})[:ASKED]:
        wanted = [(row["pid"], "own" if row["event"] == "birth" else "adopted") for row in rows
                  if (row["event"] == "birth" and row.get("parent_pid") == pid) or
                  (row["event"] == "reparent" and row.get("adopter_pid") == pid)]
        same("children of %d" % pid, sorted(wanted),
             sorted((int(row["pid"]), row["how"]) for row in ask("children", pid)), faults)
    killed = {row["pid"] for row in rows if "killed_by" in row}
    same("killed", sorted(killed - {row["pid"] for row in rows if "killed_by" not in row and
                                    row["event"] == "exit" and row["pid"] not in killed}),
         sorted({int(re.search(r"\[(\d+)[#\]]", row["name"]).group(1)) for row in ask("killed")}
                & killed), faults)
    same("crashed", all(row["old_parent"] for row in ask("crashed")), True, faults)


def check_stat(trace, faults):
    wanted = {(item["pid"], item["ordinal"]): item["adopted"]
              for item in objects("stat", "-i", trace)}
    found = {}
    for row in ask("adopters"):
        key = (int(row["pid"]), int(row["ordinal"] or 0))
        found[key] = found.get(key, 0) + int(row["adopted"])
    same("stat", {key: n for key, n in wanted.items() if n}, found, faults)


def check_findings(trace, faults):
    wanted = [(item["kind"], item["finding"], "|".join(item["found"]))
              for item in objects("diagnose", trace)]
    same("findings", wanted,
         [(row["kind"], row["finding"], row["found"]) for row in ask("findings")], faults)


def check_forest(trace, nodes, faults):
    same("zombies", sorted(node["process"]["pid"] for node in nodes
                           if node["state"].get("value") == "zombie"),
         [int(re.search(r"\[(\d+)\]$", row["zombie"] or "[0]").group(1))
          for row in ask("zombies")], faults)


def check_trace(trace):
    faults = []
    done = run("export", "--format=sqlite", "--output=" + DATABASE, "-i", trace)
    rows = objects("export", "-i", trace)
    nodes = objects("forest", "--all", "-i", trace)
    if done.returncode != run("export", "-i", trace).returncode:
        faults.append("status %d: %s" % (done.returncode, done.stderr))
    check_rows(trace, rows, faults)
    check_stat(trace, faults)
    check_findings(trace, faults)
    check_forest(trace, nodes, faults)
    pids = [row["pid"] for row in rows if row["event"] == "reparent"]
    reused = {node["process"]["pid"] for node in nodes if node["process"]["ordinal"] > 1}
    named = {row["pid"] for row in rows if row["event"] == "birth"}
    asked = [pid for pid in dict.fromkeys(pids) if pid not in reused and
             sum(row["event"] == "birth" and row["pid"] == pid for row in rows) < 2]
    for pid in asked[:: max(1, len(asked) // ASKED)]:
        check_hops(trace, pid, faults)
    report("%s: %d processes asked for, %d born" % (os.path.basename(trace), len(asked), len(named)),
           faults)


def check_several():
    faults = []
    done = run("export", "--format=sqlite", "--output=" + DATABASE,
               os.path.join(DATA, "web1.trace"), os.path.join(DATA, "web2.trace"))
    said = subprocess.run(["sqlite3", "-readonly", DATABASE,
                           "SELECT id, host FROM trace; SELECT count(*) FROM finding;"
                           "SELECT trace, count(*) FROM reparent GROUP BY trace;"],
                          text=True, capture_output=True, check=True).stdout
    if done.returncode or said.split()[:3] != ["1|web1", "2|web2", "0"] or len(said.split()) != 5:
        faults.append("%d %s %s" % (done.returncode, done.stderr, said))
    report("two machines are in one database", faults)


def check_file():
    """What is there is replaced if it is ours, and no other file is; what fails leaves no file."""
    faults = []
    trace = os.path.join(DATA, "life.trace")
    other = os.path.join(scratch.name, "other")
    with open(other, "w", encoding="utf-8") as out:
        out.write("mine")
    subprocess.run(["sqlite3", other + ".db", "CREATE TABLE mine(x)"], check=True)
    for path in other, other + ".db":
        with open(path, "rb") as before:
            kept = before.read()
        done = run("export", "--format=sqlite", "--output=" + path, "-i", trace)
        with open(path, "rb") as after:
            if done.returncode != 1 or after.read() != kept:
                faults.append("%s: %d %s" % (path, done.returncode, done.stderr))
    again = run("export", "--format=sqlite", "--output=" + DATABASE, "-i", trace)
    if again.returncode:
        faults.append("ours is not replaced: " + again.stderr)
    gone = run("export", "--format=sqlite", "--output=" + scratch.name + "/no/trace.db", "-i", trace)
    if gone.returncode != 1 or "cannot write" not in gone.stderr:
        faults.append("no directory: %d %s" % (gone.returncode, gone.stderr))
    missing = run("export", "--format=sqlite", "--output=" + scratch.name + "/new.db", "-i", "missing")
    if missing.returncode != 1 or sorted(os.listdir(scratch.name)) != ["other", "other.db", "trace.db"]:
        faults.append("left: %s" % os.listdir(scratch.name))
    integrity = subprocess.run(["sqlite3", DATABASE, "PRAGMA integrity_check; PRAGMA user_version"],
                               text=True, capture_output=True, check=True).stdout
    if integrity.split() != ["ok", "2"]:
        faults.append(integrity)
    report("only a database of export is replaced, and only by a whole one", faults)


for path in TRACES:
    check_trace(path)
check_several()
check_file()
report("each query was asked", sorted(unasked))
print("1..%d" % count)
