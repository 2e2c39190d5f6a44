#include "watch.hpp"

// Three ways to see it. This program's own malloc, pthread_mutex_lock and so on stand before the C library's,
// for the standard library too, and count. A seccomp filter traps every system call but that which ends the
// process. With clang's RealtimeSanitizer, which does both in its way, the child runs in a non-blocking
// function instead.

#if defined(__has_feature)
#if __has_feature(realtime_sanitizer)
#define CTNN_TEST_RTSAN 1
#endif
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define CTNN_TEST_SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CTNN_TEST_SANITIZED 1
#endif

#if defined(CTNN_TEST_SANITIZED)

const char* watch::obstacle() { return "this sanitizer keeps its own books of memory and locks"; }
watch::Seen watch::over(const std::function<void(bool)>&) { return {}; }

#elif defined(CTNN_TEST_RTSAN)

#include <sys/wait.h>
#include <unistd.h>

namespace {
void in_real_time(const std::function<void(bool)>& what) [[clang::nonblocking]] { what(true); }
}  // namespace

const char* watch::obstacle() { return nullptr; }

watch::Seen watch::over(const std::function<void(bool)>& what) {
    what(false);
    const pid_t child = fork();
    if (child == 0) {
        in_real_time(what);  // which the sanitizer ends where it finds something
        _exit(0);
    }
    int status = -1;
    waitpid(child, &status, 0);
    return {.ended = WIFEXITED(status) && WEXITSTATUS(status) == 0};
}

#elif !defined(__linux__) || !defined(__GLIBC__) || !(defined(__x86_64__) || defined(__aarch64__))

const char* watch::obstacle() { return "only known for Linux with glibc"; }
watch::Seen watch::over(const std::function<void(bool)>&) { return {}; }

#else

#include <dlfcn.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdlib>

namespace {

watch::Seen* seen = nullptr;  // in memory that parent and child share; null while nothing is watched

void count_allocation() {
    if (seen) ++seen->allocations;
}

/// Calls the C library's function of that name, behind ours.
template <class F, class... Args>
int take_lock(F*& next, const char* name, Args... args) {
    if (seen) ++seen->locks;
    if (!next) next = reinterpret_cast<F*>(dlsym(RTLD_NEXT, name));
    return next(args...);
}

}  // namespace

extern "C" {

void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
void __libc_free(void*);

void* malloc(std::size_t size) noexcept {
    count_allocation();
    return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) noexcept {
    count_allocation();
    return __libc_calloc(count, size);
}
void* realloc(void* memory, std::size_t size) noexcept {
    count_allocation();
    return __libc_realloc(memory, size);
}
void* memalign(std::size_t alignment, std::size_t size) noexcept {
    count_allocation();
    return __libc_memalign(alignment, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept { return memalign(alignment, size); }
int posix_memalign(void** memory, std::size_t alignment, std::size_t size) noexcept {
    *memory = memalign(alignment, size);
    return *memory ? 0 : ENOMEM;
}
void free(void* memory) noexcept {
    count_allocation();
    __libc_free(memory);
}

#define CTNN_TEST_LOCK(name, parameters, arguments, ...) \
    int name parameters __VA_ARGS__ {                    \
        static int(*next) parameters = nullptr;          \
        return take_lock arguments;                      \
    }
CTNN_TEST_LOCK(pthread_mutex_lock, (pthread_mutex_t * m), (next, "pthread_mutex_lock", m), noexcept)
CTNN_TEST_LOCK(pthread_mutex_trylock, (pthread_mutex_t * m), (next, "pthread_mutex_trylock", m), noexcept)
CTNN_TEST_LOCK(pthread_rwlock_rdlock, (pthread_rwlock_t * l), (next, "pthread_rwlock_rdlock", l), noexcept)
CTNN_TEST_LOCK(pthread_rwlock_wrlock, (pthread_rwlock_t * l), (next, "pthread_rwlock_wrlock", l), noexcept)
CTNN_TEST_LOCK(pthread_spin_lock, (pthread_spinlock_t * l), (next, "pthread_spin_lock", l), noexcept)
CTNN_TEST_LOCK(pthread_cond_wait, (pthread_cond_t * c, pthread_mutex_t* m), (next, "pthread_cond_wait", c, m))
CTNN_TEST_LOCK(sem_wait, (sem_t * s), (next, "sem_wait", s))
CTNN_TEST_LOCK(sem_trywait, (sem_t * s), (next, "sem_trywait", s), noexcept)
CTNN_TEST_LOCK(pthread_spin_trylock, (pthread_spinlock_t * l), (next, "pthread_spin_trylock", l), noexcept)
CTNN_TEST_LOCK(pthread_rwlock_tryrdlock, (pthread_rwlock_t * l), (next, "pthread_rwlock_tryrdlock", l),
               noexcept)
CTNN_TEST_LOCK(pthread_rwlock_trywrlock, (pthread_rwlock_t * l), (next, "pthread_rwlock_trywrlock", l),
               noexcept)
CTNN_TEST_LOCK(pthread_mutex_timedlock, (pthread_mutex_t * m, const timespec* t),
               (next, "pthread_mutex_timedlock", m, t), noexcept)
#undef CTNN_TEST_LOCK

}  // extern "C"

namespace {

void on_system_call(int, siginfo_t* info, void*) {
    if (seen->system_calls++ == 0) seen->first_system_call = info->si_syscall;
}

/// From here on every system call but the end of the process, and of the handler, is trapped and left out.
bool trap_system_calls() {
    struct sigaction action = {};
    action.sa_sigaction = on_system_call;
    action.sa_flags = SA_SIGINFO;
    if (sigaction(SIGSYS, &action, nullptr) != 0) return false;
    sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit_group, 2, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_rt_sigreturn, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const sock_fprog program{sizeof filter / sizeof *filter, filter};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/// Runs it in a child: what a filter forbids, it forbids for good.
watch::Seen in_child(const std::function<void(bool)>& what) {
    void* const shared =
        mmap(nullptr, sizeof(watch::Seen), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) return {};
    auto* const result = new (shared) watch::Seen;
    const pid_t child = fork();
    if (child == 0) {
        if (!trap_system_calls()) _exit(1);
        seen = result;
        what(true);
        seen = nullptr;
        result->ended = true;
        _exit(0);
    }
    int status = -1;
    waitpid(child, &status, 0);
    const watch::Seen copy = *result;
    munmap(shared, sizeof(watch::Seen));
    return copy;
}

}  // namespace

const char* watch::obstacle() {
    static const bool filters = in_child([](bool) {}).ended;
    return filters ? nullptr : "this system refuses a seccomp filter";
}

watch::Seen watch::over(const std::function<void(bool)>& what) {
    what(false);
    return in_child(what);
}

#endif
