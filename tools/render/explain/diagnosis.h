/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef RENDER_DIAGNOSIS_H
#define RENDER_DIAGNOSIS_H

#include "../../base/terminal/terminal.h"
#include "../../model/story/diagnosis.h"
#include "../text/clock.h"
#include "../text/document.h"

/**
 * struct listener - takes the sentences of findings
 * @sentence: takes a sentence under a heading, both fit for the terminal
 * @place: where it puts it
 */
struct listener {
	void (*sentence)(const struct listener *listener, const char *heading, const char *text);
	void *place;
};

void diagnosis_tell(const struct finding *finding, const struct terminal *terminal,
		    const struct clock *clock, const struct listener *listener);
void diagnosis_render(const struct terminal *terminal, const struct clock *clock,
		      const struct diagnosis *diagnosis, const struct forest *forest,
		      bool complete);
void diagnosis_put(struct document *document, const struct diagnosis *diagnosis,
		   const struct forest *forest, bool complete);

#endif /* RENDER_DIAGNOSIS_H */
