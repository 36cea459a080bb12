#define _GNU_SOURCE
#include "device.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>

#include "arguments.h"
#include "descriptor.h"
#include "environment.h"
#include "interrupt.h"

#define SETNS_FAILED 65536

struct opening {
  char path[PATH_MAX];
  int namespace_fd;
  int result;
};

static int open_here(const char *path) {
  int fd = open(path, O_RDWR | O_CLOEXEC);
  return fd >= 0 ? fd : -errno;
}

/* /dev/net/tun remembers the network namespace of the thread that opened it (tun_chr_open in drivers/net/tun.c). */
static void *open_there(void *argument) {
  struct opening *opening = argument;
  opening->result =
      setns(opening->namespace_fd, CLONE_NEWNET) == 0 ? open_here(opening->path) : -SETNS_FAILED - errno;
  return NULL;
}

napi_value open_device(napi_env env, napi_callback_info info) {
  napi_value values[2];
  struct opening opening;
  if (!read_arguments(env, info, 2, values) ||
      !read_text(env, values[0], "path", opening.path, sizeof opening.path) ||
      !read_int(env, values[1], "namespaceFd", &opening.namespace_fd)) {
    return NULL;
  }
  if (opening.namespace_fd == -1) {
    opening.result = open_here(opening.path);
  } else {
    /* setns(2) moves one thread: this one lives just for the call, so that nobody has to find back. */
    pthread_t thread;
    int error = prepare_interrupts() ? start_interruptible_thread(&thread, open_there, &opening) : EBUSY;
    if (error != 0) return number_result(env, -error);
    pthread_join(thread, NULL);
  }
  return number_result(env, own_descriptor(environment_of(env), opening.result));
}
