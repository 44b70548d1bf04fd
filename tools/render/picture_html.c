// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A page that needs nothing but itself: the picture, what is found in it, and a table. It is XML as
 * well as HTML, and forbids whatever is not in it.
 */
#include <string.h>

#include "../base/xml.h"
#include "diagnosis.h"
#include "label.h"
#include "picture_svg.h"
#include "captions.h"

static const char style[] =
	"body{margin:0;padding:16px 24px 48px;background:#ffffff;color:#1f2328;"
	"font:14px/1.5 system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif}"
	"h2{font-size:17px;margin:32px 0 8px}"
	".picture{overflow-x:auto;margin:0 -24px;padding:0 4px}"
	".finding{border-left:4px solid #d4a72c;margin:12px 0;padding:2px 0 2px 16px;max-width:52em;"
	"display:grid;grid-template-columns:5em 1fr}"
	"dt{font-weight:600;color:#59636e}"
	"dd{margin:0;white-space:pre-wrap}"
	".table{overflow-x:auto}"
	"table{border-collapse:collapse;white-space:pre;"
	"font:12px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace}"
	"th{text-align:left;color:#59636e;border-bottom:2px solid #d1d9e0}"
	"th,td{padding:2px 14px 2px 0;unicode-bidi:isolate}"
	"td{border-bottom:1px solid #eaeef2}"
	".number{text-align:right}"
	"tr.lost td,tr.gap td{color:#cf222e}"
	"footer{margin-top:32px;color:#59636e;font-size:12px}"
	"@media (prefers-color-scheme:dark){"
	"body{background:#0d1117;color:#e6edf3}"
	"dt,th,footer{color:#9198a1}"
	".finding{border-color:#bb8009}"
	"th{border-color:#30363d}"
	"td{border-color:#1c2128}"
	"tr.lost td,tr.gap td{color:#ff7b72}}";

static void put_meta(struct xml *xml, const char *key, const char *value, const char *content)
{
	xml_open(xml, "meta");
	xml_text_attribute(xml, key, value);
	if (content)
		xml_text_attribute(xml, "content", content);
	xml_close_empty(xml);
	xml_next_line(xml);
}

static void put_head(struct xml *xml, const struct picture *picture)
{
	const char *host = picture->clock->notes[0].host;
	char title[sizeof(struct host_label) + 32];

	snprintf(title, sizeof(title), "Adoptions%s%s", host[0] ? " on " : "",
		 label_host(picture->terminal, picture->clock, 0).text);
	xml_open(xml, "head");
	xml_next_line(xml);
	put_meta(xml, "charset", "utf-8", NULL);
	put_meta(xml, "http-equiv", "Content-Security-Policy",
		 "default-src 'none'; style-src 'unsafe-inline'");
	put_meta(xml, "name", "viewport", "width=device-width, initial-scale=1");
	put_meta(xml, "name", "color-scheme", "light dark");
	xml_element(xml, "title", title);
	xml_next_line(xml);
	xml_open(xml, "style");
	xml_raw(xml, style, strlen(style));
	xml_close(xml, "style");
	xml_next_line(xml);
	xml_close(xml, "head");
	xml_next_line(xml);
}

static void put_sentence(const struct listener *listener, const char *heading, const char *text)
{
	struct xml *xml = listener->place;

	xml_element(xml, "dt", heading);
	xml_element(xml, "dd", text);
	xml_next_line(xml);
}

static void put_findings(struct xml *xml, const struct picture *picture)
{
	const struct listener listener = { put_sentence, xml };
	size_t i;

	xml_element(xml, "h2", "Findings");
	xml_next_line(xml);
	for (i = 0; i < picture->diagnosis->nr; i++) {
		xml_open(xml, "dl");
		xml_text_attribute(xml, "class", "finding");
		xml_next_line(xml);
		diagnosis_tell(picture->diagnosis->findings[i], picture->terminal, picture->clock,
			       &listener);
		xml_close(xml, "dl");
		xml_next_line(xml);
	}
	if (!picture->diagnosis->nr)
		xml_element(xml, "p", "No known problem.");
	xml_next_line(xml);
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
	xml_element(xml, "h2", "Events");
	xml_next_line(xml);
	open_section(xml, "table");
	xml_raw(xml, picture->rows, picture->rows_length);
	close_section(xml);
}

static int put_body(struct xml *xml, const struct picture *picture)
{
	char about[CAPTION_SIZE];
	int err;

	xml_open(xml, "body");
	xml_next_line(xml);
	open_section(xml, "picture");
	err = put_svg(xml, picture);
	close_section(xml);
	put_findings(xml, picture);
	put_rows(xml, picture);
	caption_picture(picture, about);
	xml_element(xml, "footer", about);
	xml_next_line(xml);
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
