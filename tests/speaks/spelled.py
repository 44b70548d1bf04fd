# SPDX-License-Identifier: GPL-2.0-or-later
"""A trace as text, and what can be taken away from it."""
import truth

MODULE = ("walk", "reparent", "mark", "process", "reap", "gap")


class Line:
    def __init__(self, text):
        self.text = text
        time, cpu, self.kind, *words = text.split()
        seconds, nanoseconds = time.split(".")
        self.time = int(seconds) * 1000000000 + int(nanoseconds)
        self.cpu = cpu
        self.facts = truth.fields(words)


class Spelled:
    """head: the lines without a time; lines: the others, in their order."""

    def __init__(self, head, lines):
        self.head, self.lines = head, lines
        self.kinds = {line.kind for line in lines}
        self.lost = "lost" in self.kinds

    @classmethod
    def read(cls, text):
        head, lines = [], []
        for line in text.splitlines():
            if line[0].isdigit():
                lines.append(Line(line))
            else:
                head.append(line)
        return cls(head, lines)

    def write(self, path):
        with open(path, "w", encoding="ascii") as out:
            for line in self.head:
                print(line, file=out)
            for line in self.lines:
                print(line.text, file=out)

    def without(self, *kinds):
        head = []
        for line in self.head:
            if line.startswith("holds "):
                line = " ".join(word for word in line.split() if word not in kinds)
            head.append(line)
        return Spelled(head, [line for line in self.lines if line.kind not in kinds])

    def since(self, time):
        return Spelled(self.head, [line for line in self.lines if line.time >= time])

    def until(self, time):
        return Spelled(self.head, [line for line in self.lines if line.time <= time])

    def with_forks(self):
        """Births as sched_process_fork tells them, which is not whether it is a thread."""
        head = [line.replace("task_newtask", "sched_process_fork") for line in self.head]
        lines = []
        for line in self.lines:
            if line.kind == "task_newtask":
                facts = line.facts
                line = Line(
                    f"{line.text.split()[0]} {line.cpu} sched_process_fork "
                    f"child_pid={facts['pid']} parent_pid={facts['common_pid']} "
                    f"child_comm={facts['comm']}")
            lines.append(line)
        return Spelled(head, lines)

    def losing(self, random, runs, longest):
        """As a buffer loses events: of a processor, some in a row."""
        lines, gone = list(self.lines), {}
        for _ in range(runs):
            cpu = random.choice(lines).cpu
            own = [i for i, line in enumerate(lines) if line.cpu == cpu]
            first = random.randrange(len(own))
            for i in own[first:first + random.randint(1, longest)]:
                gone[i] = True
        # What nothing follows is not known to be lost.
        for cpu in {line.cpu for line in lines}:
            for i in range(len(lines) - 1, -1, -1):
                if lines[i].cpu == cpu:
                    if i not in gone:
                        break
                    del gone[i]
        kept, count = [], {}
        for i, line in enumerate(lines):
            if i in gone and line.kind != "lost":
                count[line.cpu] = count.get(line.cpu, 0) + 1
                continue
            if line.cpu in count:
                kept.append(Line(f"{line.text.split()[0]} {line.cpu} "
                                 f"lost count={count.pop(line.cpu)}"))
            kept.append(line)
        return Spelled(self.head, kept)
