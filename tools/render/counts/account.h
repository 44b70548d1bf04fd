/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What was counted in a trace, in one of several formats. */
#ifndef RENDER_ACCOUNT_H
#define RENDER_ACCOUNT_H

#include "../../base/terminal/terminal.h"
#include "../../model/trace/summary.h"
#include "../../model/trace/tally.h"
#include "../text/clock.h"
#include "../text/document.h"

/**
 * struct account - what is to be shown
 * @tally: what was counted; sorted
 * @clock: which machines there are
 * @loss: what the trace lacks
 * @walks_unknown: whether no walk was counted because probes recorded the trace, which see none
 * @complete: whether it could be read to its end
 */
struct account {
	const struct tally *tally;
	const struct clock *clock;
	const struct trace_loss *loss;
	bool walks_unknown;
	bool complete;
};

const char *account_decision(size_t number);
const char *account_effect(size_t bit, char *room);
const char *account_host(const struct account *account, const struct adopter *adopter);

int account_text(const struct terminal *terminal, const struct account *account);
int account_prometheus(const struct terminal *terminal, const struct account *account);
int account_put(struct document *document, const struct account *account);

#endif /* RENDER_ACCOUNT_H */
