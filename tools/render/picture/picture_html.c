// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A self-contained page: the findings, and lanes that its script draws from the data in it. Without
 * scripts it shows the picture and a table. It is both XML and HTML, and forbids loading anything
 * else.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../../base/format/xml.h"
#include "../../model/trace/words.h"
#include "captions.h"
#include "../explain/diagnosis.h"
#include "../text/label.h"
#include "page.h"
#include "page_assets.h"
#include "picture_svg.h"

static void put_meta(struct xml *xml, const char *key, const char *value, const char *content)
{
	xml_open(xml, "meta");
	xml_text_attribute(xml, key, value);
	if (content)
		xml_text_attribute(xml, "content", content);
	xml_close_empty(xml);
	xml_next_line(xml);
}

/* What it is about, as its title and its heading. */
struct title {
	char text[sizeof(struct host_label) + 32];
};

static struct title title_of(const struct picture *picture)
{
	const char *host = picture->clock->notes[0].host;
	struct title title;

	snprintf(title.text, sizeof(title.text), "Adoptions%s%s", host[0] ? " on " : "",
		 label_host(picture->terminal, picture->clock, 0).text);
	return title;
}

static void put_head(struct xml *xml, const struct picture *picture)
{
	xml_open(xml, "head");
	xml_next_line(xml);
	put_meta(xml, "charset", "utf-8", NULL);
	put_meta(xml, "http-equiv", "Content-Security-Policy", page_policy);
	put_meta(xml, "name", "viewport", "width=device-width, initial-scale=1");
	put_meta(xml, "name", "color-scheme", "light dark");
	xml_element(xml, "title", title_of(picture).text);
	xml_next_line(xml);
	xml_open(xml, "style");
	xml_raw(xml, page_style, page_style_length);
	xml_close(xml, "style");
	xml_next_line(xml);
	xml_close(xml, "head");
	xml_next_line(xml);
}

/* A finding on its way: its first sentence is what is seen of it before it is opened. */
struct telling {
	struct xml *xml;
	bool begun;
};

static void put_sentence(const struct listener *listener, const char *heading, const char *text)
{
	struct telling *telling = listener->place;
	struct xml *xml = telling->xml;

	if (telling->begun) {
		xml_element(xml, "dt", heading);
		xml_element(xml, "dd", text);
		xml_next_line(xml);
		return;
	}
	telling->begun = true;
	xml_open(xml, "summary");
	xml_element(xml, "b", heading);
	xml_text(xml, text);
	xml_close(xml, "summary");
	xml_next_line(xml);
	xml_open(xml, "dl");
	xml_next_line(xml);
}

static void put_link(struct xml *xml, const struct picture *picture, const struct process *process)
{
	char place[32];

	if (!process || !process->shown)
		return;
	if (process->ordinal > 1)
		snprintf(place, sizeof(place), "#p%" PRId32 "_%u", process->pid, process->ordinal);
	else
		snprintf(place, sizeof(place), "#p%" PRId32, process->pid);
	xml_open(xml, "a");
	xml_text_attribute(xml, "href", place);
	xml_text(xml, label_process(picture->terminal, process).text);
	xml_close(xml, "a");
}

static void put_links(struct xml *xml, const struct picture *picture, const struct finding *finding)
{
	xml_open(xml, "p");
	xml_text_attribute(xml, "class", "lanes");
	put_link(xml, picture, finding->about);
	put_link(xml, picture, finding->example);
	put_link(xml, picture, finding->parent);
	put_link(xml, picture, finding->other);
	xml_close(xml, "p");
	xml_next_line(xml);
}

static void open_finding(struct xml *xml, const char *class, bool is_open)
{
	xml_open(xml, "details");
	xml_text_attribute(xml, "class", class);
	if (is_open)
		xml_text_attribute(xml, "open", "");
	xml_next_line(xml);
}

static void close_finding(struct xml *xml)
{
	xml_close(xml, "details");
	xml_next_line(xml);
}

static void put_finding(struct xml *xml, const struct picture *picture,
			const struct finding *finding)
{
	struct telling telling = { .xml = xml };
	const struct listener listener = { put_sentence, &telling };
	bool is_trouble = finding->level == LEVEL_TROUBLE;

	open_finding(xml, is_trouble ? "finding trouble" : "finding", is_trouble);
	diagnosis_tell(finding, picture->terminal, picture->clock, &listener);
	xml_close(xml, "dl");
	put_links(xml, picture, finding);
	close_finding(xml);
}

static void put_limits(struct xml *xml, const struct picture *picture)
{
	enum limit limits[LIMITS];
	size_t i, nr = diagnosis_limits(picture->forest, picture->complete, limits);

	for (i = 0; i < nr; i++) {
		open_finding(xml, "finding unknown", false);
		xml_open(xml, "summary");
		xml_element(xml, "b", "unknown");
		xml_text(xml, sentence_of(limit_words, limits[i]));
		xml_close(xml, "summary");
		close_finding(xml);
	}
}

