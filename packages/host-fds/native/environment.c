#include "environment.h"

#include <stdlib.h>

#include "descriptor.h"
#include "wait.h"

/* Runs before the hook of the threadsafe function, which was registered first: no thread outlives that. */
static void end_environment(void *data) {
  struct environment *environment = data;
  environment->ended = true;
  end_waits(environment);
  close_owned_descriptors(environment);
}

static void free_environment(napi_env env, void *data, void *hint) {
  (void)env;
  (void)hint;
  free(data);
}

bool set_up_environment(napi_env env) {
  struct environment *environment = calloc(1, sizeof *environment);
  if (environment == NULL) return false;
  if (napi_set_instance_data(env, environment, free_environment, NULL) != napi_ok) {
    free(environment);
    return false;
  }
  return set_up_waits(env, environment) && napi_add_env_cleanup_hook(env, end_environment, environment) == napi_ok;
}

struct environment *environment_of(napi_env env) {
  struct environment *environment = NULL;
  if (napi_get_instance_data(env, (void **)&environment) != napi_ok) return NULL;
  return environment == NULL || environment->ended ? NULL : environment;
}
