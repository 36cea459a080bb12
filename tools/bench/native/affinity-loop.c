/*
 * affinity-loop TID COUNT: what sched_setaffinity(2) costs by itself. As bench:native does by the package, it gives a
 * thread all CPUs and then the first one, in turns: an affinity that stays as it is takes a shorter way.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>

int main(int count_of_arguments, char **arguments) {
  if (count_of_arguments != 3) return 2;
  const pid_t tid = atoi(arguments[1]);
  const long count = atol(arguments[2]);
  cpu_set_t masks[2];
  if (sched_getaffinity(0, sizeof masks[0], &masks[0]) != 0) return 1;
  CPU_ZERO(&masks[1]);
  for (int cpu = 0; cpu < CPU_SETSIZE && CPU_COUNT(&masks[1]) == 0; cpu++) {
    if (CPU_ISSET(cpu, &masks[0])) CPU_SET(cpu, &masks[1]);
  }
  for (long i = 0; i < count; i++) {
    if (sched_setaffinity(tid, sizeof masks[0], &masks[i % 2]) != 0) {
      perror("sched_setaffinity");
      return 1;
    }
  }
  return 0;
}
