#pragma once

#include <node_api.h>

/* tunFeatures(fd): TUNGETFEATURES. The flags that TUNSETIFF takes, or -errno. */
napi_value tun_features(napi_env env, napi_callback_info info);

/* startTunAttach(fd, name, flags, done): TUNSETIFF on a thread, since it waits for all other work on interfaces. */
napi_value start_tun_attach(napi_env env, napi_callback_info info);

/* tunName(fd): TUNGETIFF. The interface's name as a string, or -errno. */
napi_value tun_name(napi_env env, napi_callback_info info);
