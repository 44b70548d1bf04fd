// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <string.h>

#include "../base/format/escape.h"
#include "../source/machine/facts.h"
#include "../source/machine/grant.h"
#include "../source/machine/machine.h"
#include "command.h"
#include "options/output.h"

static const char *grantee_name;
static bool for_a_report;

static const struct option_spec own_options[] = {
	{ 0, "grant", OPTION_TEXT, "USER[:GROUP]",
	  "let this user record until the next boot; as root", &grantee_name },
	{ 0, "report", OPTION_FLAG, NULL, "print the facts that a bug report needs",
	  &for_a_report },
	{ 0 },
};

static const struct option_spec * const options[] = {
	own_options,
	format_options,
	output_options,
	NULL,
};

static const struct {
	const char *word;
	const char *colour;
} states[] = {
	[MACHINE_OK] = { "ok", "\033[32m" },
	[MACHINE_LACKS] = { "lacking", "\033[1;31m" },
	[MACHINE_UNKNOWN] = { "unknown", "\033[33m" },
};

static enum machine_state print_part(const struct terminal *terminal,
				     const struct machine_part *part)
{
	char escaped[ESCAPED_SIZE(sizeof(((struct message *)0)->text))];
	struct message text;
	enum machine_state state = part->examine(&text);

	escape_for_terminal(text.text, strlen(text.text), terminal->utf8, escaped);
	fprintf(terminal->out, "%s%-7s%s  %-9s  %s\n", terminal->colour ? states[state].colour : "",
		states[state].word, terminal->colour ? "\033[0m" : "", part->name, escaped);
	return state;
}

static int print_parts(bool *complete)
{
	const struct machine_part *part;
	struct terminal terminal = output_open();

	for (part = machine_parts; part->name; part++)
		*complete &= print_part(&terminal, part) == MACHINE_OK;
	return output_close();
}

static enum machine_state put_part(struct document *document, const struct machine_part *part)
{
	struct message text = { .text = "" };
	enum machine_state state = part->examine(&text);

	document_item(document, "part");
	document_word(document, "part", part->name);
	document_word(document, "state", states[state].word);
	document_text(document, "text", text.text);
	if (state != MACHINE_OK && text.fix[0])
		document_text(document, "fix", text.fix);
	document_item_end(document);
	return state;
}

static int put_parts(bool *complete)
{
	const struct machine_part *part;
	struct document document;
	int status = output_document(&document, "parts", NULL);

	if (status)
		return status;
	for (part = machine_parts; part->name; part++)
		*complete &= put_part(&document, part) == MACHINE_OK;
	document_tail(&document);
	return output_document_end(&document, NULL, true);
}

/* The rest is done even if something is denied, so that all of it is reported at once. */
static int grant(void)
{
	struct grantee grantee;
	struct message what;
	int status = EX_OK;
	bool changed;
	size_t i;

	if (grantee_find(&grantee, grantee_name, &what))
		return misuse("--grant %s", what.text);
	if (grant_possible(&what))
		return complain(EX_LACKING, "nothing was granted: %s", what.text);
	for (i = 0; i < GRANT_STEPS; i++) {
		int err = grant_step(i, &grantee, &changed, &what);

		if (err)
			status = complain(EX_LACKING, "cannot grant: %s: %s", what.text,
					  strerror(-err));
		else
			printf("%-7s  %s\n", changed ? "done" : "already", what.text);
	}
	return status ? status : output_close();
}

static void print_fact(void *to, const char *name, const char *value)
{
	const struct terminal *terminal = to;
	char escaped[ESCAPED_SIZE(strlen(value))];

	escape_for_terminal(value, strlen(value), terminal->utf8, escaped);
	fprintf(terminal->out, "%-19s  %s\n", name, escaped);
}

static int print_facts(void)
{
	struct terminal terminal = output_open();

	facts_collect(print_fact, &terminal);
	return output_close();
}

static void put_fact(void *to, const char *name, const char *value)
{
	struct document *document = to;

	document_item(document, "fact");
	document_word(document, "fact", name);
	document_text(document, "value", value);
	document_item_end(document);
}

static int put_facts(void)
{
	struct document document;
	int status = output_document(&document, "facts", NULL);

	if (status)
		return status;
	facts_collect(put_fact, &document);
	document_tail(&document);
	return output_document_end(&document, NULL, true);
}

static int run(int argc, char **argv)
{
	bool text = output_format() == FORMAT_TEXT;
	bool complete = true;
	int status;

	if (argc)
		return misuse("check takes no '%s'", argv[0]);
	if (grantee_name && for_a_report)
		return misuse("--grant and --report exclude each other");
	if (grantee_name && !text)
		return misuse("--grant prints only text");
	if (grantee_name)
		return grant();
	if (for_a_report)
		return text ? print_facts() : put_facts();
	status = text ? print_parts(&complete) : put_parts(&complete);
	return status || complete ? status : EX_LACKING;
}

const struct command check_command = {
	.name = "check",
	.summary = "show what this machine lacks, and the command that fixes it",
	.description =
		"--grant lets a plain user record until the next boot. USER becomes the owner of\n"
		"the directory instances of tracefs. GROUP, by default the group of USER, may read\n"
		"tracefs and the module's files in debugfs, and dump the state of all processes.\n"
		"They then see what every process of the machine does. Only one user at a time can\n"
		"have this. Repeat it after the module was unloaded. While USER records, the\n"
		"top-level buffer traces no functions.\n"
		"\n"
		"--report prints versions, hooks, switches and counters for a bug report. It names\n"
		"no machine, user or process.",
	.options = options,
	.run = run,
};
