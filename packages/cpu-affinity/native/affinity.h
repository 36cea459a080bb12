#pragma once

#include <node_api.h>

/* readAffinity(tid): an array of CPU numbers, ascending, or -errno. */
napi_value read_affinity(napi_env env, napi_callback_info info);

/* writeAffinity(tid, Int32Array of CPU numbers): 0, or -errno. */
napi_value write_affinity(napi_env env, napi_callback_info info);
