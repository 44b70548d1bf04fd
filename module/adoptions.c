// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which living processes were adopted since load, so that a view can tell adopted children that
 * nobody has waited for from those that a process made itself. A table, allocated once.
 *
 * Whoever decides takes free slots, under tasklist_lock and so by one at a time. Nobody says when a
 * process is gone, and to look for each is too much there. So whenever half of the free slots have
 * been taken, a work is started that frees those whose child is gone; it starts anew each second as
 * long as more than half of all stay taken. A child that finds no free slot is forgotten, and
 * counted.
 *
 * A slot without a child is free, and on one of the two lists. One that has a child keeps it until
 * the work frees it, so all that a reader has to see to is that this did not happen meanwhile.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/irq_work.h>
#include <linux/llist.h>
#include <linux/module.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "adoptions.h"
#include "process_list.h"

#define ADOPTIONS_MAX 1000000

struct slot {
	struct adoption adoption;
	struct llist_node node;
};

static unsigned int size = 8192;
module_param_named(adoptions, size, uint, 0444);
MODULE_PARM_DESC(adoptions, "adopted processes that reapers knows, up to 1000000 (default 8192)");

static struct slot *slots;

/* Of free slots: those of whoever decides, and those freed since it last took all of them. */
static struct llist_node *own_free;
static LLIST_HEAD(freed);

static unsigned int taken_since_sweep;
static unsigned int sweep_after;
static unsigned long forgotten;

/* Returns whether the slot is free now. */
static bool free_if_gone(struct slot *slot)
{
	pid_t child;
	bool lives;

	/* With the release in adoptions_record(). */
	child = smp_load_acquire(&slot->adoption.child);
	if (!child)
		return true;
	rcu_read_lock();
	lives = process_list_find(child, slot->adoption.child_start);
	rcu_read_unlock();
	if (lives)
		return false;
	WRITE_ONCE(slot->adoption.child, 0);
	llist_add(&slot->node, &freed);
	return true;
}

static void sweep(struct work_struct *work)
{
	unsigned int i, kept = 0;

	for (i = 0; i < size; i++) {
		kept += !free_if_gone(&slots[i]);
		cond_resched();
	}
	WRITE_ONCE(sweep_after, (size - kept) / 2);
	if (kept > size / 2)
		schedule_delayed_work(to_delayed_work(work), HZ);
}

static DECLARE_DELAYED_WORK(sweep_work, sweep);

static void start_sweep(struct irq_work *unused)
{
	mod_delayed_work(system_wq, &sweep_work, 0);
}

/*
 * Queueing a work spins while another processor queues the same, and takes a lock: not from a
 * probe, with tasklist_lock held and interrupts off.
 */
static struct irq_work sweep_starter = IRQ_WORK_INIT(start_sweep);

/**
 * adoptions_create() - allocate as many slots as the parameter adoptions says
 *
 * Return: 0, or a negative errno after one line in the log
 */
int adoptions_create(void)
{
	unsigned int i;

	if (size > ADOPTIONS_MAX) {
		pr_err("adoptions=%u is too much: up to %u can be kept\n", size, ADOPTIONS_MAX);
		return -EINVAL;
	}
	if (!size)
		return 0;
	slots = kvcalloc(size, sizeof(*slots), GFP_KERNEL | __GFP_NOWARN);
	if (!slots) {
		pr_err("no memory for adoptions=%u, which needs %zu bytes\n", size,
		       adoptions_bytes());
		return -ENOMEM;
	}
	sweep_after = size / 2;
	for (i = 0; i < size; i++)
		llist_add(&slots[i].node, &freed);
	return 0;
}

/**
 * adoptions_destroy() - free what adoptions_create() allocated; nobody records or reads any more
 */
void adoptions_destroy(void)
{
	irq_work_sync(&sweep_starter);
	cancel_delayed_work_sync(&sweep_work);
	kvfree(slots);
}

static struct slot *take_slot(void)
{
	struct llist_node *node = own_free;

