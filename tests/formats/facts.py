# SPDX-License-Identifier: GPL-2.0-or-later
"""For each trace of the golden tests, the commands as text, json and ndjson: all of it is of the
schema, without a key that the schema does not have; both hold the same objects; and what the text
says is in them, and nothing else."""

import csv
import glob
import io
import json
import os
import re
import subprocess
import sys

from jsonschema import Draft202012Validator

TOOL = os.path.realpath(sys.argv[1])
TOP = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
DATA = os.path.join(TOP, "tests/golden/data")
SCHEMA = os.path.join(TOP, "docs/schema/subreaper-trace-2.schema.json")
DECISIONS = ("sibling_thread no_flag subreaper ns_boundary reached_root ns_init_handover ns_dying "
             "unknown").split()
# What the text says of why something is unknown, and the word for it.
with open(os.path.join(TOP, "tools/model/forest/basis.c"), encoding="utf-8") as file:
    WHYS = {sentence: word for word, sentence in
            re.findall(r'\{ WHY_\w+, "(\w+)",\s+"([^"]+)" \}', file.read())}
# At most so many processes of a trace are explained.
EXPLAINED = 12

count = 0


def report(what, faults):
    global count
    count += 1
    print("%s %d - %s" % ("not ok" if faults else "ok", count, what))
    for fault in faults[:20]:
        print("# " + fault)


def strict(schema):
    """The same, where an object may have no other keys than those that are described."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    ret = {key: strict(part) for key, part in schema.items()}
    if ret.get("type") == "object" and "properties" in ret and "required" in ret:
        ret["additionalProperties"] = False
    return ret


with open(SCHEMA, encoding="utf-8") as file:
    PUBLISHED = json.load(file)
Draft202012Validator.check_schema(PUBLISHED)
STRICT = strict(PUBLISHED)
DOCUMENT = Draft202012Validator(STRICT)
LINE = {name: Draft202012Validator({"$defs": STRICT["$defs"], "$ref": "#/$defs/" + name})
        for name in STRICT["$defs"]}
# By content: what its objects are.
OBJECTS = {content: part["items"]["$ref"].split("/")[-1]
           for content, part in PUBLISHED["properties"].items() if part.get("type") == "array"}


def run(*words):
    env = dict(os.environ, LC_ALL="C.UTF-8", COLUMNS="400", TERM="dumb")
    done = subprocess.run([TOOL, *words], cwd=DATA, env=env, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return done.stdout.decode("utf-8")


def errors(validator, value, where):
    return ["%s: %s: %s" % (where, "/".join(str(step) for step in error.path), error.message[:300])
            for error in validator.iter_errors(value)]


def read(words, faults):
    """The document, or None where the command has nothing to say, which both formats must agree on."""
    text = run(*words, "--format=json")
    lines = run(*words, "--format=ndjson").splitlines()
    name = " ".join(words)
    if not text or not lines:
        if text or lines:
            faults.append(name + ": one format alone says something")
        return None
    document = json.loads(text)
    objects = [json.loads(line) for line in lines]
    faults += errors(DOCUMENT, document, name)
    content = document["content"]
    faults += errors(LINE["head"], objects[0], name + ", first line")
    faults += errors(LINE["end"], objects[-1], name + ", last line")
    for row in objects[1:-1]:
        faults += errors(LINE[OBJECTS[content]], row, name)
    if objects[1:-1] != document[content] or len(objects) - 2 != document["rows"]:
        faults.append(name + ": json and ndjson differ")
    check_table(words, document, faults)
    return document


def spelled(value):
    """As a table has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(value)


def flat(value, path, ret):
    """By the keys that lead to them, with _ between, the values of an object."""
    if isinstance(value, dict):
        for key, part in value.items():
            flat(part, path + "_" + key if path else key, ret)
    elif isinstance(value, list):
        for part in value:
            flat(part, path, ret)
    else:
        ret.setdefault(path, []).append(spelled(value))
    return ret


def flat_row(row):
    """Of export, where a step is PID:VERDICT, and an empty list a value."""
    row = dict(row)
    if "steps" in row:
        row["steps"] = ["%d:%s" % (step["pid"], step["verdict"]) for step in row["steps"]]
    return flat(row, "", {})


def resolve(schema):
    while "$ref" in schema:
        schema = PUBLISHED["$defs"][schema["$ref"].split("/")[-1]]
    return schema


def described(schema, path=""):
    """The columns that there may be by a schema."""
    schema = resolve(schema)
    if schema.get("type") == "array":
        return {path} | described(schema["items"], path)
    if "properties" not in schema:
        return {path}
    return set().union(*(described(part, path + "_" + key if path else key)
                         for key, part in schema["properties"].items()))


def objects_of_table(document):
    content = document["content"]
    for item in document[content]:
        if content == "explanations":
            for hop in item.get("hops", []):
                yield flat({**item, "hops": hop}, "", {})
        elif content == "events":
            yield flat_row(item)
        else:
            yield flat(item, "", {})


