#define _GNU_SOURCE
#include "unix_socket.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "arguments.h"
#include "descriptor.h"

napi_value connect_unix(napi_env env, napi_callback_info info) {
  napi_value values[1];
  char path[PATH_MAX];
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (!read_arguments(env, info, 1, values) || !read_text(env, values[0], "path", path, sizeof path)) return NULL;
  size_t size = strlen(path) + 1;
  /* An empty name would be one in the abstract namespace (unix(7)). */
  if (size == 1) return number_result(env, -ENOENT);
  if (size > sizeof address.sun_path) return number_result(env, -ENAMETOOLONG);
  memcpy(address.sun_path, path, size);

  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd == -1) return number_result(env, -errno);
  /* Never EINPROGRESS for AF_UNIX: done, refused, or EAGAIN when the listener's queue is full (unix(7)). */
  if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0) return number_result(env, fd);
  int error = errno;
  close(fd);
  return number_result(env, -error);
}

napi_value send_with_fds(napi_env env, napi_callback_info info) {
  napi_value values[3];
  int fd;
  void *bytes, *fds;
  size_t length, count;
  if (!read_arguments(env, info, 3, values) || !read_int(env, values[0], "fd", &fd) ||
      !read_array(env, values[1], "bytes", napi_uint8_array, &bytes, &length) ||
      !read_array(env, values[2], "fds", napi_int32_array, &fds, &count)) {
    return NULL;
  }
  /* Descriptors travel with a byte (unix(7), SCM_RIGHTS). */
  if (length == 0 || count > MOST_FDS) return number_result(env, -EINVAL);

  union {
    struct cmsghdr aligned;
    char space[CMSG_SPACE(MOST_FDS * sizeof(int))];
  } control;
  struct iovec vector = {.iov_base = bytes, .iov_len = length};
  struct msghdr message = {.msg_iov = &vector, .msg_iovlen = 1};
  if (count > 0) {
    memset(&control, 0, sizeof control);
    message.msg_control = &control;
    message.msg_controllen = CMSG_SPACE(count * sizeof(int));
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(count * sizeof(int));
    memcpy(CMSG_DATA(header), fds, count * sizeof(int));
  }
  ssize_t sent = sendmsg(fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
  return number_result(env, sent >= 0 ? (double)sent : -errno);
}
