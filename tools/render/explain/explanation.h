/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What explain.c and present.c have in common. */
#ifndef RENDER_EXPLANATION_H
#define RENDER_EXPLANATION_H

#include "../../model/story/adopter.h"
#include "../../model/story/story.h"
#include "../text/clock.h"
#include "../text/label.h"

/**
 * struct explanation - a process, and what is known
 * @terminal: the output
 * @clock: what times mean; NULL when nothing has one
 * @forest: the processes
 * @story: of its pid; NULL when there is none
 * @memo: where many processes are explained, what is known of the latest adopter; or NULL
 */
struct explanation {
	const struct terminal *terminal;
	const struct clock *clock;
	const struct forest *forest;
	const struct story *story;
	const struct process *process;
	struct adopter_memo *memo;
};

/** struct time_text - a time as the user wants it */
struct time_text {
	char text[CLOCK_TEXT_SIZE + 16];
};

struct time_text explanation_time(const struct explanation *this, uint64_t time);
struct label explanation_label(const struct explanation *this, const struct process *process,
			       const char *comm, int32_t tid);
struct label explanation_name(const struct explanation *this, const struct process *process);
const struct process *explanation_parent(const struct explanation *this);
bool explanation_panic(const struct explanation *this);
void explanation_title(const struct explanation *this);
void explanation_flags(const struct explanation *this);
void explanation_steps(const struct explanation *this, const struct story_step *steps,
		       uint32_t kept, uint32_t nr);
void explanation_getppid(const struct explanation *this);
void explanation_without(const struct explanation *this);

#endif /* RENDER_EXPLANATION_H */
