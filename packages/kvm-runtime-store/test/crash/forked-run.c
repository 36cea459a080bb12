/*
runForked(root, at, error): the process forks itself, and the fork returns null and goes on, traced by its parent, which
returns only when the fork has ended.

Of all threads of the fork, each system call that names a file below root, by path or by descriptor, is counted at its
entry. Before the call with number `at` the fork is killed (SIGKILL), or, with an error, the kernel is made to skip the
call and to answer with it. The parent returns text: how the fork ended (`killed`, `exited 0`), then a line for each
call: its name and paths, with tabs between.

A fork of Node has only its calling thread. It gets along with that when V8 was told to be --single-threaded; libuv makes
new threads for file system calls. A new Node for each crash would do as well, in six times the time.
*/
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <node_api.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/ptrace.h>

#ifndef __x86_64__
#error "how a call is skipped is written for x86-64 alone"
#endif

/* Where a call's file is: argument `fd`, or the paths at arguments `path` and `path2`; -1 is none. */
struct call {
  int number;
  const char *name;
  int fd, path, path2;
};

static const struct call calls[] = {
    {SYS_open, "open", -1, 0, -1},           {SYS_openat, "open", -1, 1, -1},
    {SYS_write, "write", 0, -1, -1},         {SYS_pwrite64, "write", 0, -1, -1},
    {SYS_writev, "write", 0, -1, -1},        {SYS_pwritev, "write", 0, -1, -1},
    {SYS_ftruncate, "ftruncate", 0, -1, -1}, {SYS_fchmod, "fchmod", 0, -1, -1},
    {SYS_fsync, "fsync", 0, -1, -1},         {SYS_fdatasync, "fsync", 0, -1, -1},
    {SYS_rename, "rename", -1, 0, 1},        {SYS_renameat, "rename", -1, 1, 3},
    {SYS_renameat2, "rename", -1, 1, 3},     {SYS_unlink, "unlink", -1, 0, -1},
    {SYS_unlinkat, "unlink", -1, 1, -1},     {SYS_rmdir, "rmdir", -1, 0, -1},
    {SYS_mkdir, "mkdir", -1, 0, -1},         {SYS_mkdirat, "mkdir", -1, 1, -1},
    {SYS_fcntl, "lock", 0, -1, -1},          {SYS_close, "close", 0, -1, -1},
};

struct run {
  const char *root;
  int at, error;
  int count;
  pid_t skipping; /* the thread whose call is skipped, until it returns */
  FILE *report;
};

/* V8 asks the kernel not to copy its heap to forks. */
static void let_heap_be_forked(void) {
  FILE *maps = fopen("/proc/self/maps", "r");
  char line[4096];
  unsigned long from, to;
  while (maps != NULL && fgets(line, sizeof(line), maps) != NULL) {
    if (sscanf(line, "%lx-%lx", &from, &to) == 2) madvise((void *)from, to - from, MADV_DOFORK);
  }
  if (maps != NULL) fclose(maps);
}

static const struct call *find_call(const struct ptrace_syscall_info *info) {
  for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i += 1) {
    if ((uint64_t)calls[i].number != info->entry.nr) continue;
    if (info->entry.nr != SYS_fcntl) return &calls[i];
    uint64_t command = info->entry.args[1];
    return command == F_OFD_SETLK || command == F_OFD_SETLKW ? &calls[i] : NULL;
  }
  return NULL;
}

/* A path may end just before an unmapped page: read no further than its own page at once. */
static void read_path(pid_t thread, uint64_t address, char *path, size_t size) {
  size_t length = 0;
  while (length + 1 < size) {
    size_t rest = 4096 - (address + length) % 4096;
    if (rest > size - 1 - length) rest = size - 1 - length;
    struct iovec local = {path + length, rest}, remote = {(void *)(address + length), rest};
    ssize_t got = process_vm_readv(thread, &local, 1, &remote, 1, 0);
    if (got <= 0) break;
    length += (size_t)got;
    if (memchr(local.iov_base, 0, (size_t)got) != NULL) return;
  }
  path[length] = '\0';
}

static void read_fd(pid_t thread, uint64_t fd, char *path, size_t size) {
  char link[64];
  snprintf(link, sizeof(link), "/proc/%d/fd/%d", thread, (int)fd);
  ssize_t length = readlink(link, path, size - 1);
  path[length < 0 ? 0 : length] = '\0';
}

static void skip_call(struct run *run, pid_t thread) {
  run->skipping = thread;
  ptrace(PTRACE_POKEUSER, thread, offsetof(struct user_regs_struct, orig_rax), -1L);
}

