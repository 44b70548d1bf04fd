// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../tools/model/process/profile.h"
#include "../../tools/source/trace/appendix.h"
#include "../../tools/source/trace/text.h"
#include "tap.h"

static struct event_text text_of(const char *bytes)
{
	return (struct event_text){ bytes, strlen(bytes) };
}

static void check_line(const char *arguments, size_t size, const char *wanted, const char *name)
{
	const struct event_text command = { arguments, size };
	char line[COMMAND_LINE_SIZE];

	command_line(&command, line);
	check_text(line, wanted, name);
}

static void test_command_lines(void)
{
	static char quotes[EVENT_TEXT_MAX];
	const struct event_text longest = { quotes, sizeof(quotes) };
	char line[COMMAND_LINE_SIZE];

	check_line("a\0-b\0", 5, "a -b", "profile: arguments");
	check_line("a\0b c\0\0d\0", 9, "a 'b c' '' d", "profile: a blank and an empty argument");
	check_line("it's\0", 5, "'it'\\''s'", "profile: a quote");
	check_line("no end", 6, "'no end'", "profile: a last argument without its end");
	check_line("title\0\0\0\0", 9, "title", "profile: zeros of overwritten arguments");
	check_line("", 0, "", "profile: no arguments");
	memset(quotes, '\'', sizeof(quotes));
	check(command_line(&longest, line) == 4 * sizeof(quotes) + 2,
	      "profile: the longest command line has room");
	memset(quotes, 0, sizeof(quotes));
	quotes[sizeof(quotes) - 1] = 'x';
	check(command_line(&longest, line) == 3 * (sizeof(quotes) - 1) + 1,
	      "profile: so have the most arguments");
}

static void check_unit(const char *cgroup, const char *wanted, bool container)
{
	const struct event_text path = text_of(cgroup);
	struct unit unit = unit_of(&path);
	char name[256] = "", label[300];

	memcpy(name, unit.name ? unit.name : "", unit.size);
	snprintf(label, sizeof(label), "profile: the unit of %s", cgroup);
	check_text(name, wanted, label);
	check(unit.container == container, label);
}

#define ID "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void test_units(void)
{
	check_unit("/system.slice/ssh.service", "ssh.service", false);
	check_unit("/system.slice/web.service/workers/1", "web.service", false);
	check_unit("/user.slice/user-1000.slice/user@1000.service/app.slice/a.service", "a.service",
		   false);
	check_unit("/system.slice/gone.service (deleted)", "gone.service", false);
	check_unit("/system.slice/docker-" ID ".scope", ID, true);
	check_unit("/machine.slice/libpod-" ID ".scope/container", ID, true);
	check_unit("/machine.slice/libpod-conmon-" ID ".scope", "libpod-conmon-" ID ".scope",
		   false);
	check_unit("/kubepods/besteffort/pod12/" ID, ID, true);
	check_unit("/docker/0123456789ABCDEF" ID, "", false);
	check_unit("/lxc.payload.web/system.slice", "web", true);
	check_unit("/system.slice", "", false);
	check_unit("/.service", "", false);
	check_unit("/", "", false);
	check_unit("", "", false);
}

/* As long as the forest is there. */
static const struct profile *profile_in(const struct forest *forest, int pid, unsigned int ordinal,
					uint64_t until)
{
	const struct process *process = process_latest(&forest->table, pid);

	while (process && process->ordinal != ordinal)
		process = process->namesake;
	return process ? profile_of(&forest->profiles, &forest->table, process, until) : NULL;
}

static void test_identity(void)
{
	struct forest forest =
		forest_of("profile at=1000 pid=5 start=7 uid=1 command=old\\000\n"
			  "reading at=900\n"
			  "profile at=9000000000 pid=5 start=7 same=1\n"
			  "profile at=9000000001 pid=5 start=800 uid=2 command=new\\000\n"
			  "profile at=9000000002 pid=6 start=9 uid=3\n"
			  "reading at=8900000000\n"
			  "1 [000] process pid=5 start=70000001 comm=a\n"
			  "1 [000] process pid=6 start=99999999 comm=b\n"
			  "1 [000] process pid=8 comm=c\n"
			  "2 [000] sched_process_exit pid=5 comm=a\n"
			  "2.1 [000] sched_process_free pid=5 comm=a\n"
			  "8 [000] task_newtask pid=5 common_pid=6 comm=d\n"
			  "8.5 [000] process pid=5 start=8000000000 comm=d\n"
			  "8.6 [000] process pid=6 start=99999999 comm=b\n");
	const struct profile *profile = profile_in(&forest, 5, 1, UINT64_MAX);

	check(profile && profile->told.uid == 1 && profile->told.at == 1000,
	      "profile: of the first of a pid, and not when it was gone");
	profile = profile_in(&forest, 5, 2, UINT64_MAX);
	check(profile && profile->told.uid == 2, "profile: of the second of a pid");
	profile = profile_in(&forest, 6, 1, 0);
	check(profile && profile->told.uid == 3, "profile: a time within a tick");
	check(!profile_in(&forest, 8, 1, UINT64_MAX), "profile: none without a start");
	check(profile_gap_of(&forest.profiles, process_latest(&forest.table, 8)) ==
		      PROFILE_NO_START,
	      "profile: and it is said why");
	forest_deinit(&forest);
}

