#pragma once

#include <node_api.h>

/* What one message carries: SCM_MAX_FD of include/net/scm.h. */
#define MOST_FDS 253

struct environment;

/* Makes a new descriptor the environment's, to be closed by closeOwned or with it. Returns fd, or -errno. */
int own_descriptor(struct environment *environment, int fd);

void close_owned_descriptors(struct environment *environment);

/* closeOwned(fd): closes a descriptor of ours and no other. 0 or -errno. */
napi_value close_owned(napi_env env, napi_callback_info info);

/* duplicate(fds): puts a copy of ours (F_DUPFD_CLOEXEC) in the place of each. 0, or -errno and nothing was copied. */
napi_value duplicate_descriptors(napi_env env, napi_callback_info info);

/* startPollWait(fd, events, done): poll(2) without limit on a thread of its own. */
napi_value start_poll_wait(napi_env env, napi_callback_info info);
