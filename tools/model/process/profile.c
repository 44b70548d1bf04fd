// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <string.h>

#include "profile.h"

/* Of /proc/PID/stat. */
#define NS_PER_TICK 10000000ULL

#define CONTAINER_ID_SIZE  64
/* Fewer digits are more likely something else. */
#define CONTAINER_ID_LEAST 4

/**
 * profiles_deinit() - forget all
 * @profiles: what is known
 */
void profiles_deinit(struct profiles *profiles)
{
	idmap_deinit(&profiles->by_identity);
	idmap_deinit(&profiles->files);
	arena_deinit(&profiles->arena);
}

static char *own_bytes(struct profiles *profiles, const struct event_text *text)
{
	char *bytes = arena_take(&profiles->arena, text->size + 1);

	if (bytes && text->size)
		memcpy(bytes, text->bytes, text->size);
	return bytes;
}

static bool own_text(struct profiles *profiles, struct event_text *text)
{
	text->bytes = own_bytes(profiles, text);
	return text->bytes;
}

static int learn_profile(struct profiles *profiles, const struct profile_event *told)
{
	struct profile *before = idmap_get(&profiles->by_identity, told->pid, told->start);
	struct profile *profile = arena_take(&profiles->arena, sizeof(*profile));

	if (told->same && !before)
		return 0;
	if (!profile)
		return -ENOMEM;
	profile->earlier = before;
	profile->told = told->same ? before->told : *told;
	profile->told.at = told->at;
	if (!told->same && !(own_text(profiles, &profile->told.user) &&
			     own_text(profiles, &profile->told.executable) &&
			     own_text(profiles, &profile->told.command) &&
			     own_text(profiles, &profile->told.cgroup)))
		return -ENOMEM;
	return idmap_set(&profiles->by_identity, told->pid, told->start, profile);
}

/**
 * profiles_learn() - take up what record read
 * @profiles: what is known
 * @event: of any type
 *
 * Return: 0 or -ENOMEM
 */
int profiles_learn(struct profiles *profiles, const struct event *event)
{
	if (event->type == EVENT_PROFILE)
		return learn_profile(profiles, &event->profile);
	if (event->type != EVENT_READING)
		return 0;
	profiles->no_commands |= event->reading.no_commands;
	profiles->partial |= event->reading.partial;
	profiles->damaged |= event->reading.damaged;
	if (event->reading.at && profiles->nr_readings < PROFILE_READINGS)
		profiles->readings[profiles->nr_readings++] = event->reading.at;
	return 0;
}

static uint64_t hash_of(const struct event_text *text)
{
	uint64_t hash = 0xcbf29ce484222325;
	size_t i;

	for (i = 0; i < text->size; i++)
		hash = (hash ^ (unsigned char)text->bytes[i]) * 0x100000001b3;
	return hash;
}

/**
 * profiles_file() - keep a file name
 * @profiles: where; keeps it
 *
 * Return: the name, zero-terminated; NULL where there is none, or no memory
 */
const char *profiles_file(struct profiles *profiles, const struct event_text *name)
{
	uint64_t hash = hash_of(name);
	char *known = idmap_get(&profiles->files, hash, name->size);

	if (!name->size || (known && !memcmp(known, name->bytes, name->size)))
		return known;
	known = own_bytes(profiles, name);
	if (known && idmap_set(&profiles->files, hash, name->size, known))
		return NULL;
	return known;
}

static uint64_t ticks_of(const struct process *process)
{
	return process->start / NS_PER_TICK;
}

/* Between two births within a tick, /proc does not show which. */
static bool is_unique(const struct process_table *table, const struct process *process)
{
	const struct process *other = process_latest(table, process->pid);

	while (other && (other == process || ticks_of(other) != ticks_of(process)))
		other = other->namesake;
	return !other;
}

static bool was_there(const struct process *process, uint64_t time)
{
	return !(process->birth.at.known && time < process->birth.at.time) &&
	       !(process->freed.known && time > process->freed.time);
}

/**
 * profile_of() - what was read of a process
 * @profiles: what is known
 * @table: all processes
 * @until: a time in ns
 *
 * Return: the latest reading until then, or else the first one after it; NULL if there is none
 */
const struct profile *profile_of(const struct profiles *profiles, const struct process_table *table,
				 const struct process *process, uint64_t until)
{
	const struct profile *profile, *found = NULL;

	if (!process->start || !is_unique(table, process))
		return NULL;
	profile = idmap_get(&profiles->by_identity, process->pid, ticks_of(process));
	/* The kernel shows little of a zombie. */
	while (profile && (!found || found->told.at > until || found->told.zombie)) {
		if (was_there(process, profile->told.at))
			found = profile;
		profile = profile->earlier;
	}
	return found;
}

/**
 * profile_gap_of() - why nothing was read of a process
 * @profiles: what is known
 * @process: one of which profile_of() knows nothing
 *
 * Return: the reason
 */
enum profile_gap profile_gap_of(const struct profiles *profiles, const struct process *process)
{
	size_t i;

	if (profiles->damaged)
		return PROFILE_DAMAGED;
	if (!profiles->nr_readings)
		return PROFILE_NOT_KEPT;
	for (i = 0; i < profiles->nr_readings; i++) {
		uint64_t at = profiles->readings[i];

		if (was_there(process, at) && !(process->ended.known && at > process->ended.time))
			break;
	}
	if (process->ended.known && i == profiles->nr_readings)
		return PROFILE_ENDED;
	if (!process->start)
		return PROFILE_NO_START;
	return profiles->partial ? PROFILE_PARTIAL : PROFILE_UNREAD;
}

/**
 * profile_is_outdated() - did a process call exec after it was read?
 * @profile: what was read of it
 *
 * Return: the answer, as far as the trace shows; then executable and command line are another's
 */
