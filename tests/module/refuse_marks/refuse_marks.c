// SPDX-License-Identifier: GPL-2.0-only
/*
 * While it is loaded, prctl(PR_SET_CHILD_SUBREAPER) is refused with EPERM, as a security module
 * could: by another return value of the first of them, which is always there.
 */
#include <linux/kprobes.h>
#include <linux/module.h>
#include <linux/prctl.h>

static int prctl_asked(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	return (int)regs_get_kernel_argument(regs, 0) != PR_SET_CHILD_SUBREAPER;
}

static int prctl_answered(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	regs_set_return_value(regs, -EPERM);
	return 0;
}

static struct kretprobe probe = {
	.kp.symbol_name = "cap_task_prctl",
	.entry_handler = prctl_asked,
	.handler = prctl_answered,
};

static int __init refuse_marks_init(void)
{
	return register_kretprobe(&probe);
}

static void __exit refuse_marks_exit(void)
{
	unregister_kretprobe(&probe);
}

module_init(refuse_marks_init);
module_exit(refuse_marks_exit);
MODULE_DESCRIPTION("Refuse to make a process a child subreaper");
MODULE_LICENSE("GPL");
