/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SCENARIOS_SCENARIO_H
#define SCENARIOS_SCENARIO_H

/* However slow the machine: no answer of an actor takes longer, and no scenario. */
#define ANSWER_SECONDS	 60
#define SCENARIO_SECONDS 240

int scenario_main(unsigned int number, unsigned int claims, void (*play)(void));

#endif /* SCENARIOS_SCENARIO_H */
