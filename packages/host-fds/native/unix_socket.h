#pragma once

#include <node_api.h>

/* connectUnix(path): a connected stream socket, non-blocking, close-on-exec; -ENAMETOOLONG over 107 bytes. */
napi_value connect_unix(napi_env env, napi_callback_info info);

/*
 * sendWithFds(fd, bytes, fds): one sendmsg(2) that does not block and sends no SIGPIPE, the descriptors attached to
 * the first byte. The number of bytes sent, or -errno and nothing was.
 */
napi_value send_with_fds(napi_env env, napi_callback_info info);
