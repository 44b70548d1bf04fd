// SPDX-License-Identifier: GPL-2.0-or-later
/* Records as a machine with the bytes of its numbers the other way round would have written them.
 */
#include <byteswap.h>
#include <endian.h>

#include "../../tools/source/trace/decoder.h"
#include "tap.h"

#define COMMON                                                                         \
	"format:\n"                                                                    \
	"\tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;\n"         \
	"\tfield:unsigned char common_flags;\toffset:2;\tsize:1;\tsigned:0;\n"         \
	"\tfield:unsigned char common_preempt_count;\toffset:3;\tsize:1;\tsigned:0;\n" \
	"\tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;\n\n"

static const char walk_format[] =
	"name: walk\nID: 901\n" COMMON "\tfield:u64 parent_start;\toffset:8;\tsize:8;\tsigned:0;\n"
	"\tfield:u64 adopter_start;\toffset:16;\tsize:8;\tsigned:0;\n"
	"\tfield:char parent_comm[16];\toffset:24;\tsize:16;\tsigned:0;\n"
	"\tfield:char adopter_comm[16];\toffset:40;\tsize:16;\tsigned:0;\n"
	"\tfield:pid_t parent_tid;\toffset:56;\tsize:4;\tsigned:1;\n"
	"\tfield:pid_t parent_tgid;\toffset:60;\tsize:4;\tsigned:1;\n"
	"\tfield:pid_t adopter_tid;\toffset:64;\tsize:4;\tsigned:1;\n"
	"\tfield:pid_t adopter_tgid;\toffset:68;\tsize:4;\tsigned:1;\n"
	"\tfield:u32 children;\toffset:72;\tsize:4;\tsigned:0;\n"
	"\tfield:u32 nr_steps;\toffset:76;\tsize:4;\tsigned:0;\n"
	"\tfield:__data_loc u32[] steps;\toffset:80;\tsize:4;\tsigned:0;\n"
	"\tfield:u8 level;\toffset:84;\tsize:1;\tsigned:0;\n"
	"\tfield:u8 has_flag;\toffset:85;\tsize:1;\tsigned:0;\n"
	"\tfield:u8 decision;\toffset:86;\tsize:1;\tsigned:0;\n"
	"\tfield:u8 truncated;\toffset:87;\tsize:1;\tsigned:0;\n"
	"\tfield:u64 number;\toffset:88;\tsize:8;\tsigned:0;\n"
	"\tfield:s32 parent_exit_code;\toffset:96;\tsize:4;\tsigned:1;\n"
	"\tfield:u32 children_told;\toffset:100;\tsize:4;\tsigned:0;\n"
	"\nprint fmt: \"%d\", REC->level\n";

static const char fork_format[] =
	"name: sched_process_fork\nID: 902\n" COMMON
	"\tfield:__data_loc char[] parent_comm;\toffset:8;\tsize:4;\tsigned:0;\n"
	"\tfield:pid_t parent_pid;\toffset:12;\tsize:4;\tsigned:1;\n"
	"\tfield:__data_loc char[] child_comm;\toffset:16;\tsize:4;\tsigned:0;\n"
	"\tfield:pid_t child_pid;\toffset:20;\tsize:4;\tsigned:1;\n"
	"\nprint fmt: \"%d\", REC->child_pid\n";

static const char newtask_format[] =
	"name: task_newtask\nID: 903\n" COMMON "\tfield:pid_t pid;\toffset:8;\tsize:4;\tsigned:1;\n"
	"\tfield:char comm[16];\toffset:12;\tsize:16;\tsigned:0;\n"
	"\tfield:unsigned long clone_flags;\toffset:32;\tsize:8;\tsigned:0;\n"
	"\nprint fmt: \"%d\", REC->pid\n";

union record {
	char bytes[1024];
	uint32_t words[256];
	uint16_t type;
};

/* A number of another machine's if @foreign. */
static uint32_t word(bool foreign, uint32_t value)
{
	return foreign ? bswap_32(value) : value;
}

static int take(bool foreign, const char *system, const char *format, union record *record,
		size_t size, struct decoder *decoder, struct event *ret)
{
	struct tep_record taken = { .ts = 1, .size = size, .data = record };
	struct tep_handle *tep = tep_alloc();
	bool is_big = (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__) != foreign;
	struct message why;
	int status = -1;

	tep_set_file_bigendian(tep, is_big ? TEP_BIG_ENDIAN : TEP_LITTLE_ENDIAN);
	if (!tep_parse_event(tep, format, strlen(format), system) &&
	    !decoder_init(decoder, tep, EVENTS_SUBREAPER | EVENTS_LIVES, &why))
		status = decoder_take(decoder, &taken, ret);
	tep_free(tep);
	return status;
}

