/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_DECODER_H
#define SOURCE_DECODER_H

#include <event-parse.h>

#include "../base/message.h"
#include "../model/event.h"
#include "fields.h"

#define EVENT_IDS 65536

/**
 * struct decoder - where events have their fields in the records of one trace
 * @fields: of each type, in the order of its layout
 * @id: where the number of its event is in every record
 * @native: whether numbers are as this machine has them, which nearly all are
 * @steps: of the latest walk, for a trace whose numbers are not
 * @types: of an event's number, its type plus 1; 0 for what nobody wants
 */
struct decoder {
	struct tep_format_field *fields[EVENT_TYPES_RECORDED][FIELDS_MAX];
	struct tep_format_field *id;
	bool native;
	uint32_t steps[SUBREAPER_STEPS_MAX];
	uint8_t types[EVENT_IDS];
};

int decoder_init(struct decoder *ret, struct tep_handle *tep, unsigned int wanted,
		 struct message *why);
int decoder_take(struct decoder *decoder, const struct tep_record *record, struct event *ret);

#endif /* SOURCE_DECODER_H */
