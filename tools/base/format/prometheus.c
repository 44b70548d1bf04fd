// SPDX-License-Identifier: GPL-2.0-or-later
/* The text exposition format of Prometheus, version 0.0.4. */
#include "prometheus.h"
#include "quote.h"

/**
 * prometheus_family() - begin the samples of one name
 * @name: theirs, without the prefix
 * @type: counter, gauge or histogram
 * @help: what they are, in a sentence
 */
void prometheus_family(struct writer *writer, const char *name, const char *type, const char *help)
{
	put_text(writer, "# HELP " PROMETHEUS_PREFIX);
	put_text(writer, name);
	put_char(writer, ' ');
	put_text(writer, help);
	put_text(writer, "\n# TYPE " PROMETHEUS_PREFIX);
	put_text(writer, name);
	put_char(writer, ' ');
	put_text(writer, type);
	put_char(writer, '\n');
}

/**
 * prometheus_label() - write one label of a sample
 * @name: of the label
 * @value: any bytes
 */
void prometheus_label(struct writer *writer, const char *name, const char *value, size_t length)
{
	put_text(writer, name);
	put_char(writer, '=');
	quote_prometheus(writer, value, length);
}

/**
 * prometheus_value() - end a sample
 * @value: of the sample
 */
void prometheus_value(struct writer *writer, uint64_t value)
{
	put_char(writer, ' ');
	put_unsigned(writer, value);
	put_char(writer, '\n');
}

/**
 * prometheus_plain() - write a sample without a label
 * @name: its name, without the prefix
 * @value: its value
 */
void prometheus_plain(struct writer *writer, const char *name, uint64_t value)
{
	put_text(writer, PROMETHEUS_PREFIX);
	put_text(writer, name);
	prometheus_value(writer, value);
}

/**
 * prometheus_labelled() - write a sample with one label
 * @name: its name, without the prefix
 * @label: name of the label
 * @word: value of the label
 * @value: its value
 */
void prometheus_labelled(struct writer *writer, const char *name, const char *label,
			 const char *word, uint64_t value)
{
	put_text(writer, PROMETHEUS_PREFIX);
	put_text(writer, name);
	put_char(writer, '{');
	prometheus_label(writer, label, word, strlen(word));
	put_char(writer, '}');
	prometheus_value(writer, value);
}
