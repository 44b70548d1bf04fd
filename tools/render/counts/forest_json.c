// SPDX-License-Identifier: GPL-2.0-or-later
/* The shown processes of a forest for programs, each with its parent. */
#include "../../model/forest/branches.h"
#include "../explain/explain.h"
#include "forest.h"

/* Where it is doubtful there is no decision. */
static void put_adoption(struct document *document, const struct forest *forest,
			 const struct process *process)
{
	const struct hop *hop = history_last_adoption(&process->history);
	struct basis basis = { .evidence = EVIDENCE_RECORDED };

	if (!process->decision)
		return;
	if (hop)
		basis = basis_of_hop(forest, hop);
	document_open(document, "adopted", '{');
	document_basis(document, &basis);
	if (!basis.doubt)
		document_word(document, "decision", word_of(decision_words, process->decision));
	document_process(document, "was_child_of", hop ? hop->parent : NULL);
	document_doubt(document, "was_child_of_unless", forest, hop ? hop->parent_doubts : 0);
	document_number(document, "hops", process->hops);
	if (hop)
		document_time(document, "time", &(struct instant){ true, hop->time });
	document_close(document, '}');
}

static void put_node(struct document *document, const struct forest *forest,
		     const struct process *process, bool compare)
{
	struct basis being = basis_of_being(forest, process);
	struct basis origin = basis_of_origin(forest, process);

	document_item(document, "node");
	document_process(document, "process", process);
	parent_put(document, forest, process);
	document_claim(document, "child_by", word_of(origin_words, evidence_origin(process)),
		       &origin);
	document_claim(document, "state", word_of(being_words, evidence_being(forest, process)),
		       &being);
	mark_put(document, forest, process);
	put_adoption(document, forest, process);
	if (compare)
		without_put(document, forest, process);
	document_item_end(document);
}

/**
 * forest_put() - write the shown processes of a forest, for programs
 * @document: begun; to be ended by the caller
 * @forest: concluded, and the shown fields set
 * @compare: whether to write the parents without subreapers too
 *
 * Return: 0 or -ENOMEM
 */
int forest_put(struct document *document, struct forest *forest, bool compare)
{
	struct branches branches;
	size_t i;
	int err = branches_of(&branches, &forest->table, &forest->table.remaining, WITH_SUBREAPERS);

	for (i = 0; !err && i < branches.nr; i++)
		put_node(document, forest, branches.all[i].process, compare);
	branches_deinit(&branches);
	return err;
}

/**
 * selection_put() - write how many were left out
 * @document: at its end
 * @selection: the numbers
 */
void selection_put(struct document *document, const struct selection *selection)
{
	document_number(document, "hidden_others", selection->others);
	document_number(document, "hidden_kernel_threads", selection->kernel_threads);
	document_number(document, "hidden_recorder", selection->recorder);
}
