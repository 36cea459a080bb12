#define _GNU_SOURCE
#include "interrupt.h"

#include <signal.h>
#include <stddef.h>

/* Enough for a system call; the default of 8 MiB per waiter counts against RLIMIT_AS. */
#define STACK_BYTES ((size_t)256 * 1024)

static pthread_once_t chosen = PTHREAD_ONCE_INIT;
static int interrupt_signal;

static void do_nothing(int signal_number) {
  (void)signal_number;
}

/* From the top: other users of real-time signals count from SIGRTMIN. */
static void choose_signal(void) {
  for (int candidate = SIGRTMAX; candidate >= SIGRTMIN; candidate--) {
    struct sigaction action;
    if (sigaction(candidate, NULL, &action) != 0 || action.sa_handler != SIG_DFL) continue;
    action = (struct sigaction){.sa_handler = do_nothing};
    sigemptyset(&action.sa_mask);
    if (sigaction(candidate, &action, NULL) != 0) continue;
    interrupt_signal = candidate;
    return;
  }
}

bool prepare_interrupts(void) {
  pthread_once(&chosen, choose_signal);
  return interrupt_signal != 0;
}

int start_interruptible_thread(pthread_t *thread, void *(*run)(void *), void *argument) {
  sigset_t only_ours, before;
  sigfillset(&only_ours);
  sigdelset(&only_ours, interrupt_signal);

  pthread_attr_t attributes;
  int error = pthread_attr_init(&attributes);
  if (error != 0) return error;
  pthread_attr_setstacksize(&attributes, STACK_BYTES);
  /* A thread begins with its maker's mask; set before, so that it is in force from the first instruction. */
  pthread_sigmask(SIG_SETMASK, &only_ours, &before);
  error = pthread_create(thread, &attributes, run, argument);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  return error;
}

void interrupt_thread(pthread_t thread) {
  pthread_kill(thread, interrupt_signal);
}
