// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What the script of a page reads: the findings as diagnose writes them, then the lives, what
 * happened to them, and what explain prints of each. Rows are lists, and texts are numbers in one
 * list of texts, as thousands of processes share most of theirs.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../../base/format/inscript.h"
#include "../../base/memory/memstream.h"
#include "../../base/memory/strings.h"
#include "../../model/story/folding.h"
#include "../../model/story/selection.h"
#include "../../model/trace/words.h"
#include "captions.h"
#include "../explain/diagnosis.h"
#include "../text/label.h"
#include "page.h"
#include "page_explained.h"

/* What is true of a life, a bit each; page/data.js has the same. */
enum life_bits {
	LIFE_BORN = 1,
	LIFE_ENDED = 2,
	LIFE_LOST = 4,
	LIFE_SUBREAPER = 8,
	LIFE_INIT = 16,
	LIFE_LEFT = 32,
	LIFE_THREAD = 64,
	LIFE_ZOMBIE = 128,
};

/**
 * struct page - what is being written
 * @numbers: of each life of the scene, its number in the page; NO_LIFE if it is left out
 * @lives: how many are not left out
 * @hops: how many changes of parent there are, with those that are left out
 * @kept_hops: how many are not left out
 * @explained: which lives are explained
 */
struct page {
	struct document document;
	const struct picture *picture;
	struct folding folding;
	struct strings texts;
	size_t *numbers;
	size_t lives;
	size_t hops;
	size_t kept_hops;
	struct page_explained explained;
	bool failed;
};

static void put_number(struct page *this, uint64_t number)
{
	json_unsigned(&this->document.json, number);
}

static void put_signed_number(struct page *this, int64_t number)
{
	json_signed(&this->document.json, number);
}

static void put_text_number(struct page *this, const char *text)
{
	size_t number = strings_number(&this->texts, text, strlen(text));

	this->failed |= number == STRING_NONE;
	put_number(this, number);
}

static void put_life_number(struct page *this, size_t life)
{
	size_t number = life == NO_LIFE ? NO_LIFE : this->numbers[life];

	put_signed_number(this, number == NO_LIFE ? -1 : (int64_t)number);
}

static void put_process_number(struct page *this, const struct process *process)
{
	const struct life *life = scene_life(this->picture->scene, process);

	put_life_number(this, life ? (size_t)(life - this->picture->scene->lives) : NO_LIFE);
}

static uint64_t since_begin(const struct page *this, uint64_t time)
{
	return time > this->picture->scene->begin ? time - this->picture->scene->begin : 0;
}

static void open_list(struct page *this)
{
	json_open(&this->document.json, '[');
}

static void close_list(struct page *this)
{
	json_close(&this->document.json, ']');
}

static void open_rows(struct page *this, const char *key)
{
	document_open(&this->document, key, '[');
}

static void open_row(struct page *this)
{
	json_next_line(&this->document.json);
	open_list(this);
}

static unsigned int bits_of(const struct life *life, bool left)
{
	const struct process *process = life->process;

	return (life->born ? LIFE_BORN : 0) | (life->ended ? LIFE_ENDED : 0) |
	       (life->lost ? LIFE_LOST : 0) | (process->subreaper ? LIFE_SUBREAPER : 0) |
	       (process_is_init(process) ? LIFE_INIT : 0) | (left ? LIFE_LEFT : 0) |
	       (process->thread_of ? LIFE_THREAD : 0) |
	       (life->ended && process->alive ? LIFE_ZOMBIE : 0);
}

/* The parent before the first change, as far as it is known. */
static const struct process *parent_before(const struct scene *scene, const struct life *life)
{
	size_t i = life->first;

	while (i != NO_HAPPENING && scene->scene_events[i].type != EVENT_REPARENT)
		i = scene->scene_events[i].next;
	return i == NO_HAPPENING ? shown_parent(life->process, WITH_SUBREAPERS)
				 : scene->scene_events[i].hop.parent;
}

/* What people search for beside name and pid. */
static void put_profile(struct page *this, const struct process *process)
{
	const struct forest *forest = this->picture->forest;
	const struct profile *profile =
		profile_of(&forest->profiles, &forest->table, process, UINT64_MAX);
	struct unit unit = { .size = 0 };

	if (profile)
		unit = unit_of(&profile->told.cgroup);
	json_text(&this->document.json, unit.name, unit.size);
	if (profile && !profile_is_outdated(profile, process))
		json_text(&this->document.json, profile->told.executable.bytes,
			  profile->told.executable.size);
	else
		json_text(&this->document.json, process->file ? process->file : "",
			  process->file ? strlen(process->file) : 0);
}

