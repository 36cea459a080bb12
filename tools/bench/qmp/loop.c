/*
loop SOCKET sequential|pipelined|read COUNT [COMMAND]: what a client in C can reach at most on this monitor.

sequential  writes a command, reads its answer, COUNT times
pipelined   writes 1000 commands at once, reads the answers, until it has COUNT of them
read        one COMMAND (query-qmp-schema), read to its end, COUNT times

Prints JSON: the seconds that it took, without connecting.
*/
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { at_once = 1000 };
static char buffer[1 << 20];

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int count_lines(int fd) {
  ssize_t got = read(fd, buffer, sizeof buffer);
  if (got <= 0) fail("read");
  int lines = 0;
  for (ssize_t i = 0; i < got; i++) lines += buffer[i] == '\n';
  return lines;
}

static void read_lines(int fd, int wanted) {
  while (wanted > 0) wanted -= count_lines(fd);
}

static void write_all(int fd, const char *text, size_t length) {
  while (length > 0) {
    ssize_t sent = write(fd, text, length);
    if (sent < 0) fail("write");
    text += sent;
    length -= (size_t)sent;
  }
}

/* Reads while it writes: neither side's socket buffer takes all of it. */
static void exchange(int fd, const char *text, size_t length, int wanted) {
  while (length > 0 || wanted > 0) {
    struct pollfd poll_fd = {.fd = fd, .events = (short)(POLLIN | (length > 0 ? POLLOUT : 0))};
    if (poll(&poll_fd, 1, -1) < 0) fail("poll");
    if (poll_fd.revents & POLLIN) wanted -= count_lines(fd);
    if (length > 0 && (poll_fd.revents & POLLOUT)) {
      ssize_t sent = send(fd, text, length, MSG_DONTWAIT);
      if (sent < 0 && errno != EAGAIN) fail("send");
      if (sent > 0) {
        text += sent;
        length -= (size_t)sent;
      }
    }
  }
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  const char *mode = argv[2];
  int count = atoi(argv[3]);
  char command[256];
  int length = snprintf(command, sizeof command, "{\"execute\":\"%s\",\"id\":1}", argc > 4 ? argv[4] : "query-status");
  const char *negotiation = "{\"execute\":\"qmp_capabilities\"}";

  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strncpy(address.sun_path, argv[1], sizeof address.sun_path - 1);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) fail("connect");
  read_lines(fd, 1);
  write_all(fd, negotiation, strlen(negotiation));
  read_lines(fd, 1);

  double began = now();
  if (strcmp(mode, "pipelined") == 0) {
    char *text = malloc((size_t)length * at_once);
    for (int i = 0; i < at_once; i++) memcpy(text + (size_t)i * (size_t)length, command, (size_t)length);
    for (int i = 0; i < count; i += at_once) exchange(fd, text, (size_t)length * at_once, at_once);
  } else {
    for (int i = 0; i < count; i++) {
      write_all(fd, command, (size_t)length);
      read_lines(fd, 1);
    }
  }
  printf("{\"seconds\":%.6f}\n", now() - began);
  return 0;
}
