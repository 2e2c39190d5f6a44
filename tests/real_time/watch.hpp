#pragma once

#include <functional>

// Sees what a real-time thread must not do: ask for memory or give it back, take a lock of the C library (or
// of the standard library by it), call the system.

namespace watch {

/// Whether an offence ends the child, uncounted: so it is with clang's RealtimeSanitizer.
inline constexpr bool ends_offenders =
#if defined(__has_feature)
#if __has_feature(realtime_sanitizer)
    true ||
#endif
#endif
    false;

/// What happened while something was watched.
struct Seen {
    bool ended = false;  ///< it came to its end; else the process was ended
    long allocations = 0, locks = 0, system_calls = 0;
    long first_system_call = -1;  ///< its number

    bool nothing() const { return ended && allocations == 0 && locks == 0 && system_calls == 0; }
};

/// Why nothing can be watched here; null when it can.
const char* obstacle();

/// Runs `what(false)` once, that everything is loaded and linked, then `what(true)` in a child process under
/// watch.
Seen over(const std::function<void(bool)>& what);

}  // namespace watch