bool profile_is_outdated(const struct profile *profile, const struct process *process)
{
	return process->executed.known && process->executed.time > profile->told.at;
}

static bool is_hex(const char *text, size_t size)
{
	size_t digits = 0;

	while (digits < size && strchr("0123456789abcdef", text[digits]) && text[digits])
		digits++;
	return size && digits == size;
}

static bool ends_with(const char *text, size_t size, const char *end)
{
	size_t length = strlen(end);

	return size > length && !memcmp(text + size - length, end, length);
}

/* docker-ID.scope and the like of systemd's cgroups, or ID alone. */
static bool find_container(const char *part, size_t size, struct unit *ret)
{
	static const char * const makers[] = { "docker-", "libpod-", "cri-containerd-", "crio-",
					       "" };
	size_t i;

	if (ends_with(part, size, ".scope"))
		size -= strlen(".scope");
	for (i = 0; i < sizeof(makers) / sizeof(makers[0]); i++) {
		size_t length = strlen(makers[i]);

		if (size != length + CONTAINER_ID_SIZE || memcmp(part, makers[i], length) ||
		    !is_hex(part + length, CONTAINER_ID_SIZE))
			continue;
		*ret = (struct unit){ part + length, CONTAINER_ID_SIZE, true };
		return true;
	}
	return false;
}

static bool find_lxc(const char *part, size_t size, struct unit *ret)
{
	static const char payload[] = "lxc.payload.";
	size_t length = strlen(payload);

	if (size <= length || memcmp(part, payload, length))
		return false;
	*ret = (struct unit){ part + length, size - length, true };
	return true;
}

static bool find_unit(const char *part, size_t size, struct unit *ret)
{
	if (!ends_with(part, size, ".service") && !ends_with(part, size, ".scope"))
		return false;
	*ret = (struct unit){ part, size, false };
	return true;
}

/**
 * unit_of() - the unit of systemd or the container that a cgroup is of, by its name
 * @cgroup: path of the cgroup
 *
 * Return: the innermost
 */
struct unit unit_of(const struct event_text *cgroup)
{
	struct unit unit = { 0 };
	size_t end = cgroup->size;

	/* /proc adds this to the path of a removed file. */
	if (ends_with(cgroup->bytes, end, " (deleted)"))
		end -= strlen(" (deleted)");

	while (end) {
		const char *slash = memrchr(cgroup->bytes, '/', end);
		size_t begin = slash ? (size_t)(slash - cgroup->bytes) + 1 : 0;
		const char *part = cgroup->bytes + begin;

		if (find_container(part, end - begin, &unit) ||
		    find_lxc(part, end - begin, &unit) || find_unit(part, end - begin, &unit))
			break;
		end = begin ? begin - 1 : 0;
	}
	return unit;
}

/* Users may omit the suffix of a unit, and most of a container's id. */
static bool unit_has_name(const struct unit *unit, const char *name)
{
	size_t length = strlen(name);

	if (!unit->size || length > unit->size || memcmp(unit->name, name, length))
		return false;
	if (length == unit->size)
		return true;
	return unit->container
		       ? length >= CONTAINER_ID_LEAST && is_hex(name, length)
		       : memchr(unit->name + length, '.', unit->size - length) ==
					 unit->name + length &&
				 !memchr(unit->name + length + 1, '.', unit->size - length - 1);
}

static bool file_has_name(const struct event_text *path, const char *name)
{
	const char *slash = path->size ? memrchr(path->bytes, '/', path->size) : NULL;
	const char *base = slash ? slash + 1 : path->bytes;
	size_t size = path->size - (slash ? (size_t)(base - path->bytes) : 0);

	return size && size == strlen(name) && !memcmp(base, name, size);
}

/**
 * profile_has_name() - does a name match the executable, unit or container of a process?
 * @told: what was read of it
 * @name: of its executable, without directories; of its unit, with or without ".service" or
 *	".scope"; or the beginning of the id of its container
 *
 * Return: the answer
 */
bool profile_has_name(const struct profile_event *told, const char *name)
{
	struct unit unit = unit_of(&told->cgroup);

	return file_has_name(&told->executable, name) || unit_has_name(&unit, name);
}

/* Quoted as for a shell. */
static char *quote(const char *word, size_t size, char *to)
{
	size_t i;

	*to++ = '\'';
	for (i = 0; i < size; i++) {
		if (word[i] == '\'')
			to = mempcpy(to, "'\\'", 3);
		*to++ = word[i];
	}
	*to++ = '\'';
	return to;
}

static bool needs_quotes(const char *word, size_t size)
{
	size_t i;

	for (i = 0; i < size; i++) {
		if (strchr(" \t\n'\"\\$`*?[]{}()<>|&;#~!", word[i]))
			return true;
	}
	return !size;
}

/**
 * command_line() - a command line as it could be typed
 * @command: the arguments, each with a zero behind it
 * @ret: room for COMMAND_LINE_SIZE bytes; set to the arguments with blanks between them, not
 * escaped
 *
 * Return: the length of the result
 */
size_t command_line(const struct event_text *command, char *ret)
{
	const char *word = command->bytes;
	size_t left = command->size;
	char *to = ret;

	/* Processes that overwrite their arguments leave zeros behind. */
	while (left && !word[left - 1])
		left--;
	while (left) {
		size_t size = strnlen(word, left);

		if (to > ret)
			*to++ = ' ';
		to = needs_quotes(word, size) ? quote(word, size, to) : mempcpy(to, word, size);
		word += size;
		left -= size;
		word += left > 0;
		left -= left > 0;
	}
	*to = '\0';
	return to - ret;
}