/* Two of one pid that began within a tick: what was read may be of either. */
static void test_same_tick(void)
{
	struct forest forest = forest_of("profile at=1000 pid=5 start=7 uid=1\n"
					 "1 [000] process pid=5 start=70000001 comm=a\n"
					 "1 [000] process pid=5 start=70000002 comm=b\n");

	check(!profile_in(&forest, 5, 1, UINT64_MAX) && !profile_in(&forest, 5, 2, UINT64_MAX),
	      "profile: of two that began in one tick neither has it");
	forest_deinit(&forest);
}

static void test_lines(void)
{
	const char *bad[] = { "profile pid=0\n", "profile pid=1 nothing=1\n",
			      "profile pid=1 command=\\00\n", "profile pid=1 command\n",
			      "reading\n" };
	struct recorded trace = recorded_of("profile pid=3 at=4 start=5 uid=0 command=a\\000\\040b "
					    "user=x command_cut=1 executable_error=-2\n");
	const struct profile_event *told = &trace.events[0].profile;
	size_t i;

	check(trace.events[0].type == EVENT_PROFILE && told->pid == 3 && told->at == 4 &&
		      told->start == 5 && told->uid == 0 && told->command_cut &&
		      told->executable_error == -2 && !told->kernel_thread,
	      "profile: numbers of a line");
	check(told->command.size == 4 && !memcmp(told->command.bytes, "a\0 b", 4),
	      "profile: a text with a zero in it");
	check(told->user.size == 1 && !told->cgroup.size, "profile: texts that are not there");
	check(!trace.summary.nr, "profile: it is no event that happened");
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		FILE *in = fmemopen((char *)bad[i], strlen(bad[i]), "r");
		struct message why;
		struct event event;
		size_t number = 0;

		check(text_next(in, &number, &event, &why) == -EINVAL, bad[i]);
		fclose(in);
	}
}

static int file_of(const char *content, size_t size)
{
	int fd = memfd_create("file", 0);

	if (write(fd, content, size) != (ssize_t)size)
		abort();
	return fd;
}

static char *path_of(int fd)
{
	static char path[32];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	return path;
}

static void check_appendix(int trace, const char *wanted, bool damaged, const char *name)
{
	char text[100] = "";
	bool lacks;
	FILE *in = appendix_open(trace, &lacks);

	if (in) {
		size_t got = fread(text, 1, sizeof(text) - 1, in);

		text[got] = '\0';
		fclose(in);
	}
	check(lacks == damaged && !in == !wanted && (!wanted || !strcmp(text, wanted)), name);
	if (in)
		printf("# it is%s damaged, and has '%s'\n", lacks ? "" : " not", text);
}

static void cut(int trace, off_t size)
{
	if (ftruncate(trace, size))
		exit(1);
}

/* Wherever it is cut, what is left of a line is not taken for one. */
static void test_cut_appendix(void)
{
	static const char lines[] = "reading at=1\nprofile pid=23 uid=3\n";
	static char page[4096];
	int trace = file_of(page, sizeof(page)), from = file_of(lines, strlen(lines));
	off_t text = sizeof(page) + 16;

	check_appendix(trace, NULL, false, "appendix: a page of zeros has none");
	check(!appendix_write(path_of(trace), from), "appendix: it is written");
	check_appendix(trace, lines, false, "appendix: it is whole");
	cut(trace, text + strlen(lines) + 10);
	check_appendix(trace, lines, true, "appendix: cut in its last line");
	cut(trace, text + strlen(lines));
	check_appendix(trace, lines, true, "appendix: cut between lines");
	cut(trace, text + strlen("reading at=1\nprofile pid=2"));
	check_appendix(trace, "reading at=1\n", true, "appendix: cut within a number");
	cut(trace, text + 3);
	check_appendix(trace, "", true, "appendix: cut within the first line");
	cut(trace, text);
	check_appendix(trace, "", true, "appendix: cut before the lines");
	cut(trace, text - 5);
	check_appendix(trace, "", true, "appendix: cut within its head");
	cut(trace, sizeof(page));
	check_appendix(trace, NULL, false, "appendix: without it the trace is whole");
	close(from);
	close(trace);
}

static void test_appendix(void)
{
	static const char lines[] = "reading at=1\nprofile pid=2 uid=3\n";
	int trace = file_of("any trace", 9), from = file_of(lines, strlen(lines));
	char text[100] = "";
	struct stat status;

	check_appendix(trace, NULL, false, "appendix: a trace without one");
	check(!appendix_write(path_of(trace), from), "appendix: it is written");
	check(pread(trace, text, 9, 0) == 9 && !strcmp(text, "any trace"),
	      "appendix: the trace is as it was before it");
	check_appendix(trace, lines, false, "appendix: it has what was written");
	fstat(trace, &status);
	check(pwrite(trace, "1\n", 2, status.st_size - 2) == 2, "appendix: its size is changed");
	check_appendix(trace, "", true, "appendix: one whose head and tail differ is damaged");
	close(from);
	from = file_of("", 0);
	check(!appendix_write(path_of(trace), from), "appendix: of nothing");
	check_appendix(trace, "", false, "appendix: it is whole without lines too");
	close(from);
	close(trace);
}

void test_profile(void)
{
	test_command_lines();
	test_units();
	test_identity();
	test_same_tick();
	test_lines();
	test_appendix();
	test_cut_appendix();
}