static void check_walk(bool foreign)
{
	static struct decoder decoder;
	union record record = { .type = foreign ? bswap_16(901) : 901 };
	uint64_t number = foreign ? bswap_64(1ULL << 40) : 1ULL << 40;
	struct event event = { 0 };

	strcpy(record.bytes + 24, "daemon");
	record.words[15] = word(foreign, 4194303);
	record.words[19] = word(foreign, 2);
	record.words[20] = word(foreign, 2 * sizeof(uint32_t) << 16 | 104);
	memcpy(record.bytes + 88, &number, sizeof(number));
	record.words[24] = word(foreign, 0x8b);
	record.words[25] = word(foreign, 4096);
	record.words[26] = word(foreign, SUBREAPER_STEP(70, SUBREAPER_VERDICT_NOT_SUBREAPER));
	record.words[27] = word(foreign, SUBREAPER_STEP(60, SUBREAPER_VERDICT_ADOPTS));
	check(take(foreign, "subreaper", walk_format, &record, 112, &decoder, &event) == 1 &&
		      event.walk.parent_tgid == 4194303 && event.walk.number == 1ULL << 40 &&
		      event.walk.parent_exit_code == 0x8b && event.walk.children_told == 4096,
	      foreign ? "decoder: a walk of the other byte order" : "decoder: a walk");
	check(event.walk.kept_steps == 2 &&
		      event.walk.steps[0] == SUBREAPER_STEP(70, SUBREAPER_VERDICT_NOT_SUBREAPER) &&
		      event.walk.steps[1] == SUBREAPER_STEP(60, SUBREAPER_VERDICT_ADOPTS),
	      "decoder: ... and the steps of it");
	check_text(event.walk.parent_comm, "daemon", "decoder: ... and a name");
	record.words[20] = word(foreign, 4 * (SUBREAPER_STEPS_MAX + 1) << 16 | 104);
	check(take(foreign, "subreaper", walk_format, &record, sizeof(record), &decoder, &event) <
		      0,
	      "decoder: ... with more steps than there can be is damaged");
}

/* As later kernels write it. */
static void check_name_elsewhere(void)
{
	static struct decoder decoder;
	union record record = { .type = 902 };
	struct event event = { 0 };

	record.words[4] = 6 << 16 | 24;
	record.words[5] = 77;
	memcpy(record.bytes + 24, "child", 6);
	check(take(false, "sched", fork_format, &record, 32, &decoder, &event) == 1 &&
		      event.birth.tid == 77,
	      "decoder: a birth");
	check_text(event.birth.comm, "child", "decoder: a name that lies elsewhere in the record");
}

static bool is_taken(struct decoder *decoder, union record *record)
{
	struct tep_record taken = { .ts = 1, .size = sizeof(*record), .data = record };
	struct event event;

	return decoder_take(decoder, &taken, &event) == 1;
}

/* The events of a module that was loaded, and not enabled, are known to the file. */
static void check_silent_module(void)
{
	static struct decoder decoder;
	union record birth = { .type = 902 }, walk = { .type = 901 };
	struct tep_handle *tep = tep_alloc();
	struct message why;

	birth.words[4] = 6 << 16 | 24;
	birth.words[5] = 77;
	tep_parse_event(tep, walk_format, strlen(walk_format), "subreaper");
	tep_parse_event(tep, fork_format, strlen(fork_format), "sched");
	decoder_init(&decoder, tep, EVENT_BIT(EVENT_REPARENT), &why);
	check(is_taken(&decoder, &birth), "decoder: a birth counts where the module is silent");
	check(is_taken(&decoder, &walk) && !is_taken(&decoder, &birth) &&
		      !is_taken(&decoder, &walk),
	      "decoder: once it has spoken, only what is wanted does");
	tep_free(tep);
}

static void check_birth_told_twice(void)
{
	static struct decoder decoder;
	union record birth = { .type = 903 }, fork = { .type = 902 };
	struct tep_handle *tep = tep_alloc();
	struct message why;

	birth.words[2] = 77;
	fork.words[4] = 6 << 16 | 24;
	fork.words[5] = 77;
	tep_parse_event(tep, newtask_format, strlen(newtask_format), "task");
	tep_parse_event(tep, fork_format, strlen(fork_format), "sched");
	decoder_init(&decoder, tep, EVENTS_LIVES, &why);
	check(is_taken(&decoder, &birth) && !is_taken(&decoder, &fork),
	      "decoder: a birth that was told already is not told again");
	fork.words[5] = 78;
	check(is_taken(&decoder, &fork), "decoder: ... that of another is");
	tep_free(tep);
}

void test_decoder(void)
{
	check_birth_told_twice();
	check_silent_module();
	check_walk(false);
	check_walk(true);
	check_name_elsewhere();
}
