// SPDX-License-Identifier: GPL-2.0-or-later
#include "../options/complain.h"
#include "following.h"
#include "tracefile.h"

/**
 * following_deinit() - forget the processes
 * @following: of which trace
 */
void following_deinit(struct following *following)
{
	forest_deinit(&following->forest);
	inference_deinit(&following->inference);
}

/**
 * following_inferred() - the next event that is inferred from the last one that was read
 * @following: the trace
 * @ret: filled in, and applied to the forest
 *
 * Return: false when there is nothing more
 */
bool following_inferred(struct following *following, struct event *ret)
{
	if (following->err || !inference_next(&following->inference, ret))
		return false;
	following->err = forest_apply(&following->forest, ret);
	forest_number(&following->forest, ret);
	return !following->err;
}

/**
 * following_next() - the next event, whether recorded or inferred
 * @following: the trace
 * @ret: filled in, and applied to the forest
 *
 * Return: false at the end
 */
bool following_next(struct following *following, struct event *ret)
{
	if (following_inferred(following, ret))
		return true;
	if (following->err || !tracefile_next(ret))
		return false;
	following->err = inference_apply(&following->inference, &following->forest, ret);
	return !following->err;
}

/**
 * following_tell_disagreement() - print a message when the kernel decided otherwise than the model
 * @following: the trace, at its end
 */
void following_tell_disagreement(const struct following *following)
{
	const struct inference *inference = &following->inference;

	if (inference->disagreed)
		note("%zu of %zu decisions differ from those expected by births, marks and exits; "
		     "'report --walk' shows them",
		     inference->disagreed, inference->compared);
}

/**
 * following_conclude() - draw the conclusions that only the whole trace allows
 * @following: the trace, at its end
 *
 * Return: exit code; a message was printed when it is not EX_OK, and when the kernel decided
 * otherwise than the model
 */
int following_conclude(struct following *following)
{
	if (tracefile_is_damaged())
		forest_break_off(&following->forest, NULL);
	if (!following->err)
		following->err = forest_conclude(&following->forest);
	if (following->err)
		return complain(EX_FAILED, "out of memory");
	following_tell_disagreement(following);
	return tracefile_judge_kind();
}
