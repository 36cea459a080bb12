#pragma once

#include <pthread.h>
#include <stdbool.h>

/*
 * Interrupting a thread that is blocked in the kernel: a real-time signal that nobody else uses, caught without
 * SA_RESTART, makes its system call fail with EINTR (signal(7)). A signal that arrives just before the call blocks
 * is lost, so who interrupts does it again until the thread has answered.
 */

/* Chooses the signal, once per process; false when all of them are taken. */
bool prepare_interrupts(void);

/* Starts a thread that no signal but ours can reach; 0 or an errno. */
int start_interruptible_thread(pthread_t *thread, void *(*run)(void *), void *argument);

void interrupt_thread(pthread_t thread);
