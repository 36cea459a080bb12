#include <node_api.h>
#include <stddef.h>

#include "descriptor.h"
#include "device.h"
#include "environment.h"
#include "lock.h"
#include "pidfd.h"
#include "tap.h"
#include "unix_socket.h"
#include "wait.h"

static const struct {
  const char *name;
  napi_callback function;
} exported[] = {
    {"closeOwned", close_owned},
    {"connectUnix", connect_unix},
    {"duplicate", duplicate_descriptors},
    {"interruptWait", interrupt_wait},
    {"openDevice", open_device},
    {"pidfdOpen", pidfd_open_process},
    {"pidfdSendSignal", pidfd_signal_process},
    {"sendWithFds", send_with_fds},
    {"setLock", set_lock},
    {"startLockWait", start_lock_wait},
    {"startPollWait", start_poll_wait},
    {"startTunAttach", start_tun_attach},
    {"testLock", test_lock},
    {"tunFeatures", tun_features},
    {"tunName", tun_name},
};

NAPI_MODULE_INIT() {
  if (!set_up_environment(env)) {
    napi_throw_error(env, NULL, "host-fds: out of memory");
    return NULL;
  }
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
