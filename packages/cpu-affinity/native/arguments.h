#pragma once

#include <node_api.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * What the exported functions do with what JavaScript hands them: each reader throws a TypeError that names the
 * parameter and returns false, or fills in a value that is safe to use. Missing arguments arrive as `undefined`,
 * which every reader refuses.
 */

bool read_arguments(napi_env env, napi_callback_info info, size_t count, napi_value *values);

/* An integer within int's range; the kernel judges the rest. */
bool read_int(napi_env env, napi_value value, const char *name, int *number);

/* An Int32Array; `length` counts elements. Valid until the next call into JavaScript. */
bool read_array(napi_env env, napi_value value, const char *name, void **data, size_t *length);

/* What a system call made of it: its result, or -errno. */
napi_value number_result(napi_env env, double number);
