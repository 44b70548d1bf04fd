// SPDX-License-Identifier: GPL-2.0-or-later
#include <time.h>

#include "pause.h"
#include "scenario.h"

/**
 * pause_until() - wait for what is not notified, so that it has to be looked at
 * @reached: is it so?
 * @subject: for it
 *
 * Return: false when it is not so after ANSWER_SECONDS
 */
bool pause_until(bool (*reached)(const void *subject), const void *subject)
{
	const struct timespec millisecond = { .tv_nsec = 1000000 };

	for (int left = ANSWER_SECONDS * 1000; !reached(subject); left--) {
		if (!left)
			return false;
		nanosleep(&millisecond, NULL);
	}
	return true;
}
