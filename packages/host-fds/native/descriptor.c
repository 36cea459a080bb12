#define _GNU_SOURCE
#include "descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arguments.h"
#include "environment.h"
#include "wait.h"

int own_descriptor(struct environment *environment, int fd) {
  if (fd < 0) return fd;
  if (environment != NULL && environment->owned_count == environment->owned_room) {
    size_t room = environment->owned_room * 2 + 16;
    int *grown = realloc(environment->owned, room * sizeof *grown);
    if (grown != NULL) {
      environment->owned = grown;
      environment->owned_room = room;
    }
  }
  if (environment == NULL || environment->owned_count == environment->owned_room) {
    close(fd);
    return -ENOMEM;
  }
  environment->owned[environment->owned_count++] = fd;
  return fd;
}

void close_owned_descriptors(struct environment *environment) {
  for (size_t i = 0; i < environment->owned_count; i++) close(environment->owned[i]);
  free(environment->owned);
  environment->owned = NULL;
  environment->owned_count = environment->owned_room = 0;
}

static int close_owned_descriptor(struct environment *environment, int fd) {
  for (size_t i = 0; environment != NULL && i < environment->owned_count; i++) {
    if (environment->owned[i] != fd) continue;
    environment->owned[i] = environment->owned[--environment->owned_count];
    /* close(2): on Linux the descriptor is gone also where this fails. */
    return close(fd) == 0 ? 0 : -errno;
  }
  return -EBADF;
}

napi_value close_owned(napi_env env, napi_callback_info info) {
  napi_value values[1];
  int fd;
  if (!read_arguments(env, info, 1, values) || !read_int(env, values[0], "fd", &fd)) return NULL;
  return number_result(env, close_owned_descriptor(environment_of(env), fd));
}

static int duplicate_into(struct environment *environment, const int *fds, size_t count, int *copies) {
  /* All of them first: a copy takes the lowest free number, which may be that of a closed one further on. */
  for (size_t i = 0; i < count; i++) {
    if (fcntl(fds[i], F_GETFD) == -1) return -errno;
  }
  for (size_t i = 0; i < count; i++) {
    /* From 3: a copy must never become somebody's standard stream. */
    int copy = fcntl(fds[i], F_DUPFD_CLOEXEC, 3);
    copies[i] = own_descriptor(environment, copy >= 0 ? copy : -errno);
    if (copies[i] >= 0) continue;
    int error = copies[i];
    while (i-- > 0) close_owned_descriptor(environment, copies[i]);
    return error;
  }
  return 0;
}

napi_value duplicate_descriptors(napi_env env, napi_callback_info info) {
  napi_value values[1];
  void *fds;
  size_t count;
  int copies[MOST_FDS];
  if (!read_arguments(env, info, 1, values) ||
      !read_array(env, values[0], "fds", napi_int32_array, &fds, &count)) {
    return NULL;
  }
  if (count > MOST_FDS) return number_result(env, -EINVAL);
  int result = duplicate_into(environment_of(env), fds, count, copies);
  if (result == 0 && count > 0) memcpy(fds, copies, count * sizeof *copies);
  return number_result(env, result);
}

static int block_for_events(struct blocking_call *call) {
  struct pollfd watched = {.fd = call->fd, .events = (short)call->argument};
  return poll(&watched, 1, -1) < 0 ? -errno : 0;
}

napi_value start_poll_wait(napi_env env, napi_callback_info info) {
  napi_value values[3];
  int fd, events;
  if (!read_arguments(env, info, 3, values) || !read_int(env, values[0], "fd", &fd) ||
      !read_int(env, values[1], "events", &events)) {
    return NULL;
  }
  return start_wait(env, (struct blocking_call){.block = block_for_events, .callers_fd = fd, .argument = events},
                    values[2]);
}
