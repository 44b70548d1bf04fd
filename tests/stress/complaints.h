/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STRESS_COMPLAINTS_H
#define STRESS_COMPLAINTS_H

unsigned int complaints_count(const char *log);
const char *complaints_missing(const char *wanted);
void complaints_report(void);

#endif /* STRESS_COMPLAINTS_H */
