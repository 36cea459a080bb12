#define _GNU_SOURCE
#include "lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "arguments.h"
#include "wait.h"

/* linux/kcmp.h, which not every C library's headers come with. */
#define KCMP_FILE_DESCRIPTION 0

/* fcntl(2), "Open file description locks": l_pid must be 0; l_len 0 reaches to the end, wherever that moves. */
static struct flock whole_file(int type) {
  static const short types[] = {F_UNLCK, F_RDLCK, F_WRLCK};
  return (struct flock){.l_type = types[type], .l_whence = SEEK_SET};
}

static bool read_type(napi_env env, napi_value value, int *type) {
  if (!read_int(env, value, "type", type)) return false;
  if (*type >= 0 && *type <= 2) return true;
  napi_throw_range_error(env, "ERR_OUT_OF_RANGE", "type must be 0, 1 or 2");
  return false;
}

napi_value set_lock(napi_env env, napi_callback_info info) {
  napi_value values[2];
  int fd, type;
  if (!read_arguments(env, info, 2, values) || !read_int(env, values[0], "fd", &fd) ||
      !read_type(env, values[1], &type)) {
    return NULL;
  }
  struct flock range = whole_file(type);
  return number_result(env, fcntl(fd, F_OFD_SETLK, &range) == 0 ? 0 : -errno);
}

napi_value test_lock(napi_env env, napi_callback_info info) {
  napi_value values[1];
  int fd;
  if (!read_arguments(env, info, 1, values) || !read_int(env, values[0], "fd", &fd)) return NULL;
  struct flock range = whole_file(2);
  if (fcntl(fd, F_OFD_GETLK, &range) != 0) return number_result(env, -errno);
  return number_result(env, range.l_type == F_UNLCK ? 0 : 1);
}

/* Where a sandbox forbids kcmp(2), two descriptions of one file are told apart no further. */
static bool is_same_description(int one, int other) {
  pid_t self = getpid();
  long order = syscall(SYS_kcmp, self, self, KCMP_FILE_DESCRIPTION, one, other);
  if (order >= 0) return order == 0;
  struct stat of_one, of_other;
  return fstat(one, &of_one) == 0 && fstat(other, &of_other) == 0 && of_one.st_dev == of_other.st_dev &&
         of_one.st_ino == of_other.st_ino;
}

static int block_for_lock(struct blocking_call *call) {
  struct flock range = whole_file(call->argument);
  if (fcntl(call->fd, F_OFD_SETLKW, &range) != 0) return -errno;
  if (is_same_description(call->fd, call->callers_fd)) return 0;
  /* The caller closed its descriptor meanwhile: a lock that dies with our duplicate must not be reported as held. */
  range = whole_file(0);
  fcntl(call->fd, F_OFD_SETLK, &range);
  return -EBADF;
}

napi_value start_lock_wait(napi_env env, napi_callback_info info) {
  napi_value values[3];
  int fd, type;
  if (!read_arguments(env, info, 3, values) || !read_int(env, values[0], "fd", &fd) ||
      !read_type(env, values[1], &type)) {
    return NULL;
  }
  return start_wait(env, (struct blocking_call){.block = block_for_lock, .callers_fd = fd, .argument = type},
                    values[2]);
}
