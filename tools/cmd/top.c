// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>

#include "../base/format/escape.h"
#include "../base/format/nanoseconds.h"
#include "../render/counts/screen.h"
#include "../source/debugfs/debugfs.h"
#include "../source/machine/processes.h"
#include "../source/debugfs/reapers.h"
#include "../source/machine/sight.h"
#include "../source/debugfs/tasks.h"
#include "../source/debugfs/walks.h"
#include "command.h"
#include "options/output.h"
#include "options/signals.h"
#include "reading/viewfile.h"

/* How long until a signal takes effect, in ms. */
#define PATIENCE 200
/* In 80 columns. */
#define WITHOUT_MODULE \
	"no module: subreapers, adoptions, decisions unknown; see 'subreaper-trace check'"

static int seconds = 2;
static const char *views;

static const struct option_spec own_options[] = {
	{ 'd', "delay", OPTION_NUMBER, "SECONDS", "time between updates, 2 by default", &seconds },
	{ 0, "views", OPTION_TEXT, "DIRECTORY", "show copies of debugfs' files", &views },
	{ 0 },
};

static const struct option_spec * const options[] = { own_options, output_options, NULL };

/* A missing copy is an error; without the module, /proc is used. */
static int open_view(const char *name, FILE **ret, struct message *why)
{
	char path[PATH_MAX];

	if (!views)
		return debugfs_open(name, ret, why);
	snprintf(path, sizeof(path), "%s/%s", views, name);
	*ret = fopen(path, "re");
	return *ret ? 0 : message_set(why, -errno, "cannot open %s: %s", path, strerror(errno));
}

static int read_walks(struct overview *overview, struct message *why)
{
	static struct walk_row row;
	struct view view;
	FILE *in;
	int err = open_view("walks", &in, why);

	if (err)
		return err;
	err = view_begin(&view, in, walk_columns);
	while (!err && (err = view_next(&view, &row, sizeof(row))) == 1) {
		err = 0;
		walk_row_finish(&row);
		overview_add_walk(overview, &row.event);
		if (views && row.event.time > overview->now)
			overview->now = row.event.time;
	}
	view_end(&view);
	fclose(in);
	return err ? view_refuse(&view, err, "walks", "a decision", why) : 0;
}

static int read_module(struct overview *overview, struct reapers *reapers, struct message *why)
{
	FILE *in;
	int err = open_view("tasks", &in, why);

	if (err)
		return err;
	err = tasks_read(in, &overview->snapshot, why);
	fclose(in);
	if (!err)
		err = open_view("reapers", &in, why);
	if (err)
		return err;
	err = reapers_read(in, reapers, why);
	fclose(in);
	return err ? err : read_walks(overview, why);
}

static void read_limits(struct overview *overview)
{
	size_t i;

	for (i = 0; !views && i < overview->nr; i++)
		processes_limit(overview->parents[i].pid, &overview->parents[i].pids,
				&overview->parents[i].pids_max);
}

static int look(struct overview *overview, struct top_state *state, struct message *why)
{
	struct reapers reapers = { 0 };
	int err;

	*overview = (struct overview){ .now = views ? 0 : nanoseconds_now(CLOCK_MONOTONIC),
				       .module = true };
	state->lacking[0] = '\0';
	err = read_module(overview, &reapers, why);
	if (err && !views) {
		reapers_deinit(&reapers);
		overview_deinit(overview);
		overview->now = nanoseconds_now(CLOCK_MONOTONIC);
		snprintf(state->lacking, sizeof(state->lacking), "%s", WITHOUT_MODULE);
		err = processes_read(&overview->snapshot, why);
	}
	if (!err && overview_conclude(overview, &reapers))
		err = message_set(why, -ENOMEM, "out of memory");
	reapers_deinit(&reapers);
	if (!err)
		read_limits(overview);
	return err;
}

static void set_title(const struct terminal *terminal, struct top_state *state)
{
	char host[ESCAPED_SIZE(sizeof(((struct utsname *)0)->nodename))], clock[16];
	time_t now = time(NULL);
	struct utsname machine;
	struct tm local;

	if (views) {
		snprintf(state->title, sizeof(state->title), "copies of debugfs' files");
		return;
	}
	uname(&machine);
	localtime_r(&now, &local);
	strftime(clock, sizeof(clock), "%H:%M:%S", &local);
	escape_for_terminal(machine.nodename, strlen(machine.nodename), terminal->utf8, host);
	snprintf(state->title, sizeof(state->title), "%.200s   %s", host, clock);
}