static void on_entry(struct run *run, pid_t fork, pid_t thread, const struct ptrace_syscall_info *info) {
  const struct call *call = find_call(info);
  if (call == NULL) return;
  char path[4096] = "", path2[4096] = "";
  if (call->fd >= 0) read_fd(thread, info->entry.args[call->fd], path, sizeof(path));
  if (call->path >= 0) read_path(thread, info->entry.args[call->path], path, sizeof(path));
  if (call->path2 >= 0) read_path(thread, info->entry.args[call->path2], path2, sizeof(path2));
  if (strncmp(path, run->root, strlen(run->root)) != 0) return;
  run->count += 1;
  fprintf(run->report, "\n%s\t%s\t%s", call->name, path, path2);
  if (run->count != run->at) return;
  if (run->error == 0) kill(fork, SIGKILL);
  /* A lock does not depend on a disk, and a close closes whatever it answers. */
  else if (info->entry.nr != SYS_fcntl && info->entry.nr != SYS_close) skip_call(run, thread);
}

static void on_exit_of_call(struct run *run, pid_t thread) {
  if (run->skipping != thread) return;
  run->skipping = 0;
  ptrace(PTRACE_POKEUSER, thread, offsetof(struct user_regs_struct, rax), (long)-run->error);
}

static void on_stop(struct run *run, pid_t fork, pid_t thread, int status) {
  int signal = WSTOPSIG(status);
  if (signal == (SIGTRAP | 0x80)) {
    struct ptrace_syscall_info info = {0};
    ptrace(PTRACE_GET_SYSCALL_INFO, thread, sizeof(info), &info);
    if (info.op == PTRACE_SYSCALL_INFO_ENTRY) on_entry(run, fork, thread, &info);
    if (info.op == PTRACE_SYSCALL_INFO_EXIT) on_exit_of_call(run, thread);
    signal = 0;
  }
  /* The stops of new threads, and of the fork itself. */
  if (signal == SIGTRAP || signal == SIGSTOP) signal = 0;
  ptrace(PTRACE_SYSCALL, thread, 0, (long)signal);
}

static void trace(struct run *run, pid_t fork) {
  int status, ended = 0;
  char *calls_text;
  size_t length;
  FILE *report = run->report;
  /* How it ended comes first, and is known last. */
  run->report = open_memstream(&calls_text, &length);
  waitpid(fork, &status, __WALL);
  ptrace(PTRACE_SETOPTIONS, fork, 0, PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL);
  ptrace(PTRACE_SYSCALL, fork, 0, 0);
  for (;;) {
    pid_t thread = waitpid(-1, &status, __WALL);
    if (thread < 0 && errno == EINTR) continue;
    if (thread < 0) break;
    if (WIFSTOPPED(status)) on_stop(run, fork, thread, status);
    else if (thread == fork) ended = status;
  }
  fclose(run->report);
  run->report = report;
  if (WIFEXITED(ended)) fprintf(report, "exited %d", WEXITSTATUS(ended));
  else fprintf(report, WTERMSIG(ended) == SIGKILL ? "killed" : "signal %d", WTERMSIG(ended));
  fputs(calls_text, report);
  free(calls_text);
}

static napi_value run_forked(napi_env env, napi_callback_info info) {
  size_t count = 3;
  napi_value values[3], result;
  char root[4096];
  struct run run = {.root = root};
  napi_get_cb_info(env, info, &count, values, NULL, NULL);
  napi_get_value_string_utf8(env, values[0], root, sizeof(root), NULL);
  napi_get_value_int32(env, values[1], &run.at);
  napi_get_value_int32(env, values[2], &run.error);

  let_heap_be_forked();
  pid_t child = fork();
  if (child == 0) {
    if (ptrace(PTRACE_TRACEME, 0, 0, 0) != 0) _exit(99);
    /* A fork of Node may hang for want of its threads: it ends by itself then, and is run again. */
    alarm(2);
    raise(SIGSTOP);
    napi_get_null(env, &result);
    return result;
  }
  char *text;
  size_t length;
  run.report = open_memstream(&text, &length);
  if (child < 0) fprintf(run.report, "no fork: %s", strerror(errno));
  else trace(&run, child);
  fclose(run.report);
  napi_create_string_utf8(env, text, length, &result);
  free(text);
  return result;
}

/* leave(code): ends the fork, whose clean-up would wait for threads that it has not. */
static napi_value leave(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value value;
  int code = 99;
  napi_get_cb_info(env, info, &count, &value, NULL, NULL);
  napi_get_value_int32(env, value, &code);
  _exit(code);
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "leave", NAPI_AUTO_LENGTH, leave, NULL, &function);
  napi_set_named_property(env, exports, "leave", function);
  napi_create_function(env, "runForked", NAPI_AUTO_LENGTH, run_forked, NULL, &function);
  napi_set_named_property(env, exports, "runForked", function);
  return exports;
}
