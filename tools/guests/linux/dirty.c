/*
 * dirty MEGABYTES [MEGABYTES_PER_SECOND [c|r]]: rewrites its memory for ever, to give a migration work.
 *
 * Every page's content follows from the pass that wrote it and the page's number, so before rewriting a
 * page it can check that the page still holds what the last pass left. A page that went missing, came
 * twice or came late on the way between two hosts is told as "CORRUPT page N", and ends the program.
 * No rate, or 0, means flat out. Mode c (default) changes two words a page and compresses well; mode r
 * fills the page with pseudo-random words and does not compress.
 *
 * Without a libc, as a static one would be most of the image. System call numbers: x86-64.
 */
typedef unsigned long word;

enum { BYTES_PER_MB = 1 << 20, PAGES_PER_MB = 256, WORDS_PER_PAGE = 512, PAGES_BETWEEN_RESTS = 64 };
enum { SYS_WRITE = 1, SYS_MMAP = 9, SYS_NANOSLEEP = 35, SYS_CLOCK_GETTIME = 228, SYS_EXIT_GROUP = 231 };
enum { PROT_READ_WRITE = 3, MAP_PRIVATE_ANONYMOUS = 0x22, CLOCK_MONOTONIC = 1 };

static const word MICROSECONDS = 1000000;

static long system_call(long number, long a, long b, long c, long d, long e, long f) {
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    long result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

static void quit(int status) {
    for (;;)
        system_call(SYS_EXIT_GROUP, status, 0, 0, 0, 0, 0);
}

/* One line is one write, so that it stays whole among what others print on the console. */
struct line {
    char text[96];
    word length;
};

static void add_text(struct line *line, const char *text) {
    while (*text)
        line->text[line->length++] = *text++;
}

static void add_number(struct line *line, word value) {
    char digits[21];
    char *first = digits + sizeof digits - 1;
    *first = 0;
    do
        *--first = '0' + value % 10;
    while (value /= 10);
    add_text(line, first);
}

static void print(struct line *line) {
    add_text(line, "\n");
    system_call(SYS_WRITE, 1, (long)line->text, (long)line->length, 0, 0, 0);
    line->length = 0;
}

static word parse_number(const char *text) {
    word value = 0;
    while (*text >= '0' && *text <= '9')
        value = value * 10 + (word)(*text++ - '0');
    return value;
}

static word now_microseconds(void) {
    word time[2];
    system_call(SYS_CLOCK_GETTIME, CLOCK_MONOTONIC, (long)time, 0, 0, 0, 0);
    return time[0] * MICROSECONDS + time[1] / 1000;
}

static void sleep_until(word due) {
    word now = now_microseconds();
    if (due <= now)
        return;
    word time[2] = {(due - now) / MICROSECONDS, (due - now) % MICROSECONDS * 1000};
    system_call(SYS_NANOSLEEP, (long)time, 0, 0, 0, 0, 0);
}

static word next_random(word seed) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    return seed ^ seed << 17;
}

/* The page's first word is the pass that wrote it, its last ties the pass to the page's place. */
static word last_word(word pass, word page) {
    return ~pass ^ page << 20;
}

static word first_seed(word pass, word page) {
    return (pass + 1) * 0x9e3779b97f4a7c15UL ^ page; /* never 0 in practice, which would stay 0 */
}

static int holds(const volatile word *words, word pass, word page, int filled) {
    if (words[0] != pass || words[WORDS_PER_PAGE - 1] != last_word(pass, page))
        return 0;
    word seed = first_seed(pass, page);
    for (int i = 1; filled && i < WORDS_PER_PAGE - 1; i++)
        if (words[i] != (seed = next_random(seed)))
            return 0;
    return 1;
}

static void rewrite(volatile word *words, word pass, word page, int filled) {
    words[0] = pass;
    word seed = first_seed(pass, page);
    for (int i = 1; filled && i < WORDS_PER_PAGE - 1; i++)
        words[i] = seed = next_random(seed);
    words[WORDS_PER_PAGE - 1] = last_word(pass, page);
}

static void dirty_for_ever(volatile word *memory, word pages, word mb_per_second, int filled) {
    struct line line = {.length = 0};
    word started = now_microseconds(), reported = started, written = 0;

    for (word pass = 1;; pass++) {
        for (word page = 0; page < pages; page++) {
            volatile word *words = memory + page * WORDS_PER_PAGE;
            if (pass > 1 && !holds(words, pass - 1, page, filled)) {
                add_text(&line, "CORRUPT page ");
                add_number(&line, page);
                print(&line);
                quit(1);
            }
            rewrite(words, pass, page, filled);
            if (++written % PAGES_BETWEEN_RESTS == 0 && mb_per_second)
                sleep_until(started + written * MICROSECONDS / (mb_per_second * PAGES_PER_MB));
        }
        word now = now_microseconds();
        if (now - reported >= MICROSECONDS) {
            add_text(&line, "DIRTY pass ");
            add_number(&line, pass);
            add_text(&line, " MB/s ");
            add_number(&line, written * MICROSECONDS / PAGES_PER_MB / (now - started));
            print(&line);
            reported = now;
        }
    }
}

__attribute__((used)) static void start(const long *stack) {
    long count = stack[0];
    char *const *arguments = (char *const *)(stack + 1);
    word megabytes = count > 1 ? parse_number(arguments[1]) : 0;
    word mb_per_second = count > 2 ? parse_number(arguments[2]) : 0;
    int filled = count > 3 && arguments[3][0] == 'r';
    struct line line = {.length = 0};

    long memory = system_call(SYS_MMAP, 0, (long)(megabytes * BYTES_PER_MB), PROT_READ_WRITE,
                              MAP_PRIVATE_ANONYMOUS, -1, 0);
    if (memory < 0) { /* -errno; the kernel refuses a length of 0, too */
        add_text(&line, "DIRTY refused: usage: dirty MEGABYTES [MEGABYTES_PER_SECOND [c|r]]");
        print(&line);
        quit(2);
    }
    add_text(&line, "DIRTY start");
    print(&line);
    dirty_for_ever((volatile word *)memory, megabytes * PAGES_PER_MB, mb_per_second, filled);
}

/* At entry the stack pointer is at argc (System V ABI, AMD64, 3.4.1). */
__asm__(".globl _start\n"
        "_start:\n"
        "    mov %rsp, %rdi\n"
        "    and $-16, %rsp\n"
        "    call start\n");