	if (unlikely(!node))
		node = llist_del_all(&freed);
	if (unlikely(!node))
		return NULL;
	own_free = node->next;
	return llist_entry(node, struct slot, node);
}

/**
 * adoptions_record() - a process is adopted
 * @child: its thread group leader
 * @adopter: the thread group leader of the process that adopts it
 * @time: when, in ns of CLOCK_MONOTONIC
 * @number: of the decision
 * @decision: see SUBREAPER_DECISIONS
 *
 * Context: tasklist_lock held for write, preemption off.
 */
void adoptions_record(const struct task_struct *child, const struct task_struct *adopter, u64 time,
		      u64 number, enum subreaper_decision decision)
{
	struct slot *slot;

	if (!size)
		return;
	slot = take_slot();
	if (unlikely(!slot)) {
		WRITE_ONCE(forgotten, forgotten + 1);
		return;
	}
	WRITE_ONCE(slot->adoption.child_start, child->start_boottime);
	WRITE_ONCE(slot->adoption.adopter_start, adopter->start_boottime);
	WRITE_ONCE(slot->adoption.time, time);
	WRITE_ONCE(slot->adoption.number, number);
	WRITE_ONCE(slot->adoption.decision, decision);
	WRITE_ONCE(slot->adoption.adopter, adopter->pid);
	/* Who sees the child sees the rest. */
	smp_store_release(&slot->adoption.child, child->pid);
	if (++taken_since_sweep > READ_ONCE(sweep_after)) {
		taken_since_sweep = 0;
		irq_work_queue(&sweep_starter);
	}
}

/**
 * adoptions_find() - look up the last adoption of a process
 * @child: its pid, in the initial pid namespace
 * @child_start: its birth, in ns of CLOCK_BOOTTIME
 * @ret: filled in when it is known
 *
 * Context: RCU read section.
 * Return: false when it was not seen, or is forgotten
 */
bool adoptions_find(pid_t child, u64 child_start, struct adoption *ret)
{
	struct adoption adoption;
	unsigned int i;

	for (i = 0; i < size; i++) {
		if (!adoptions_copy(i, &adoption) || adoption.child != child ||
		    adoption.child_start != child_start)
			continue;
		*ret = adoption;
		return true;
	}
	return false;
}

/**
 * adoptions_copy() - read one slot
 * @index: of it, below adoptions_size()
 * @ret: filled in
 *
 * Context: process context.
 * Return: false when the slot is free
 */
bool adoptions_copy(unsigned int index, struct adoption *ret)
{
	const struct adoption *adoption = &slots[index].adoption;

	/* With the release in adoptions_record(). */
	ret->child = smp_load_acquire(&adoption->child);
	ret->child_start = READ_ONCE(adoption->child_start);
	ret->adopter_start = READ_ONCE(adoption->adopter_start);
	ret->time = READ_ONCE(adoption->time);
	ret->number = READ_ONCE(adoption->number);
	ret->decision = READ_ONCE(adoption->decision);
	ret->adopter = READ_ONCE(adoption->adopter);
	/* With the barrier of llist_add(): what was read after it was freed is not passed on. */
	smp_rmb();
	return ret->child && READ_ONCE(adoption->child) == ret->child;
}

/**
 * adoptions_size() - how many slots there are
 */
unsigned int adoptions_size(void)
{
	return size;
}

/**
 * adoptions_forgotten() - how many adoptions found no free slot
 */
unsigned long adoptions_forgotten(void)
{
	return READ_ONCE(forgotten);
}

/**
 * adoptions_bytes() - the memory that the slots take
 */
size_t adoptions_bytes(void)
{
	return size * sizeof(*slots);
}

/**
 * adoptions_kept() - how many slots are taken
 *
 * Context: process context.
 */
unsigned int adoptions_kept(void)
{
	struct adoption unused;
	unsigned int i, kept = 0;

	for (i = 0; i < size; i++)
		kept += adoptions_copy(i, &unused);
	return kept;
}
