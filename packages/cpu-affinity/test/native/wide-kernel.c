/*
 * Loaded before Node: plays a kernel of 4096 CPUs, of which 0, 1024 and 4095 are online. As the real one does, it
 * refuses to answer into less than its own mask, and reads no more of a mask than it is given.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <string.h>

#define KERNEL_CPUS 4096

static unsigned char affinity[KERNEL_CPUS / 8];

int sched_getaffinity(pid_t tid, size_t size, cpu_set_t *set) {
  (void)tid;
  if (size < sizeof affinity) {
    errno = EINVAL;
    return -1;
  }
  memset(set, 0, size);
  memcpy(set, affinity, sizeof affinity);
  return 0;
}

int sched_setaffinity(pid_t tid, size_t size, const cpu_set_t *set) {
  (void)tid;
  static const size_t online[] = {0, 1024, 4095};
  unsigned char wanted[sizeof affinity] = {0};
  for (size_t i = 0; i < sizeof online / sizeof online[0]; i++) {
    if (CPU_ISSET_S(online[i], size, set)) wanted[online[i] / 8] |= (unsigned char)(1 << online[i] % 8);
  }
  memcpy(affinity, wanted, sizeof affinity);
  return 0;
}
