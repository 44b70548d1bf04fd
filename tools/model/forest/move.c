// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A change of parent that a probe saw, without the module. The kernel does not report why it chose
 * the adopter, but the flags that it used leave only one reason: nothing changes has_subreaper
 * meanwhile, and the probe does not see moves within a process.
 */
#include "move.h"

/* As of the kernel's exit_state. */
#define EXIT_DEAD 0x10

/* A marked init of a namespace can adopt for two reasons; exiting, it does not look like one. */
static bool may_be_init(const struct move_event *move)
{
	return move->parent_level && (move->adopter_is_init || move->adopter_is_exiting);
}

static unsigned int decision_of(const struct move_event *move)
{
	if (!move->parent_has_subreaper)
		return SUBREAPER_DECISION_NO_FLAG;
	if (move->adopter_is_subreaper)
		return may_be_init(move) ? DECISION_UNTOLD : SUBREAPER_DECISION_SUBREAPER;
	/* Else it has just ceased to be a subreaper, or exits. */
	if (!move->adopter_is_init)
		return DECISION_UNTOLD;
	return move->parent_level ? SUBREAPER_DECISION_NS_BOUNDARY
				  : SUBREAPER_DECISION_REACHED_ROOT;
}

static unsigned int effects_of(const struct move_event *move)
{
	unsigned int effects = 0;

	/* A main thread can exit before others. */
	if (move->exit_state && move->threads == 1)
		effects |= SUBREAPER_EFFECT_ZOMBIE;
	if (move->exit_state == EXIT_DEAD)
		effects |= SUBREAPER_EFFECT_AUTOREAPED;
	if (move->ptrace)
		effects |= SUBREAPER_EFFECT_PTRACED;
	return effects;
}

/**
 * move_settle() - make a reparent of what a probe saw
 * @event: of type EVENT_MOVE; of EVENT_REPARENT afterwards
 */
void move_settle(struct event *event)
{
	struct reparent_event *reparent = &event->move.reparent;

	reparent->decision = decision_of(&event->move);
	reparent->effects = effects_of(&event->move);
	reparent->probed = true;
	if (!reparent->level)
		reparent->child_nspid = reparent->child;
	event->type = EVENT_REPARENT;
}
