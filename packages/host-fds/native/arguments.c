#include "arguments.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

static bool refuse(napi_env env, const char *name, const char *expected) {
  char message[128];
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

bool read_text(napi_env env, napi_value value, const char *name, char *text, size_t size) {
  size_t length;
  if (napi_get_value_string_utf8(env, value, NULL, 0, &length) != napi_ok) return refuse(env, name, "a string");
  if (length >= size) {
    char expected[48];
    snprintf(expected, sizeof expected, "at most %zu bytes long", size - 1);
    return refuse(env, name, expected);
  }
  if (napi_get_value_string_utf8(env, value, text, size, &length) != napi_ok) return refuse(env, name, "a string");
  if (memchr(text, '\0', length) != NULL) return refuse(env, name, "free of NUL bytes");
  return true;
}

bool read_function(napi_env env, napi_value value, const char *name) {
  napi_valuetype type;
  if (napi_typeof(env, value, &type) == napi_ok && type == napi_function) return true;
  return refuse(env, name, "a function");
}

bool read_array(napi_env env, napi_value value, const char *name, napi_typedarray_type type, void **data,
                size_t *length) {
  bool is_array = false;
  napi_typedarray_type found;
  if (napi_is_typedarray(env, value, &is_array) == napi_ok && is_array &&
      napi_get_typedarray_info(env, value, &found, length, data, NULL, NULL) == napi_ok && found == type) {
    return true;
  }
  return refuse(env, name, type == napi_uint8_array ? "a Uint8Array" : "an Int32Array");
}

napi_value number_result(napi_env env, double number) {
  napi_value result = NULL;
  napi_create_double(env, number, &result);
  return result;
}
