// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * irqs_off CHILDREN: for how long a parent of so many that dies keeps interrupts off, in
 * nanoseconds.
 *
 * A timer of the kernel, perf's cpu-clock, wants to interrupt every PERIOD. Where that is not
 * possible the next sample comes late: the longest gap between two samples is the time without
 * interrupts, and up to PERIOD more. Prints that of the round where it was least, and as a comment
 * the address where the late interrupt was taken.
 */
#include <linux/perf_event.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "family.h"
#include "measure.h"

#define ROUNDS	   3
#define PERIOD	   20000
#define DATA_PAGES 256
#define PAGE	   4096

struct gap {
	long long length;
	uint64_t address;
};

struct sample {
	struct perf_event_header header;
	uint64_t address;
	uint64_t time;
};

static int timer;
static struct perf_event_mmap_page *ring;

static void open_timer(void)
{
	struct perf_event_attr attr = {
		.type = PERF_TYPE_SOFTWARE,
		.size = sizeof(attr),
		.config = PERF_COUNT_SW_CPU_CLOCK,
		.sample_period = PERIOD,
		.sample_type = PERF_SAMPLE_IP | PERF_SAMPLE_TIME,
		.disabled = 1,
		.use_clockid = 1,
		.clockid = CLOCK_MONOTONIC,
	};

	timer = must(syscall(SYS_perf_event_open, &attr, -1, 0, -1, 0), "perf_event_open");
	ring = mmap(NULL, (1 + DATA_PAGES) * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, timer, 0);
	must(ring == MAP_FAILED ? -1 : 0, "mmap of the samples");
}

/* Samples are a divisor of nothing, so one may go around the end of the ring. */
static void copy_out(void *to, uint64_t from, size_t size)
{
	const char *data = (const char *)ring + PAGE;

	for (size_t i = 0; i < size; i++)
		((char *)to)[i] = data[(from + i) % (DATA_PAGES * PAGE)];
}

/* Takes all samples out of the ring. */
static struct gap longest_gap(void)
{
	struct gap longest = { 0 };
	uint64_t before = 0;
	struct sample sample;

	for (uint64_t at = ring->data_tail; at < ring->data_head; at += sample.header.size) {
		copy_out(&sample, at, sizeof(sample));
		if (sample.header.type != PERF_RECORD_SAMPLE) {
			fprintf(stderr, "irqs_off: samples were lost or throttled\n");
			exit(1);
		}
		if (before && (long long)(sample.time - before) > longest.length)
			longest = (struct gap){ sample.time - before, sample.address };
		before = sample.time;
	}
	ring->data_tail = ring->data_head;
	if (!longest.length) {
		fprintf(stderr, "irqs_off: the timer does not interrupt\n");
		exit(1);
	}
	return longest;
}

/* For some samples, before which and after which one can be late. */
static void spin(void)
{
	long long end = now() + 5 * PERIOD;

	while (now() < end)
		;
}

static struct gap bereave(int children)
{
	struct family family;
	struct gap gap;

	family_start(&family, children);
	settle();
	must(ioctl(timer, PERF_EVENT_IOC_ENABLE, 0), "enabling the timer");
	spin();
	family_bereave(&family);
	spin();
	must(ioctl(timer, PERF_EVENT_IOC_DISABLE, 0), "disabling the timer");
	gap = longest_gap();
	family_bury(&family);
	return gap;
}

int main(int argc, char **argv)
{
	int children = argc > 1 ? atoi(argv[1]) : 1000;
	struct gap gap, best = { 0 };

	must(mlockall(MCL_CURRENT), "mlockall");
	must(prctl(PR_SET_CHILD_SUBREAPER, 1), "prctl");
	open_timer();
	for (int round = 0; round < ROUNDS; round++) {
		gap = bereave(children);
		if (!round || gap.length < best.length)
			best = gap;
	}
	printf("irqs_off_%d %lld\n# the late interrupt was taken at %016llx\n", children,
	       best.length, (unsigned long long)best.address);
	return 0;
}
