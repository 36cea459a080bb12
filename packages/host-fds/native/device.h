#pragma once

#include <node_api.h>

/*
 * openDevice(path, namespaceFd): opens for reading and writing, close-on-exec; with a namespaceFd other than -1 as
 * seen from that network namespace. A descriptor of ours, -errno of open, or -65536 - errno of setns.
 */
napi_value open_device(napi_env env, napi_callback_info info);
