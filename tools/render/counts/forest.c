// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../../base/format/escape.h"
#include "../../base/terminal/message.h"
#include "../text/cursor.h"
#include "forest.h"
#include "../text/tree.h"

static size_t widest_line(const char *text)
{
	size_t widest = 0;
	char line[4096];

	while (*text) {
		size_t length = strcspn(text, "\n");
		size_t kept = length < sizeof(line) ? length : sizeof(line) - 1;

		memcpy(line, text, kept);
		line[kept] = '\0';
		if (text_width(line) > widest)
			widest = text_width(line);
		text += length + (text[length] == '\n');
	}
	return widest;
}

/**
 * forest_render() - print the forest as it was
 * @forest: concluded, and the shown fields set
 * @folded: whether siblings that look the same have one line
 *
 * Return: 0 or -ENOMEM; errors of writing show when the stream is closed
 */
int forest_render(const struct terminal *terminal, struct forest *forest, bool folded)
{
	unsigned int details = TREE_PARENT | TREE_DECISION | (folded ? TREE_FOLDED : 0);
	char *text;
	int err;

	err = tree_to_string(terminal, forest, WITH_SUBREAPERS, details, &text);
	if (err)
		return err;
	fputs(text, terminal->out);
	free(text);
	return 0;
}

/* Prints the next line of @text, without its newline, and fills up to @width columns. */
static const char *print_padded(FILE *out, const char *text, size_t width)
{
	size_t length = strcspn(text, "\n");
	char *line = strndup(text, length);
	size_t used = line ? text_width(line) : width;

	fwrite(text, length, 1, out);
	free(line);
	fprintf(out, "%*s", used < width ? (int)(width - used) : 0, "");
	return text + length + (text[length] == '\n');
}

static void print_beside(const struct terminal *terminal, const char *left, const char *right,
			 size_t width)
{
	const char *separator = terminal->utf8 ? " │ " : " | ";

	while (*left || *right) {
		size_t length = strcspn(right, "\n");

		left = print_padded(terminal->out, left, width);
		fputs(length ? separator : "", terminal->out);
		fwrite(right, length, 1, terminal->out);
		fputc('\n', terminal->out);
		right += length + (right[length] == '\n');
	}
}

/* Without room the parent is left out, and the more important decision stays. */
static int right_side(const struct terminal *terminal, struct forest *forest, unsigned int folded,
		      size_t left, char **ret)
{
	int err;

	err = tree_to_string(terminal, forest, WITH_SUBREAPERS,
			     TREE_PARENT | TREE_DECISION | folded, ret);
	if (err || left + strlen(" | ") + widest_line(*ret) <= terminal->width)
		return err;
	free(*ret);
	return tree_to_string(terminal, forest, WITH_SUBREAPERS, TREE_DECISION | folded, ret);
}

static const char left_head[] = "without subreapers";

static void print_heads(const struct terminal *terminal, size_t width)
{
	const char *bold = terminal->colour ? "\033[1m" : "";
	const char *plain = terminal->colour ? "\033[0m" : "";

	fprintf(terminal->out, "%s%-*s%s %s %s%s%s\n", bold, (int)width, left_head, plain,
		terminal->utf8 ? "│" : "|", bold, "with subreapers", plain);
}

/**
 * forest_render_compared() - print two forests side by side
 * @forest: concluded, and the shown fields set
 * @folded: as of forest_render()
 *
 * On the left stands what would have been without subreapers, on the right what was.
 *
 * Return: 0 or -ENOMEM; errors of writing show when the stream is closed
 */
int forest_render_compared(const struct terminal *terminal, struct forest *forest, bool folded)
{
	unsigned int fold = folded ? TREE_FOLDED : TREE_BARE;
	char *left, *right;
	size_t width;
	int err;

	err = tree_to_string(terminal, forest, WITHOUT_SUBREAPERS, fold, &left);
	if (err)
		return err;
	width = widest_line(left);
	if (width < strlen(left_head))
		width = strlen(left_head);
	err = right_side(terminal, forest, fold, width, &right);
	if (!err) {
		print_heads(terminal, width);
		print_beside(terminal, left, right, width);
		free(right);
	}
	free(left);
	return err;
}

/**
 * selection_render() - say what is not shown
 * @selection: the numbers; nothing is printed when nothing is left out
 */
void selection_render(const struct terminal *terminal, const struct selection *selection)
{
	struct message text = { .text = "Shown with --all:" };
	const char *comma = "";

	if (!selection->others && !selection->kernel_threads && !selection->recorder)
		return;
	if (selection->others) {
		message_add(&text, " %zu other process%s", selection->others,
			    selection->others == 1 ? "" : "es");
		comma = ",";
	}
	if (selection->kernel_threads) {
		message_add(&text, "%s %zu kernel thread%s", comma, selection->kernel_threads,
			    selection->kernel_threads == 1 ? "" : "s");
		comma = ",";
	}
	if (selection->recorder)
		message_add(&text, "%s the recorder (%zu)", comma, selection->recorder);
	message_add(&text, ".");
	fputc('\n', terminal->out);
	cursor_print_lines(terminal, text.text);
}
