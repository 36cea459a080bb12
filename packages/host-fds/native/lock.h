#pragma once

#include <node_api.h>

/* setLock(fd, type): F_OFD_SETLK on the whole file; type 0 gives up, 1 shared, 2 exclusive. 0 or -errno. */
napi_value set_lock(napi_env env, napi_callback_info info);

/* testLock(fd): F_OFD_GETLK; 1 when another open file description holds any lock on the file, 0, or -errno. */
napi_value test_lock(napi_env env, napi_callback_info info);

/* startLockWait(fd, type, done): F_OFD_SETLKW on a thread of its own. */
napi_value start_lock_wait(napi_env env, napi_callback_info info);
