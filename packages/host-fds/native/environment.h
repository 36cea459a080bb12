#pragma once

#include <node_api.h>
#include <stdbool.h>
#include <stddef.h>

struct wait;

/*
 * What belongs to one JavaScript environment (the main thread, a worker thread) and ends with it: the waits under
 * way, and the descriptors that we made. Node closes what a terminated worker opened by `fs`; nobody else knows ours.
 */
struct environment {
  napi_threadsafe_function deliver;
  struct wait *waits;
  int last_wait;
  int *owned;
  size_t owned_count;
  size_t owned_room;
  bool ended;
};

/* False with nothing but memory lost. */
bool set_up_environment(napi_env env);

/* NULL when it has ended. */
struct environment *environment_of(napi_env env);
