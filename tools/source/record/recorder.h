/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Recording is trace-cmd's work. It can run a command while it records, and that is our own
 * binary again, so that the state is dumped while recording is on:
 *
 *	subreaper-trace record		waits, cleans up, passes on the exit status
 *	  trace-cmd record		in a process group of its own, deaf to the terminal
 *	    subreaper-trace __recorded	dumps, runs CMD, dumps; reports through a pipe
 *	      CMD			in the process group that the user sees
 */
#ifndef SOURCE_RECORDER_H
#define SOURCE_RECORDER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "../../base/terminal/message.h"
#include "eventfilter.h"
#include "instance.h"

#define RECORDED_COMMAND "__recorded"

enum report_type {
	REPORT_STARTED,	   /* value: pid of __recorded */
	REPORT_NO_NOTE,	   /* value: errno */
	REPORT_NO_DUMP,	   /* value: errno */
	REPORT_NO_FORK,	   /* value: errno */
	REPORT_NO_COMMAND, /* value: errno of exec */
	REPORT_BLIND,	   /* value: which of probe_switches; the module was blind when CMD ended */
	REPORT_ENDED,	   /* value: status of CMD, as of waitpid() */
};

/**
 * struct recorder_report - what __recorded reports, by a pipe
 * @type: what happened
 * @value: depends on it
 * @since: of REPORT_BLIND, from when on, on CLOCK_MONOTONIC in ns
 */
struct recorder_report {
	enum report_type type;
	int value;
	uint64_t since;
};

/**
 * struct recorder_wish - what is to be recorded
 * @instance: the tracefs instance
 * @output: path of the file to write
 * @remote: HOST:PORT of a trace-cmd listen to send it to instead; NULL for none
 * @pids: processes to record, with those that descend from them, separated by commas; NULL for
 *	all
 * @probe: the event that shows adoptions instead of the module's, SYSTEM:NAME; NULL for those
 * @lean: whether to leave out births, names and ends
 * @reap: whether to record which process reaps which
 * @filter: what the module's events must fulfil
 * @profiles: a file that the lines of source/machine/profiles.c are written to; -1 for none
 * @no_commands: whether these are to leave out command lines
 * @seconds: when to end by itself; 0 for never
 * @buffer_kb: size of the ring buffer for each CPU, in KiB; 0 for trace-cmd's own choice
 * @ignored: set of signals that the command is to ignore, as __recorded understands it
 * @command: ends with NULL; empty to record until a signal comes
 */
struct recorder_wish {
	const struct instance *instance;
	const char *output;
	const char *remote;
	const char *pids;
	const struct eventfilter *filter;
	const char *probe;
	bool lean;
	bool reap;
	int profiles;
	bool no_commands;
	int seconds;
	int buffer_kb;
	unsigned int ignored;
	char **command;
};

/**
 * struct recorder - a running trace-cmd
 * @pid: of trace-cmd
 * @reports: where struct recorder_report come from
 * @chatter: a file with all that trace-cmd says
 */
struct recorder {
	pid_t pid;
	int reports;
	int chatter;
};

int recorder_find(char *ret, struct message *why);
int recorder_start(struct recorder *ret, const char *program, const struct recorder_wish *wish,
		   struct message *why);
bool recorder_next(struct recorder *recorder, struct recorder_report *ret);
int recorder_wait(struct recorder *recorder, struct message *why);

#endif /* SOURCE_RECORDER_H */
