#pragma once

#include <node_api.h>

/* pidfdOpen(pid): pidfd_open(2), close-on-exec by itself. A descriptor of ours, or -errno. */
napi_value pidfd_open_process(napi_env env, napi_callback_info info);

/* pidfdSendSignal(fd, signal): pidfd_send_signal(2). 0 or -errno. */
napi_value pidfd_signal_process(napi_env env, napi_callback_info info);