static void put_life(struct page *this, size_t number)
{
	const struct folded_life *folded = &this->folding.lives[number];
	const struct life *life = &this->picture->scene->lives[number];
	const struct process *process = life->process;
	const char *role = caption_role(process);
	char fold[CAPTION_FOLD_SIZE] = "";

	open_row(this);
	json_shown(&this->document.json, label_comm(this->picture->terminal, process->comm).text);
	put_signed_number(this, process->pid);
	put_number(this, process->ordinal);
	put_life_number(this, folded->above);
	put_number(this, life->depth);
	put_number(this, since_begin(this, life->begin));
	put_number(this, since_begin(this, life->end));
	put_number(this, since_begin(this, life->gone));
	put_number(this, bits_of(life, folded->left));
	put_life_number(this, folded->fold);
	put_number(this, folded->members);
	put_process_number(this, parent_before(this->picture->scene, life));
	put_text_number(this, role ? role : "");
	put_profile(this, process);
	if (folded->fold == number)
		caption_fold(this->picture, life, folded->left, fold);
	put_text_number(this, fold);
	close_list(this);
}

static void put_lives(struct page *this)
{
	size_t i;

	open_rows(this, "lives");
	for (i = 0; i < this->picture->scene->nr_lives; i++) {
		if (this->numbers[i] != NO_LIFE)
			put_life(this, i);
	}
	close_list(this);
}

static void put_label(struct page *this, const struct process *process, const char *comm,
		      int32_t tid)
{
	put_text_number(this, label_thread(this->picture->terminal, process, comm, tid).text);
}

static void put_hop(struct page *this, const struct scene_event *scene_event)
{
	const struct hop *hop = &scene_event->hop;
	const char *sentence = sentence_of(decision_words, hop->decision);
	char text[CAPTION_SIZE];

	open_row(this);
	put_number(this, since_begin(this, scene_event->time));
	put_process_number(this, scene_event->process);
	put_process_number(this, hop->parent);
	put_process_number(this, hop->adopter);
	put_number(this, parenthood_by(hop, PARENT_BY_BIRTH));
	caption_brief(scene_event, text);
	put_text_number(this, text);
	put_text_number(this, sentence ? sentence : "");
	put_label(this, scene_event->process, hop->child_comm, 0);
	put_label(this, hop->parent, hop->parent_comm, hop->parent_tid);
	put_label(this, hop->adopter, hop->adopter_comm, hop->adopter_tid);
	put_number(this, hop->parent_doubts != 0);
	put_text_number(this, word_of(decision_words, hop->decision));
	close_list(this);
}

static bool is_kept(const struct page *this, const struct scene_event *scene_event)
{
	return scene_event->process && scene_event->process->shown &&
	       this->numbers[scene_event->process->place] != NO_LIFE;
}

static void put_hops(struct page *this)
{
	const struct scene *scene = this->picture->scene;
	size_t i;

	open_rows(this, "hops");
	for (i = 0; i < scene->nr_scene_events; i++) {
		const struct scene_event *scene_event = &scene->scene_events[i];

		if (scene_event->type != EVENT_REPARENT)
			continue;
		this->hops++;
		if (!is_kept(this, scene_event) || this->kept_hops == PAGE_HOPS)
			continue;
		this->kept_hops++;
		put_hop(this, scene_event);
	}
	close_list(this);
}

/* Whatever else happened; what happened to no process is a loss. */
static void put_event(struct page *this, const struct scene_event *scene_event)
{
	char text[CAPTION_SIZE];

	open_row(this);
	put_number(this, since_begin(this, scene_event->time));
	put_process_number(this, scene_event->process);
	put_number(this, scene_event->type == EVENT_MARK ? 1 + !!scene_event->mark.new : 0);
	caption_brief(scene_event, text);
	put_text_number(this, text);
	caption_event(this->picture, scene_event, text);
	json_shown(&this->document.json, text);
	close_list(this);
}

static void put_events(struct page *this)
{
	const struct scene *scene = this->picture->scene;
	size_t i;

	open_rows(this, "events");
	for (i = 0; i < scene->nr_scene_events; i++) {
		const struct scene_event *scene_event = &scene->scene_events[i];

		if (scene_event->type == EVENT_REPARENT ||
		    (scene_event->process && !is_kept(this, scene_event)))
			continue;
		put_event(this, scene_event);
	}
	close_list(this);
}

