// SPDX-License-Identifier: GPL-2.0-or-later
/* What started it is what a security tool asks; the tree of processes names the adopter. */
#include "cast.h"

int main(void)
{
	struct actor *tini, *httpd;

	actors_start();
	tini = cast_subreaper(NULL, "tini");
	httpd = cast(tini, "httpd");
	cast(httpd, "miner");
	cast_is_gone(tini, httpd);
	return 0;
}
