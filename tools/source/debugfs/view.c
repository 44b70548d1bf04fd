// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Values are in the order of the names in the first line, so columns of a later module do no harm.
 * A value of the wrong kind is refused: a word is not read as a number.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../../base/format/escape.h"
#include "view.h"

static int read_line(struct view *view)
{
	errno = 0;
	if (getline(&view->line, &view->room, view->in) > 0) {
		view->number++;
		view->line[strcspn(view->line, "\n")] = '\0';
		return 1;
	}
	if (!ferror(view->in))
		return 0;
	return errno ? -errno : -EIO;
}

static const struct view_column *find_column(const struct view *view, const char *name)
{
	const struct view_column *column = view->columns;

	while (column->name && strcmp(column->name, name))
		column++;
	return column->name ? column : NULL;
}

static bool has_column(const struct view *view, const struct view_column *wanted)
{
	size_t i;

	for (i = 0; i < view->nr; i++) {
		if (view->found[i] == wanted)
			return true;
	}
	return false;
}

/**
 * view_begin() - begin to read a table
 * @view: to be ended with view_end(), also on error
 * @in: at its first line
 * @columns: those that are wanted; the last has no name
 *
 * Return: 0; -EPROTO when it is another table, or a -errno of reading
 */
int view_begin(struct view *view, FILE *in, const struct view_column *columns)
{
	const struct view_column *column;
	char *rest, *name;
	int status;

	*view = (struct view){ .in = in, .columns = columns };
	status = read_line(view);
	if (status <= 0)
		return status ? status : -EPROTO;
	rest = view->line;
	while ((name = strsep(&rest, " "))) {
		if (view->nr == VIEW_COLUMNS_MAX)
			return -EPROTO;
		view->found[view->nr++] = find_column(view, name);
	}
	for (column = columns; column->name; column++) {
		if (!(column->leeway & VIEW_OR_ABSENT) && !has_column(view, column))
			return -EPROTO;
	}
	return 0;
}

/* Numbers of four bytes are pids and the like, which have a sign. */
static bool parse_number(const char *text, size_t size, uint64_t *ret)
{
	uint64_t most = size == sizeof(uint64_t) ? UINT64_MAX
						 : (1ULL << (8 * size - (size > 1))) - 1;
	char *end;

	if (text[0] < '0' || text[0] > '9')
		return false;
	errno = 0;
	*ret = strtoull(text, &end, 0);
	return !*end && !errno && *ret <= most;
}

static bool parse_signed(const char *text, size_t size, uint64_t *ret)
{
	if (text[0] != '-')
		return parse_number(text, size, ret);
	if (!parse_number(text + 1, size, ret))
		return false;
	*ret = -*ret;
	return true;
}

static void store(const struct view_column *column, void *row, uint64_t value)
{
	char *place = (char *)row + column->offset;
	uint32_t four = value;
	uint8_t one = value;

	if (column->size == sizeof(value))
		memcpy(place, &value, sizeof(value));
	else if (column->size == sizeof(four))
		memcpy(place, &four, sizeof(four));
	else
		memcpy(place, &one, sizeof(one));
}

/* An unknown word is from a later module; it is read as 0. */
static bool parse_word(const struct word *words, const char *text, uint64_t *ret)
{
	while (words->word && strcmp(words->word, text))
		words++;
	*ret = words->number;
	return words->word || (*text && !text[strspn(text, "abcdefghijklmnopqrstuvwxyz_")]);
}

static bool parse_step(char *text, struct view_steps *ret)
{
	char *verdict = strchr(text, ':');
	uint64_t pid, number;

	if (!verdict || ret->nr == SUBREAPER_STEPS_MAX || ret->more)
		return false;
	*verdict++ = '\0';
	if (!parse_number(text, sizeof(int32_t), &pid) ||
	    !parse_word(verdict_words, verdict, &number))
		return false;
	ret->words[ret->nr++] = SUBREAPER_STEP(pid, number);
	return true;
}

static bool parse_steps(char *text, struct view_steps *ret)
{
	uint64_t more;
	char *step;

	while ((step = strsep(&text, ","))) {
		if (step[0] != '+') {
			if (!parse_step(step, ret))
				return false;
			continue;
		}
		if (ret->more || !parse_number(step + 1, sizeof(ret->more), &more) || !more)
			return false;
		ret->more = more;
	}
	return true;
}

static bool parse_value(const struct view_column *column, char *text, void *row)
{
	char *place = (char *)row + column->offset;
	uint64_t value = 0;
	bool valid = false;

	if (column->leeway & VIEW_OR_NONE && !strcmp(text, "-"))
		return true;
	switch (column->kind) {
	case VIEW_COMM:
		return unescape_octal(text, strlen(text), place, column->size);
	case VIEW_STEPS:
		return parse_steps(text, (struct view_steps *)place);
	case VIEW_NUMBER:
		valid = parse_number(text, column->size, &value);
		break;
	case VIEW_SIGNED:
		valid = parse_signed(text, column->size, &value);
		break;
	case VIEW_FLAG:
		valid = parse_number(text, column->size, &value) && value <= 1;
		break;
	case VIEW_LETTER:
		value = (unsigned char)text[0];
		valid = text[0] > ' ' && text[0] < 0x7f && !text[1];
		break;
	case VIEW_WORD:
		valid = parse_word(column->words, text, &value);
		break;
	}
	if (valid)
		store(column, row, value);
	if (valid && column->known)
		*(bool *)((char *)row + column->known) = true;
	return valid;
}

/**
 * view_next() - read the next line
 * @view: the table
 * @row: filled in; 0 where there is no value
 * @size: of it, in bytes
 *
 * Return: 1; 0 at the end; -EINVAL for a line that is none of this table, or a -errno of reading
 */
int view_next(struct view *view, void *row, size_t size)
{
	int status = read_line(view);
	char *rest = view->line;
	size_t i;

	if (status <= 0)
		return status;
	memset(row, 0, size);
	for (i = 0; i < view->nr; i++) {
		char *value = strsep(&rest, " ");

		if (!value || (view->found[i] && !parse_value(view->found[i], value, row)))
			return -EINVAL;
	}
	return rest ? -EINVAL : 1;
}

/**
 * view_end() - end reading; the stream stays open
 * @view: the table
 */
void view_end(struct view *view)
{
	free(view->line);
	view->line = NULL;
}

/**
 * view_refuse() - explain why a table cannot be read
 * @view: the table, which may have been ended
 * @err: of view_begin() or view_next()
 * @name: of the module's file, such as "tasks"
 * @what: what each line describes, such as "a process"
 * @why: set to words that can follow the file's name
 *
 * Return: @err
 */
int view_refuse(const struct view *view, int err, const char *name, const char *what,
		struct message *why)
{
	if (err == -EPROTO)
		return message_set(why, err, "it does not begin like a copy of subreaper/%s", name);
	if (err == -EINVAL)
		return message_set(why, err, "line %zu does not describe %s", view->number, what);
	return message_set(why, err, "%s", strerror(-err));
}
