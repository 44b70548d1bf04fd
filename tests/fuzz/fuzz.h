/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the targets share. A target is a file beside this one; the suite builds and runs each. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../tools/base/terminal/terminal.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Something that must hold whatever the input is; the fuzzer keeps the input that breaks it. */
#define must(condition)                                                                         \
	do {                                                                                    \
		if (!(condition)) {                                                             \
			fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #condition); \
			abort();                                                                \
		}                                                                               \
	} while (0)

struct terminal fuzz_terminal(bool utf8);
void fuzz_check_output(const struct terminal *terminal);

/* A machine has so many processes, and a fuzzer too little time for more. */
#define FUZZ_EVENTS_MAX 2000

#endif /* FUZZ_H */
