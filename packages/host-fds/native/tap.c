#define _GNU_SOURCE
#include "tap.h"

#include <errno.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>

#include "arguments.h"
#include "wait.h"

napi_value tun_features(napi_env env, napi_callback_info info) {
  napi_value values[1];
  int fd;
  unsigned int features = 0;
  if (!read_arguments(env, info, 1, values) || !read_int(env, values[0], "fd", &fd)) return NULL;
  if (ioctl(fd, TUNGETFEATURES, &features) != 0) return number_result(env, -errno);
  return number_result(env, features);
}

static int attach(struct blocking_call *call) {
  struct ifreq request = {.ifr_flags = (short)call->argument};
  memcpy(request.ifr_name, call->name, sizeof call->name);
  return ioctl(call->fd, TUNSETIFF, &request) == 0 ? 0 : -errno;
}

napi_value start_tun_attach(napi_env env, napi_callback_info info) {
  napi_value values[4];
  struct blocking_call call = {.block = attach};
  if (!read_arguments(env, info, 4, values) || !read_int(env, values[0], "fd", &call.callers_fd) ||
      !read_text(env, values[1], "name", call.name, sizeof call.name) ||
      !read_int(env, values[2], "flags", &call.argument)) {
    return NULL;
  }
  return start_wait(env, call, values[3]);
}

napi_value tun_name(napi_env env, napi_callback_info info) {
  napi_value values[1], name = NULL;
  int fd;
  struct ifreq request = {0};
  if (!read_arguments(env, info, 1, values) || !read_int(env, values[0], "fd", &fd)) return NULL;
  if (ioctl(fd, TUNGETIFF, &request) != 0) return number_result(env, -errno);
  napi_create_string_utf8(env, request.ifr_name, strnlen(request.ifr_name, IFNAMSIZ), &name);
  return name;
}