def check_table(words, document, faults):
    """The table has a row for each object, with the same values."""
    name = " ".join(words) + " as csv"
    text = run(*words, "--format=csv")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    columns = rows.pop(0)
    objects = list(objects_of_table(document))
    known = described(PUBLISHED["$defs"][OBJECTS[document["content"]]])
    unknown = [column for column in columns
               if column not in known and not column.startswith(("decisions_", "effects_"))]
    if unknown:
        faults.append("%s: the schema has no %s" % (name, ", ".join(unknown)))
    if len(rows) != len(objects):
        faults.append("%s: %d rows of %d objects" % (name, len(rows), len(objects)))
    for row, item in zip(rows, objects):
        wanted = ["|".join(item.get(column, [])) for column in columns]
        if [cell.rstrip("0") if "." in cell else cell for cell in row] != \
                [cell.rstrip("0") if "." in cell else cell for cell in wanted]:
            faults.append("%s: %s, and json has %s" % (name, row, wanted))
            break


def sentences(text, heading):
    """What the text says under a heading, each time all of it in one line."""
    parts = re.split(r"\n(?=\S)", "\n" + text)
    return [" ".join(part[10:].split()) for part in parts if part.startswith(heading)]


def compare(what, wanted, found, faults):
    if wanted != found:
        faults.append("%s: the text has %s, json %s" % (what, wanted, found))


def check_findings(trace, faults):
    text = run("diagnose", trace)
    document = read(["diagnose", trace], faults)
    if document is None:
        return
    squeezed = " ".join(text.split())
    for kind in "trouble", "note", "unknown":
        found = [finding for finding in document["findings"] if finding["kind"] == kind]
        compare("diagnose %s: %s" % (trace, kind), sentences(text, kind),
                [" ".join(" ".join(finding["found"]).split()) for finding in found], faults)
    for finding in document["findings"]:
        for said in finding["found"] + finding.get("seen", []) + finding.get("do", []):
            if " ".join(said.split()) not in squeezed:
                faults.append("diagnose %s: the text does not say: %s" % (trace, said))


def check_state(name, text, found, faults):
    said = sentences(text, "state")[0]
    state = found["state"]
    if said.startswith("unknown"):
        compare(name + ": state", "unknown", state["evidence"], faults)
    elif "whether it was reaped is unknown" in said:
        compare(name + ": state", "exited", state.get("value"), faults)
        compare(name + ": reaped", "unknown", found["reaped"]["evidence"], faults)
        why = WHYS.get(said.split("is unknown: ")[1])
        compare(name + ": why", why, found["reaped"].get("why"), faults)
    else:
        word = re.match("[a-z]+", said).group()
        compare(name + ": state", word, state.get("value", "").split("_")[0], faults)


def check_orphaned(name, text, found, faults):
    said = sentences(text, "orphaned")
    value = found["orphaned"].get("value", "unknown")
    if not said:
        if value not in ("in_recording", "never") and \
                not re.search("its parent is (unknown|not known)", " ".join(text.split())):
            faults.append("%s: the text says nothing, json orphaned %s" % (name, value))
        return
    wanted = {"never": "never", "not": "not_in_recording", "before": "before_recording",
              "in": "in_recording", "unknown": "unknown", "at": "unknown"}[re.match("[a-z]+", said[0]).group()]
    compare(name + ": orphaned", wanted, value, faults)
    if "the adopter is unknown: " in said[0]:
        compare(name + ": why", WHYS.get(said[0].split("is unknown: ")[1]),
                found["orphaned"].get("why"), faults)


def check_flags(name, text, found, faults):
    marked, has = re.match("subreaper: ([a-z]+); has_subreaper: ([a-z]+)",
                           sentences(text, "flags")[0]).groups()
    for key, said in ("subreaper", marked), ("has_subreaper", has):
        value = {True: "yes", False: "no", None: "unknown"}[found[key].get("value")]
        compare("%s: %s" % (name, key), said, value, faults)


def check_explanation(trace, pid, faults):
    name = "explain %s of %s" % (pid, trace)
    text = run("explain", pid, "-i", trace)
    document = read(["explain", pid, "-i", trace], faults)
    if document is None:
        if text:
            faults.append(name + ": only the text says something")
        return
    found = document["explanations"][0]
    check_state(name, text, found, faults)
    check_orphaned(name, text, found, faults)
    check_flags(name, text, found, faults)
    hops = [re.split(r"\n(?=\S)", hop)[0] for hop in re.split(r"^hop \d+", text, flags=re.M)[1:]]
    compare(name + ": hops", len(hops), len(found["hops"]), faults)
    for said, hop in zip(hops, found["hops"]):
        line = " ".join(said.split())
        compare(name + ": doubtful", ", unless " in line, "unless" in hop, faults)
        # A doubt may be wrapped before a word that is a decision elsewhere.
        word = "unless" not in hop and re.search(r"^ {10}(%s): " % "|".join(DECISIONS), said, re.M)
        compare(name + ": decision", word.group(1) if word else None, hop.get("decision"), faults)
        if hop["evidence"] == "inferred" and "This is inferred from " not in line:
            faults.append("%s: the text does not say that a hop is inferred" % name)
        for key in "old_parent", "new_parent":
            if key in hop and "[%d" % hop[key]["pid"] not in line:
                faults.append("%s: %s %s is not in: %s" % (name, key, hop[key]["name"], line))
    getppid = re.search(r"^getppid\(\) +is (\d+)", text, re.M)
    compare(name + ": getppid", getppid and int(getppid.group(1)), found.get("getppid"), faults)