static void select_by(const struct overview *overview, struct top_state *state, long step)
{
	long place = 0;
	size_t i;

	if (state->tree) {
		state->scroll = step < 0 && state->scroll < (size_t)-step ? 0
									  : state->scroll + step;
		return;
	}
	for (i = 0; i < overview->nr; i++) {
		if (overview->parents[i].pid == state->selected)
			place = i;
	}
	place += step;
	if (place >= (long)overview->nr)
		place = (long)overview->nr - 1;
	if (overview->nr)
		state->selected = overview->parents[place < 0 ? 0 : place].pid;
}

/* Return: whether to go on */
static bool obey(int key, struct overview *overview, struct top_state *state)
{
	long page = (long)screen_height() / 2;

	switch (key) {
	case 'q':
		return false;
	case 't':
		state->tree = !state->tree;
		state->scroll = 0;
		break;
	case 's':
		state->order = (state->order + 1) % OVERVIEW_ORDERS;
		overview_sort(overview, state->order);
		break;
	case 'p':
		state->paused = !state->paused;
		break;
	case SCREEN_UP:
	case 'k':
		select_by(overview, state, -1);
		break;
	case SCREEN_DOWN:
	case 'j':
		select_by(overview, state, 1);
		break;
	case SCREEN_PAGE_UP:
		select_by(overview, state, -page);
		break;
	case SCREEN_PAGE_DOWN:
		select_by(overview, state, page);
		break;
	case SCREEN_FIRST:
		select_by(overview, state, -(long)(overview->snapshot.nr + overview->nr));
		break;
	case SCREEN_LAST:
		select_by(overview, state, (long)(overview->snapshot.nr + overview->nr));
		break;
	default:
		break;
	}
	return true;
}

static int show(const struct terminal *terminal, const struct overview *overview,
		struct top_state *state, struct message *why)
{
	struct top_page page = { 0 };
	bool lacking;

	top_draw(&page, terminal, overview, state, screen_height());
	screen_show(&page);
	lacking = page.lacking;
	top_page_deinit(&page);
	return lacking ? message_set(why, -ENOMEM, "out of memory") : 0;
}

/* Reads again when it is time, and shows the result. */
static int look_again(const struct terminal *terminal, struct overview *overview,
		      struct top_state *state, struct message *why)
{
	overview_deinit(overview);
	set_title(terminal, state);
	if (look(overview, state, why))
		return -EIO;
	overview_sort(overview, state->order);
	return 0;
}

static int follow(const struct terminal *terminal, struct overview *overview,
		  struct top_state *state, struct message *why)
{
	uint64_t due = nanoseconds_now(CLOCK_MONOTONIC) + state->seconds * NS_PER_SECOND;
	int err = show(terminal, overview, state, why);

	while (!err && !signals_came()) {
		int key = screen_key(PATIENCE);

		if (!obey(key, overview, state))
			break;
		if (!state->paused && nanoseconds_now(CLOCK_MONOTONIC) >= due) {
			due = nanoseconds_now(CLOCK_MONOTONIC) + state->seconds * NS_PER_SECOND;
			err = look_again(terminal, overview, state, why);
		} else if (key == SCREEN_NONE) {
			continue;
		}
		if (!err)
			err = show(terminal, overview, state, why);
	}
	return err;
}

static int run(int argc, char **argv)
{
	struct top_state state = { .seconds = seconds };
	struct overview overview = { 0 };
	struct terminal terminal = output_open_unpaged();
	struct message why;
	int err;

	if (argc)
		return misuse("top takes no '%s'", argv[0]);
	state.seconds = seconds;
	/*
	 * An error in the copies is printed after the screen is closed, so that it stays readable.
	 */
	if (look_again(&terminal, &overview, &state, &why))
		return complain(EX_FAILED, "%s", why.text);
	signals_catch();
	err = screen_open(terminal.colour, &why);
	if (!err) {
		err = follow(&terminal, &overview, &state, &why);
		screen_close();
	}
	overview_deinit(&overview);
	return err ? complain(EX_FAILED, "%s", why.text) : EX_OK;
}

const struct command top_command = {
	.name = "top",
	.summary = "show this machine's subreapers full screen, with what they adopted and reap",
	.description =
		"BELOW counts the processes below a subreaper, ADOPTED the children that it adopted\n"
		"since the module was loaded, UNREAPED those of them that are zombies, ZOMBIES all\n"
		"its children that are zombies, CGROUP PIDS the tasks of its cgroup and their limit\n"
		"pids.max. The last decisions are shown below.\n"
		"\n"
		"Keys: q quits, t shows the tree below the selected process, s sorts by another\n"
		"column, p pauses, arrows and page keys select. Without the module, only data from\n"
		"/proc is shown; ? is unknown.",
	.options = options,
	.run = run,
};
