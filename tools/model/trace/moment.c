// SPDX-License-Identifier: GPL-2.0-or-later
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "../../base/format/nanoseconds.h"
#include "moment.h"

#define HALF_A_DAY (12 * 3600)

static bool take_digits(const char **text, size_t least, size_t most, int *ret)
{
	size_t nr = 0;

	*ret = 0;
	while (nr < most && isdigit((unsigned char)**text)) {
		*ret = *ret * 10 + (*(*text)++ - '0');
		nr++;
	}
	return nr >= least;
}

static bool take(const char **text, char wanted)
{
	if (**text != wanted)
		return false;
	(*text)++;
	return true;
}

/* .FRACTION, or nothing; what is below a ns does not count. */
static bool take_fraction(const char **text, uint64_t *ns)
{
	uint64_t place = NS_PER_SECOND / 10;

	if (!take(text, '.'))
		return true;
	if (!isdigit((unsigned char)**text))
		return false;
	for (; isdigit((unsigned char)**text); place /= 10)
		*ns += (*(*text)++ - '0') * place;
	return true;
}

/**
 * moment_parse_seconds() - understand SECONDS[.FRACTION]
 * @text: the number
 * @ret: set to the ns
 *
 * Return: false if it is none, or too large for ns in 64 bits
 */
bool moment_parse_seconds(const char *text, uint64_t *ret)
{
	uint64_t seconds;
	char *end;

	if (!isdigit((unsigned char)*text))
		return false;
	errno = 0;
	seconds = strtoumax(text, &end, 10);
	if (errno || seconds >= UINT64_MAX / NS_PER_SECOND)
		return false;
	*ret = seconds * NS_PER_SECOND;
	text = end;
	return take_fraction(&text, ret) && !*text;
}

/* HH:MM[:SS[.FRACTION]] */
static bool take_hours(const char **text, struct tm *tm, uint64_t *ns)
{
	*ns = 0;
	if (!take_digits(text, 1, 2, &tm->tm_hour) || !take(text, ':') ||
	    !take_digits(text, 2, 2, &tm->tm_min))
		return false;
	if (take(text, ':') && (!take_digits(text, 2, 2, &tm->tm_sec) || !take_fraction(text, ns)))
		return false;
	return tm->tm_hour < 24 && tm->tm_min < 60 && tm->tm_sec <= 60;
}

static bool parse_time_of_day(const char *text, struct moment *ret)
{
	struct tm tm = { 0 };
	uint64_t ns;

	if (!take_hours(&text, &tm, &ns) || *text)
		return false;
	ns += (tm.tm_hour * 3600ULL + tm.tm_min * 60 + tm.tm_sec) * NS_PER_SECOND;
	*ret = (struct moment){ MOMENT_OF_DAY, ns };
	return true;
}

static bool take_date(const char **text, struct tm *tm)
{
	struct tm day;

	if (!take_digits(text, 4, 4, &tm->tm_year) || !take(text, '-') ||
	    !take_digits(text, 2, 2, &tm->tm_mon) || !take(text, '-') ||
	    !take_digits(text, 2, 2, &tm->tm_mday))
		return false;
	if (tm->tm_year < 1970 || tm->tm_mon < 1 || tm->tm_mon > 12 || tm->tm_mday < 1)
		return false;
	tm->tm_year -= 1900;
	tm->tm_mon--;
	/* mktime() turns an invalid day into one of another month. */
	day = *tm;
	timegm(&day);
	return day.tm_mday == tm->tm_mday;
}

/* Z, +HH:MM or +HHMM; without one it is the time of where we are. */
static bool take_zone(const char *text, struct tm *tm, time_t *ret)
{
	int hours, minutes, sign;

	if (!*text) {
		tm->tm_isdst = -1;
		*ret = mktime(tm);
		return true;
	}
	*ret = timegm(tm);
	if (!strcmp(text, "Z"))
		return true;
	sign = *text == '-' ? -1 : 1;
	if (!take(&text, '-') && !take(&text, '+'))
		return false;
	if (!take_digits(&text, 2, 2, &hours))
		return false;
	take(&text, ':');
	if (!take_digits(&text, 2, 2, &minutes) || *text || hours > 23 || minutes > 59)
		return false;
	*ret -= sign * (hours * 3600 + minutes * 60);
	return true;
}

/* YYYY-MM-DD[THH:MM[:SS[.FRACTION]][ZONE]] */
static bool parse_date(const char *text, struct moment *ret)
{
	struct tm tm = { 0 };
	uint64_t ns = 0;
	time_t seconds;

	if (!take_date(&text, &tm))
		return false;
	if ((take(&text, 'T') || take(&text, ' ')) && !take_hours(&text, &tm, &ns))
		return false;
	if (!take_zone(text, &tm, &seconds) || seconds < 0)
		return false;
	*ret = (struct moment){ MOMENT_KNOWN, (uint64_t)seconds * NS_PER_SECOND + ns };
	return true;
}

/**
 * moment_parse() - understand a time
 * @text: seconds on the clock that is meant; or a time of day, or a date, of the wall clock
 * @by_wall: whether that is meant
 * @why: explains an error in words that can follow the option's name
 *
 * Return: 0 or -EINVAL
 */
int moment_parse(struct moment *ret, const char *text, bool by_wall, struct message *why)
{
	uint64_t ns = 0;
	bool known = moment_parse_seconds(text, &ns);

	if (known)
		*ret = (struct moment){ MOMENT_KNOWN, ns };
	else if (by_wall)
		known = parse_time_of_day(text, ret) || parse_date(text, ret);
	if (known)
		return 0;
	if (by_wall)
		return message_set(why, -EINVAL,
				   "takes 17:30:00, 2026-11-24T17:30:00Z or seconds since 1970, "
				   "not '%s'",
				   text);
	return message_set(why, -EINVAL,
			   "takes seconds, or with --time=wall a time of day, not '%s'", text);
}

static time_t on_day(struct tm day, uint64_t seconds, int days)
{
	day.tm_mday += days;
	day.tm_hour = seconds / 3600;
	day.tm_min = seconds / 60 % 60;
	day.tm_sec = seconds % 60;
	day.tm_isdst = -1;
	return mktime(&day);
}

/**
 * moment_anchor() - find the day of a time of day: that which is nearest to the trace's beginning
 * @moment: which; others are left alone
 * @first: when the trace begins, ns since 1970
 *
 * So 0:10 is in a trace that begins at 23:50, and 10:00 is just before a trace that begins at
 * 10:05.
 */
void moment_anchor(struct moment *moment, uint64_t first)
{
	time_t begin = first / NS_PER_SECOND;
	uint64_t seconds = moment->ns / NS_PER_SECOND;
	struct tm day;
	time_t found;

	if (moment->kind != MOMENT_OF_DAY)
		return;
	localtime_r(&begin, &day);
	found = on_day(day, seconds, 0);
	if (found > begin + HALF_A_DAY)
		found = on_day(day, seconds, -1);
	else if (found < begin - HALF_A_DAY)
		found = on_day(day, seconds, 1);
	moment->ns = (uint64_t)found * NS_PER_SECOND + moment->ns % NS_PER_SECOND;
	moment->kind = MOMENT_KNOWN;
}
