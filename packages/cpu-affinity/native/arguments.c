#include "arguments.h"

#include <limits.h>
#include <stdio.h>

static bool refuse(napi_env env, const char *name, const char *expected) {
  char message[64];
  snprintf(message, sizeof message, "%s must be %s", name, expected);
  napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", message);
  return false;
}

bool read_arguments(napi_env env, napi_callback_info info, size_t count, napi_value *values) {
  return napi_get_cb_info(env, info, &count, values, NULL, NULL) == napi_ok;
}

bool read_int(napi_env env, napi_value value, const char *name, int *number) {
  double given;
  /* Written so that NaN fails, and before the conversion, which is undefined out of range. */
  if (napi_get_value_double(env, value, &given) != napi_ok || !(given >= INT_MIN && given <= INT_MAX) ||
      (double)(int)given != given) {
    return refuse(env, name, "an integer of 32 bits");
  }
  *number = (int)given;
  return true;
}

bool read_array(napi_env env, napi_value value, const char *name, void **data, size_t *length) {
  bool is_array = false;
  napi_typedarray_type type;
  if (napi_is_typedarray(env, value, &is_array) == napi_ok && is_array &&
      napi_get_typedarray_info(env, value, &type, length, data, NULL, NULL) == napi_ok && type == napi_int32_array) {
    return true;
  }
  return refuse(env, name, "an Int32Array");
}

napi_value number_result(napi_env env, double number) {
  napi_value result = NULL;
  napi_create_double(env, number, &result);
  return result;
}
