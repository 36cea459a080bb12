#include <node_api.h>
#include <stddef.h>

#include "affinity.h"

static const struct {
  const char *name;
  napi_callback function;
} exported[] = {
    {"readAffinity", read_affinity},
    {"writeAffinity", write_affinity},
};

NAPI_MODULE_INIT() {
  for (size_t i = 0; i < sizeof exported / sizeof exported[0]; i++) {
    napi_value function;
    if (napi_create_function(env, exported[i].name, NAPI_AUTO_LENGTH, exported[i].function, NULL, &function) !=
            napi_ok ||
        napi_set_named_property(env, exports, exported[i].name, function) != napi_ok) {
      return NULL;
    }
  }
  return exports;
}
