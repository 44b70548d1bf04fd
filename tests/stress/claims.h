/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STRESS_CLAIMS_H
#define STRESS_CLAIMS_H

#include <stdbool.h>

/* What must be true of all loads in which an allocation fails. */
#define CLAIMS(X)                                                                \
	X(FAULTS, "allocations fail, and they do so in init")                    \
	X(EACH, "all that it asks for in init is refused at least once")         \
	X(CLEAN, "a refused load leaves nothing")                                \
	X(TOLD, "a failure in init is told in one line")                         \
	X(AGAIN, "after each refusal the next load works, and unloads")          \
	X(WHOLE, "where the load succeeds all the same, all works, and unloads") \
	X(QUIET, "the kernel warns of nothing, but of what it does with any module")

#define CLAIM_NUMBER(name, sentence) CLAIM_##name,
enum claim { CLAIMS(CLAIM_NUMBER) CLAIM_COUNT };

void claim_break(enum claim claim, unsigned int nth, const char *log, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
bool claim_report(void);

#endif /* STRESS_CLAIMS_H */
