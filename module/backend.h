/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SUBREAPER_BACKEND_H
#define SUBREAPER_BACKEND_H

struct seq_file;

/**
 * struct backend - a way to learn of the kernel's decisions
 * @name: as the backend parameter and the info file spell it
 * @needs: what the kernel must have for it
 * @attach: start publishing decisions and marks; 0, or with nothing left attached -EOPNOTSUPP
 *	    when the kernel lacks what the backend needs, or another negative errno after one
 *	    line in the log
 * @detach: stop; when it returns, no hook of the backend runs any more
 * @hook: the function of the kernel that is observed, once attached
 * @describe: write "key value" lines on the hooks taken and on what they cannot see
 */
struct backend {
	const char *name;
	const char *needs;
	int (*attach)(void);
	void (*detach)(void);
	const char *(*hook)(void);
	void (*describe)(struct seq_file *m);
};

extern const struct backend core_backend;
extern const struct backend kprobe_backend;

/**
 * backend_current() - the backend that was chosen at load
 *
 * Return: never NULL while a file of debugfs subreaper/ can be open
 */
const struct backend *backend_current(void);

#endif /* SUBREAPER_BACKEND_H */
