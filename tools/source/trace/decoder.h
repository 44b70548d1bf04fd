/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SOURCE_DECODER_H
#define SOURCE_DECODER_H

#include <event-parse.h>

#include "../../base/terminal/message.h"
#include "../../model/trace/event.h"
#include "fields.h"

#define EVENT_IDS    65536
/* Processors further apart share a place. */
#define DECODER_CPUS 64

/**
 * struct decoder_field - one field, and where it is in a record
 * @place: the library's description of it
 * @offset: of @place in the record, in bytes
 * @size: of @place, in bytes
 * @end: how long a record is that has it, in bytes
 * @alike: can it be copied as it is? The last byte of a name stays 0
 */
struct decoder_field {
	const struct field *field;
	struct tep_format_field *place;
	size_t offset;
	size_t size;
	size_t end;
	bool alike;
};

/**
 * struct decoder_type - how the events of one type are recorded
 * @nr: how many fields they have
 * @fields: in the order of the layout
 * @least: how long a record is that has them all, in bytes
 */
struct decoder_type {
	size_t nr;
	struct decoder_field fields[FIELDS_MAX];
	size_t least;
};

/**
 * struct decoder - where events have their fields in the records of one trace
 * @layouts: of each type
 * @id: where the number of its event is in every record
 * @native: whether numbers are as this machine has them, which nearly all are
 * @steps: of the latest walk, for a trace with numbers that are not
 * @types: of an event's number, its type plus 1; 0 for what is not wanted
 * @born: tid of the latest task_newtask on each processor
 * @held: EVENT_BIT() of the types that the trace has formats of, as they were enabled
 * @passing: EVENT_BIT() of the types that are not wanted after the first event of the module
 */
struct decoder {
	struct decoder_type layouts[EVENT_TYPES_RECORDED];
	struct decoder_field id;
	bool native;
	uint32_t steps[SUBREAPER_STEPS_MAX];
	uint8_t types[EVENT_IDS];
	int32_t born[DECODER_CPUS];
	unsigned int held;
	unsigned int passing;
};

int decoder_init(struct decoder *ret, struct tep_handle *tep, unsigned int wanted,
		 struct message *why);
int decoder_take(struct decoder *decoder, const struct tep_record *record, struct event *ret);

#endif /* SOURCE_DECODER_H */
