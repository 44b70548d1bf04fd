/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_LABEL_H
#define RENDER_LABEL_H

#include "../../base/format/escape.h"
#include "../../base/terminal/terminal.h"
#include "../../model/trace/event.h"
#include "../../model/process/process.h"
#include "clock.h"

/**
 * struct label - a process in a few characters, such as sh[810] or sh[810#2]
 * @text: fit for the terminal
 */
struct label {
	char text[ESCAPED_SIZE(SUBREAPER_COMM_LEN) + 48];
};

struct label label_comm(const struct terminal *terminal, const char *comm);
/** struct host_label - the name of a machine, fit for the terminal */
struct host_label {
	char text[ESCAPED_SIZE(HOST_NAME_LEN) + 16];
};

struct host_label label_host(const struct terminal *terminal, const struct clock *clock,
			     uint8_t host);
struct label label_pid(const struct process *process);
struct label label_process(const struct terminal *terminal, const struct process *process);
struct label label_named(const struct terminal *terminal, const struct process *process,
			 const char *comm);
struct label label_none(void);
struct label label_thread(const struct terminal *terminal, const struct process *process,
			  const char *comm, int32_t tid);
struct label label_any(const struct terminal *terminal, int32_t pid, unsigned int ordinal,
		       const char *comm, int32_t tid);

#endif /* RENDER_LABEL_H */
