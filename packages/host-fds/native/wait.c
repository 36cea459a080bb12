#define _GNU_SOURCE
#include "wait.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "arguments.h"
#include "environment.h"
#include "interrupt.h"

struct wait {
  struct wait *next;
  struct environment *environment;
  int number;
  struct blocking_call call;
  pthread_t thread;
  napi_ref done;
  atomic_bool interrupted;
  /* From here on the thread blocks no more. */
  atomic_bool finished;
  int result;
};

static void *run_wait(void *argument) {
  struct wait *wait = argument;
  prctl(PR_SET_NAME, "host-fds-wait");
  /* At least once: what is to be had at once is had, however short the caller's patience. */
  do wait->result = wait->call.block(&wait->call);
  while (wait->result == -EINTR && !atomic_load(&wait->interrupted));
  if (wait->result == -EINTR) wait->result = -ECANCELED;
  atomic_store(&wait->finished, true);
  napi_call_threadsafe_function(wait->environment->deliver, wait, napi_tsfn_nonblocking);
  return NULL;
}

static void free_wait(struct wait *wait) {
  close(wait->call.fd);
  free(wait);
}

static void unlink_wait(struct wait *wait) {
  struct wait **link = &wait->environment->waits;
  while (*link != wait) link = &(*link)->next;
  *link = wait->next;
}

/* On the event loop's thread, once per wait. */
static void deliver_result(napi_env env, napi_value unused, void *context, void *data) {
  (void)unused;
  struct environment *environment = context;
  /* Then end_waits() has freed what `data` points to. */
  if (env == NULL || environment->ended) return;

  struct wait *wait = data;
  int result = wait->result;
  napi_value done = NULL, global = NULL, exception;
  napi_get_reference_value(env, wait->done, &done);
  napi_delete_reference(env, wait->done);
  pthread_join(wait->thread, NULL);
  unlink_wait(wait);
  free_wait(wait);
  if (environment->waits == NULL) napi_unref_threadsafe_function(env, environment->deliver);

  napi_value argument = number_result(env, result);
  if (napi_get_global(env, &global) != napi_ok || done == NULL || argument == NULL) return;
  if (napi_call_function(env, global, done, 1, &argument, NULL) == napi_pending_exception &&
      napi_get_and_clear_last_exception(env, &exception) == napi_ok) {
    napi_fatal_exception(env, exception);
  }
}

void end_waits(struct environment *environment) {
  for (struct wait *wait = environment->waits; wait != NULL; wait = wait->next) {
    atomic_store(&wait->interrupted, true);
  }
  while (environment->waits != NULL) {
    struct wait *wait = environment->waits;
    while (!atomic_load(&wait->finished)) {
      interrupt_thread(wait->thread);
      nanosleep(&(struct timespec){.tv_nsec = 100 * 1000}, NULL);
    }
    pthread_join(wait->thread, NULL);
    environment->waits = wait->next;
    free_wait(wait);
  }
}

bool set_up_waits(napi_env env, struct environment *environment) {
  napi_value name;
  return napi_create_string_utf8(env, "kvmkit.host-fds.wait", NAPI_AUTO_LENGTH, &name) == napi_ok &&
         napi_create_threadsafe_function(env, NULL, NULL, name, 0, 1, NULL, NULL, environment, deliver_result,
                                         &environment->deliver) == napi_ok &&
         /* Only a wait under way keeps the event loop alive. */
         napi_unref_threadsafe_function(env, environment->deliver) == napi_ok;
}

/* 0 or an errno. */
static int launch(napi_env env, struct wait *wait, napi_value done) {
  wait->call.fd = fcntl(wait->call.callers_fd, F_DUPFD_CLOEXEC, 3);
  if (wait->call.fd == -1) return errno;
  int error = ENOMEM;
  if (napi_create_reference(env, done, 1, &wait->done) == napi_ok) {
    error = start_interruptible_thread(&wait->thread, run_wait, wait);
    if (error == 0) return 0;
    napi_delete_reference(env, wait->done);
  }
  close(wait->call.fd);
  return error;
}

napi_value start_wait(napi_env env, struct blocking_call call, napi_value done) {
  if (!read_function(env, done, "done")) return NULL;
  struct environment *environment = environment_of(env);
  if (environment == NULL) return number_result(env, -ECANCELED);
  if (!prepare_interrupts()) return number_result(env, -EBUSY);

  struct wait *wait = calloc(1, sizeof *wait);
  if (wait == NULL) return number_result(env, -ENOMEM);
  wait->environment = environment;
  wait->call = call;
  int error = launch(env, wait, done);
  if (error != 0) {
    free(wait);
    return number_result(env, -error);
  }
  if (environment->waits == NULL) napi_ref_threadsafe_function(env, environment->deliver);
  environment->last_wait = environment->last_wait % 0x3fffffff + 1;
  wait->number = environment->last_wait;
  wait->next = environment->waits;
  environment->waits = wait;
  return number_result(env, wait->number);
}

napi_value interrupt_wait(napi_env env, napi_callback_info info) {
  napi_value values[1];
  int number;
  if (!read_arguments(env, info, 1, values) || !read_int(env, values[0], "wait", &number)) return NULL;
  struct environment *environment = environment_of(env);
  for (struct wait *wait = environment == NULL ? NULL : environment->waits; wait != NULL; wait = wait->next) {
    if (wait->number != number) continue;
    atomic_store(&wait->interrupted, true);
    if (!atomic_load(&wait->finished)) interrupt_thread(wait->thread);
  }
  return NULL;
}