static void put_times(struct page *this)
{
	static const char * const styles[] = {
		[TIME_RELATIVE] = "rel",
		[TIME_MONO] = "mono",
		[TIME_WALL] = "wall",
		[TIME_ISO] = "iso",
	};
	const struct scene *scene = this->picture->scene;
	struct event begin = { .time = scene->begin };
	char text[CLOCK_TEXT_SIZE];

	document_word(&this->document, "style", styles[this->picture->clock->style]);
	document_number(&this->document, "begin", clock_told(this->picture->clock, &begin));
	document_word(&this->document, "begin_text",
		      caption_time(this->picture->clock, scene->begin, text));
	document_number(&this->document, "length", scene->end - scene->begin);
}

static bool has_room(struct page *this, size_t number)
{
	const struct folded_life *folded = &this->folding.lives[number];
	size_t depth = this->picture->scene->lives[number].depth;

	if ((folded->fold != NO_LIFE && folded->place >= this->explained.room) ||
	    this->explained.nr == PAGE_EXPLAINED || this->explained.climbs < depth)
		return false;
	this->explained.climbs -= depth;
	return true;
}

static int put_explanations(struct page *this)
{
	const struct scene *scene = this->picture->scene;
	size_t i;
	int err = 0;

	open_rows(this, "explanations");
	for (i = 0; i < scene->nr_lives && !err; i++) {
		if (this->numbers[i] == NO_LIFE)
			continue;
		open_row(this);
		if (has_room(this, i))
			err = page_explained_put(&this->explained, scene->lives[i].process,
						 &this->document.json, &this->texts);
		close_list(this);
	}
	close_list(this);
	return err;
}

static void put_texts(struct page *this)
{
	size_t i;

	open_rows(this, "texts");
	for (i = 0; i < this->texts.nr; i++) {
		json_next_line(&this->document.json);
		json_shown(&this->document.json, this->texts.all[i]->text);
	}
	close_list(this);
}

static void put_left_out(struct page *this)
{
	const struct picture *picture = this->picture;

	document_open(&this->document, "left_out", '{');
	document_number(&this->document, "processes", picture->scene->nr_lives - this->lives);
	document_number(&this->document, "changes", this->hops - this->kept_hops);
	document_number(&this->document, "explanations", this->lives - this->explained.nr);
	document_number(&this->document, "rows", picture->rows_left_out);
	document_close(&this->document, '}');
}

static int number_lives(struct page *this)
{
	const struct scene *scene = this->picture->scene;
	size_t room = folding_room(&this->folding, PAGE_LIVES);
	size_t i;

	this->numbers = calloc(scene->nr_lives + 1, sizeof(*this->numbers));
	if (!this->numbers)
		return -ENOMEM;
	for (i = 0; i < scene->nr_lives; i++) {
		const struct folded_life *life = &this->folding.lives[i];
		bool is_in = (life->fold == NO_LIFE || life->place < room) &&
			     this->lives < PAGE_LIVES;

		this->numbers[i] = is_in ? this->lives++ : NO_LIFE;
	}
	this->explained.room = folding_room(&this->folding, PAGE_EXPLAINED);
	return 0;
}

static int put(struct page *this, const struct terminal *terminal)
{
	int err = document_begin(&this->document, terminal, FORMAT_JSON, "findings",
				 this->picture->clock);

	if (err)
		return err;
	diagnosis_put(&this->document, this->picture->diagnosis, this->picture->forest,
		      this->picture->complete);
	document_tail(&this->document);
	put_times(this);
	put_lives(this);
	put_hops(this);
	put_events(this);
	err = put_explanations(this);
	put_texts(this);
	put_left_out(this);
	if (document_end(&this->document, this->picture->loss, this->picture->complete))
		err = -ENOMEM;
	return err || this->failed ? -ENOMEM : 0;
}

/**
 * page_put() - write the data of a page, in JSON, for a script element
 * @writer: of the page
 *
 * Return: 0 or -ENOMEM
 */
int page_put(struct writer *writer, const struct picture *picture)
{
	struct terminal terminal = *picture->terminal;
	struct page page = { .picture = picture };
	int err = folding_of(&page.folding, picture->scene);

	terminal.out = inscript_open(writer);
	if (!terminal.out)
		err = -ENOMEM;
	if (!err)
		err = number_lives(&page);
	if (!err)
		err = page_explained_init(&page.explained, picture);
	if (!err)
		err = put(&page, &terminal);
	if (terminal.out)
		fclose(terminal.out);
	page_explained_deinit(&page.explained);
	strings_deinit(&page.texts);
	folding_deinit(&page.folding);
	free(page.numbers);
	return err;
}
