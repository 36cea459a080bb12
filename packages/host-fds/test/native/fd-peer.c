/*
 * fd-peer PATH BYTES: listens on a Unix socket, takes one client, waits for a line on its standard input, then reads
 * up to BYTES bytes at a time until the end. Prints "listening", a line "fds FROM TO COUNT NAME..." for each read
 * that brought descriptors (FROM: bytes read before it), and "end BYTES CHECKSUM". NAME is a descriptor's inode.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static char control[CMSG_SPACE(253 * sizeof(int))];

int main(int argc, char **argv) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int listener = socket(AF_UNIX, SOCK_STREAM, 0);
  size_t size = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
  char *bytes = malloc(size), line[16];
  if (size == 0 || bytes == NULL || strlen(argv[1]) >= sizeof address.sun_path) return 2;
  strcpy(address.sun_path, argv[1]);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 1) != 0) return 3;
  puts("listening");
  fflush(stdout);
  int client = accept(listener, NULL, NULL);
  if (fgets(line, sizeof line, stdin) == NULL) return 0;

  unsigned long total = 0;
  uint32_t checksum = 2166136261u; /* FNV-1a */
  for (;;) {
    struct iovec vector = {bytes, size};
    struct msghdr message = {
        .msg_iov = &vector, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
    ssize_t got = recvmsg(client, &message, MSG_CMSG_CLOEXEC);
    if (got <= 0) break;
    for (ssize_t i = 0; i < got; i++) checksum = (checksum ^ (unsigned char)bytes[i]) * 16777619u;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (header != NULL && header->cmsg_type == SCM_RIGHTS) {
      size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
      printf("fds %lu %lu %zu", total, total + (unsigned long)got, count);
      for (size_t i = 0; i < count; i++) {
        int fd;
        struct stat status;
        memcpy(&fd, CMSG_DATA(header) + i * sizeof fd, sizeof fd);
        fstat(fd, &status);
        printf(" %lu", (unsigned long)status.st_ino);
        close(fd);
      }
      puts("");
    }
    total += (unsigned long)got;
  }
  printf("end %lu %u\n", total, checksum);
  return 0;
}