def check_forest(trace, faults):
    text = run("forest", "--all", "--unfold", "--ascii", "-i", trace)
    document = read(["forest", "--all", "-i", trace], faults)
    read(["forest", "--compare", "-i", trace], faults)
    if document is None:
        return []
    drawn = {}
    for line in text.splitlines()[1:]:
        match = re.match(r" *(\d+(?:#\d+)?) ", line)
        if not match:
            break
        word = re.search(r" (%s)(\?)?(?:, [a-z0-9 ]+)?$" % "|".join(DECISIONS), line)
        drawn[match.group(1)] = word and (word.group(1) if not word.group(2) else "?")
    nodes = {}
    for node in document["nodes"]:
        key = re.search(r"\[([^\[\]]*)\]$", node["process"]["name"]).group(1)
        adopted = node.get("adopted")
        nodes[key] = adopted and adopted.get("decision", "?")
    compare("forest of " + trace, drawn, nodes, faults)
    return list(nodes)


def check_counts(trace, faults):
    text = run("stat", "-i", trace)
    document = read(["stat", "-i", trace], faults)
    if document is None:
        return
    names = re.findall(r"^\S*\[\d+(?:#\d+)?\]", text, re.M)
    for adopter in document["adopters"]:
        if not re.search(r"\[%s\]" % re.search(r"\[([^\[\]]*)\]$", adopter["name"]).group(1), text):
            faults.append("stat of %s: %s is not in %s" % (trace, adopter["name"], names))


def check_trace(trace):
    faults = []
    check_findings(trace, faults)
    check_counts(trace, faults)
    for command in "report", "export":
        read([command, "-i", trace], faults)
    pids = check_forest(trace, faults)
    for pid in pids[:: max(1, len(pids) // EXPLAINED)]:
        check_explanation(trace, pid, faults)
    report(trace + ": text, json and ndjson say the same, by the schema", faults)


def check_machine():
    faults = []
    for words in (["tasks", "--all", "-i", "mixed.tasks"], ["tasks", "-i", "daemons.tasks"],
                  ["reapers", "-i", "mixed.reapers"], ["stat", "--views", "views"],
                  ["check"], ["check", "--report"]):
        if read(words, faults) is None:
            faults.append("nothing from " + " ".join(words))
    for pid in "1", "300", "421", "422":
        if read(["explain", pid, "--views", "views"], faults) is None:
            faults.append("nothing is explained of " + pid)
    for part in json.loads(run("check", "-f", "json"))["parts"]:
        if "fix" in part and part["fix"] not in part["text"]:
            faults.append("the text lacks %s" % part["fix"])
    report("what is asked of a machine is by the schema", faults)


def check_cut():
    """A trace cut in its middle ends well-formed, and says that it was cut."""
    faults = []
    whole = os.path.join(DATA, "daemons.dat")
    cut = os.path.join(os.path.dirname(TOOL), "cut.dat")
    with open(whole, "rb") as file:
        start = file.read()[: os.path.getsize(whole) * 9 // 10]
    with open(cut, "wb") as file:
        file.write(start)
    for words in ["diagnose", cut], ["forest", cut], ["stat", cut], ["report", cut], ["export", cut]:
        document = read(words, faults)
        if document and document["complete"]:
            faults.append(words[0] + " says that a cut trace is complete")
    os.unlink(cut)
    report("a cut trace is by the schema, and incomplete", faults)


def check_schema():
    """It is no schema that takes anything."""
    faults = []
    finding = {"event": "finding", "kind": "trouble", "finding": "unreaped", "evidence": "recorded",
               "process": {"pid": 1, "ordinal": 1, "name": "init[1]"}, "count": 1, "found": ["x"],
               "seen": [], "do": []}
    for change in ({"evidence": "unknown", "why": "events_lost"}, {"evidence": "inferred"},
                   {"process": {"pid": 1}}, {"kind": "perhaps"}, {"count": "1"}, {"other_key": 1}):
        if LINE["finding"].is_valid({**finding, **change}):
            faults.append("it takes a finding with %s" % change)
    if not LINE["finding"].is_valid(finding):
        faults.append("it does not take a finding")
    report("the schema refuses what is wrong", faults)


check_schema()
for path in sorted(glob.glob(os.path.join(DATA, "*.trace")) + glob.glob(os.path.join(DATA, "*.dat"))):
    check_trace(os.path.basename(path))
check_cut()
check_machine()
print("1..%d" % count)
