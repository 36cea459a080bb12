#define _GNU_SOURCE
#include "pidfd.h"

#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "arguments.h"
#include "descriptor.h"
#include "environment.h"

/* The same numbers on every architecture (since Linux 5.1 and 5.3); older C libraries do not name them. */
#ifndef SYS_pidfd_send_signal
#define SYS_pidfd_send_signal 424
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif

napi_value pidfd_open_process(napi_env env, napi_callback_info info) {
  napi_value values[1];
  int pid;
  if (!read_arguments(env, info, 1, values) || !read_int(env, values[0], "pid", &pid)) return NULL;
  int fd = (int)syscall(SYS_pidfd_open, pid, 0);
  return number_result(env, own_descriptor(environment_of(env), fd >= 0 ? fd : -errno));
}

napi_value pidfd_signal_process(napi_env env, napi_callback_info info) {
  napi_value values[2];
  int fd, signal_number;
  if (!read_arguments(env, info, 2, values) || !read_int(env, values[0], "fd", &fd) ||
      !read_int(env, values[1], "signal", &signal_number)) {
    return NULL;
  }
  return number_result(env, syscall(SYS_pidfd_send_signal, fd, signal_number, NULL, 0) == 0 ? 0 : -errno);
}
