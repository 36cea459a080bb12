#pragma once

#include <net/if.h>
#include <node_api.h>
#include <stdbool.h>

/*
 * One blocking system call on one thread of its own.
 *
 *   start_wait --> thread: block() --> finished --> event loop: join, `done(result)`
 *                    ^        |EINTR
 *                    |        v
 *   interruptWait ---+    interrupted? yes: result -ECANCELED; no: block() again
 *
 * Not on libuv's pool: four waiters would hold up all file system calls of the process until a lock is free. The
 * thread works on a duplicate of the caller's descriptor, so a close() meanwhile can not turn it loose on another
 * file. When the environment ends (worker thread, process), its waits are interrupted and joined.
 */
struct blocking_call {
  /* 0 or -errno; -EINTR is handled by who calls it. */
  int (*block)(struct blocking_call *call);
  /* The duplicate, on which to block. */
  int fd;
  /* What the caller named: maybe closed, or another file, by the time block() returns. */
  int callers_fd;
  /* A lock's type, poll's events, an interface's flags. */
  int argument;
  char name[IFNAMSIZ];
};

struct environment;

bool set_up_waits(napi_env env, struct environment *environment);

/* Interrupts and joins all of them, without a call to their `done`. */
void end_waits(struct environment *environment);

/* `call->fd` is filled in here. The wait's number (from 1), or -errno, as a JavaScript number. */
napi_value start_wait(napi_env env, struct blocking_call call, napi_value done);

/* interruptWait(wait): asks for the end of a wait; to be repeated until its `done` has been called. */
napi_value interrupt_wait(napi_env env, napi_callback_info info);
