/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CMD_OUTPUT_H
#define CMD_OUTPUT_H

#include "../../base/terminal/terminal.h"
#include "../../render/text/document.h"
#include "options.h"

extern const struct option_spec output_options[];
/* Of every command that has something to say to programs. */
extern const struct option_spec format_options[];

enum format output_format(void);
int output_document(struct document *document, const char *content, const struct clock *clock);
int output_document_end(struct document *document, const struct trace_loss *loss, bool complete);
struct terminal output_open(void);
struct terminal output_open_unpaged(void);
struct terminal output_plain(void);
int output_close(void);

#endif /* CMD_OUTPUT_H */
