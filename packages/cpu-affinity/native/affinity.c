#define _GNU_SOURCE
#include "affinity.h"

#include <errno.h>
#include <sched.h>

#include "arguments.h"

/* What the first buffer holds: glibc's cpu_set_t, and more than nearly every kernel needs. */
#define FIRST_CPUS 1024

/* Far above the largest kernel (NR_CPUS is 8192 on x86-64): a bound for the loop and for memory. */
#define MOST_CPUS (1 << 20)

static napi_value numbers_of(napi_env env, const cpu_set_t *set, size_t size, size_t cpus) {
  napi_value list = NULL;
  if (napi_create_array_with_length(env, (size_t)CPU_COUNT_S(size, set), &list) != napi_ok) return NULL;
  uint32_t index = 0;
  for (size_t cpu = 0; cpu < cpus; cpu++) {
    if (!CPU_ISSET_S(cpu, size, set)) continue;
    if (napi_set_element(env, list, index++, number_result(env, (double)cpu)) != napi_ok) return NULL;
  }
  return list;
}

napi_value read_affinity(napi_env env, napi_callback_info info) {
  napi_value values[1];
  int tid;
  if (!read_arguments(env, info, 1, values) || !read_int(env, values[0], "tid", &tid)) return NULL;
  /* EINVAL: the kernel's own mask is wider than the buffer, and only trying tells by how much (sched_setaffinity(2)). */
  for (size_t cpus = FIRST_CPUS; cpus <= MOST_CPUS; cpus *= 2) {
    cpu_set_t *set = CPU_ALLOC(cpus);
    if (set == NULL) return number_result(env, -ENOMEM);
    const size_t size = CPU_ALLOC_SIZE(cpus);
    /* glibc and musl clear what the kernel's mask does not reach. */
    const int error = sched_getaffinity(tid, size, set) == 0 ? 0 : errno;
    napi_value list = error == 0 ? numbers_of(env, set, size, cpus) : NULL;
    CPU_FREE(set);
    if (error == 0) return list;
    if (error != EINVAL) return number_result(env, -error);
  }
  return number_result(env, -EINVAL);
}

napi_value write_affinity(napi_env env, napi_callback_info info) {
  napi_value values[2];
  int tid;
  void *data;
  size_t count;
  if (!read_arguments(env, info, 2, values) || !read_int(env, values[0], "tid", &tid) ||
      !read_array(env, values[1], "cpus", &data, &count)) {
    return NULL;
  }
  const int32_t *list = data;
  int32_t highest = 0;
  for (size_t i = 0; i < count; i++) {
    if (list[i] < 0 || list[i] >= MOST_CPUS) return number_result(env, -EINVAL);
    if (list[i] > highest) highest = list[i];
  }
  cpu_set_t *set = CPU_ALLOC(highest + 1);
  if (set == NULL) return number_result(env, -ENOMEM);
  const size_t size = CPU_ALLOC_SIZE(highest + 1);
  CPU_ZERO_S(size, set);
  /* Memory that is shared with a worker may have changed meanwhile: the macro leaves out what would not fit. */
  for (size_t i = 0; i < count; i++) CPU_SET_S((size_t)list[i], size, set);
  const int result = sched_setaffinity(tid, size, set) == 0 ? 0 : -errno;
  CPU_FREE(set);
  return number_result(env, result);
}
