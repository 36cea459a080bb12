/* threads COUNT: that many threads that wait, the main one included; prints a line when all are there. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void *wait_for_ever(void *nothing) {
  for (;;) pause();
  return nothing;
}

int main(int count_of_arguments, char **arguments) {
  if (count_of_arguments != 2) return 2;
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 64 * 1024);
  for (long i = 1; i < atol(arguments[1]); i++) {
    pthread_t thread;
    if (pthread_create(&thread, &small, wait_for_ever, NULL) != 0) return 1;
  }
  puts("ready");
  fflush(stdout);
  wait_for_ever(NULL);
}
