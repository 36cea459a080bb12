/*
 * Included before every file of a glibc addon. What glibc moved from libpthread into libc.so.6 in 2.32 and 2.34 got
 * new symbol versions there, which would bind an addon built today to that glibc. The old versions are still served,
 * and with them it loads wherever Node does (2.28).
 *
 * No #include here: the file that follows chooses its feature macros itself.
 */
#if defined(__x86_64__)
#define OLDEST(name) __asm__(".symver " #name "," #name "@GLIBC_2.2.5")
#elif defined(__aarch64__)
#define OLDEST(name) __asm__(".symver " #name "," #name "@GLIBC_2.17")
#endif

#ifdef OLDEST
OLDEST(pthread_attr_setstacksize);
OLDEST(pthread_create);
OLDEST(pthread_join);
OLDEST(pthread_kill);
OLDEST(pthread_once);
OLDEST(pthread_sigmask);
#undef OLDEST
#endif