/* How many of one kind follow each other. */
static size_t run_of(const struct diagnosis *diagnosis, size_t first)
{
	size_t i = first;

	while (i < diagnosis->nr &&
	       diagnosis->findings[i]->kind == diagnosis->findings[first]->kind &&
	       diagnosis->findings[i]->level == diagnosis->findings[first]->level)
		i++;
	return i - first;
}

/* The first of many is shown for all, so that the lanes are not far below. */
static void put_run(struct xml *xml, const struct picture *picture, size_t first, size_t nr)
{
	bool is_trouble = picture->diagnosis->findings[first]->level == LEVEL_TROUBLE;
	char text[64];
	size_t i;

	put_finding(xml, picture, picture->diagnosis->findings[first]);
	if (nr == 1)
		return;
	snprintf(text, sizeof(text), "and %zu more of this kind", nr - 1);
	open_finding(xml, is_trouble ? "finding more trouble" : "finding more", false);
	xml_element(xml, "summary", text);
	xml_next_line(xml);
	for (i = 1; i < nr; i++)
		put_finding(xml, picture, picture->diagnosis->findings[first + i]);
	close_finding(xml);
}

static void put_findings(struct xml *xml, const struct picture *picture)
{
	size_t i, nr;

	xml_element(xml, "h2", "Findings");
	xml_next_line(xml);
	for (i = 0; i < picture->diagnosis->nr; i += nr) {
		nr = run_of(picture->diagnosis, i);
		put_run(xml, picture, i, nr);
	}
	if (!picture->diagnosis->nr)
		xml_element(xml, "p", "No known problem.");
	put_limits(xml, picture);
}

static void open_section(struct xml *xml, const char *class)
{
	xml_open(xml, "div");
	xml_text_attribute(xml, "class", class);
	xml_next_line(xml);
}

static void close_section(struct xml *xml)
{
	xml_close(xml, "div");
	xml_next_line(xml);
}

static void put_rows(struct xml *xml, const struct picture *picture)
{
	char text[160];

	open_section(xml, "table");
	if (picture->rows_left_out) {
		snprintf(text, sizeof(text),
			 "These are the first %d events; %zu more are left out, which export "
			 "--format=csv writes.",
			 PAGE_ROWS, picture->rows_left_out);
		xml_element(xml, "p", text);
	}
	xml_raw(xml, picture->rows, picture->rows_length);
	close_section(xml);
}

/* A browser that runs scripts takes what is in here for text, and does not spend time on it. */
static int put_without_script(struct xml *xml, const struct picture *picture)
{
	int err;

	xml_open(xml, "noscript");
	xml_text_attribute(xml, "id", "without");
	xml_next_line(xml);
	open_section(xml, "picture");
	err = put_svg(xml, picture);
	close_section(xml);
	xml_element(xml, "h2", "Events");
	xml_next_line(xml);
	put_rows(xml, picture);
	xml_close(xml, "noscript");
	xml_next_line(xml);
	return err;
}

static int put_scripts(struct xml *xml, const struct picture *picture)
{
	int err;

	xml_open(xml, "script");
	xml_text_attribute(xml, "type", "application/json");
	xml_text_attribute(xml, "id", "data");
	xml_raw(xml, "", 0);
	err = page_put(xml->writer, picture);
	xml_close(xml, "script");
	xml_next_line(xml);
	xml_open(xml, "script");
	xml_raw(xml, page_script, page_script_length);
	xml_close(xml, "script");
	xml_next_line(xml);
	return err;
}

static int put_body(struct xml *xml, const struct picture *picture)
{
	char about[CAPTION_SIZE];
	int err;

	caption_picture(picture, about);
	xml_open(xml, "body");
	xml_next_line(xml);
	xml_element(xml, "h1", title_of(picture).text);
	xml_next_line(xml);
	xml_open(xml, "p");
	xml_text_attribute(xml, "class", "about");
	xml_text(xml, about);
	xml_close(xml, "p");
	xml_next_line(xml);
	put_findings(xml, picture);
	xml_open(xml, "main");
	xml_text_attribute(xml, "id", "live");
	xml_text_attribute(xml, "hidden", "");
	xml_raw(xml, "", 0);
	xml_close(xml, "main");
	xml_next_line(xml);
	err = put_without_script(xml, picture);
	if (!err)
		err = put_scripts(xml, picture);
	xml_close(xml, "body");
	xml_next_line(xml);
	return err;
}

/**
 * picture_html() - write a page with all there is to show
 *
 * Return: 0 or -ENOMEM
 */
int picture_html(struct writer *writer, const struct picture *picture)
{
	struct xml xml = { writer, false };
	int err;

	put_text(writer, "<!DOCTYPE html>\n");
	xml_open(&xml, "html");
	xml_text_attribute(&xml, "xmlns", "http://www.w3.org/1999/xhtml");
	xml_text_attribute(&xml, "lang", "en");
	xml_next_line(&xml);
	put_head(&xml, picture);
	err = put_body(&xml, picture);
	xml_close(&xml, "html");
	xml_next_line(&xml);
	return err;
}
