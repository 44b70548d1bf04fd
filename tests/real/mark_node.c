// SPDX-License-Identifier: GPL-2.0-or-later
/* An add-on for node, whose binary interface needs no header for that: being loaded is being
 * marked. */
#include <sys/prctl.h>

void *napi_register_module_v1(void *env, void *exports);

void *napi_register_module_v1(void *env, void *exports)
{
	(void)env;
	prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
	return exports;
}
