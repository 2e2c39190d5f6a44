#pragma once

#include <ctnn/core/code.hpp>
#include <string>
#include <string_view>

#if !defined(_WIN32) && !defined(__EMSCRIPTEN__)
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstring>

extern char** environ;  // of POSIX, which no header need declare
#endif

// Asks gnuplot, as a program of its own behind a pipe.

namespace ctnn::detail::inline CTNN_CODE {

/// What gnuplot printed, and in a few words why that is not all, if it is not.
struct GnuplotAnswer {
    std::string text{}, missing{};
};

/// What gnuplot prints before each figure: one that it refuses to draw is then none, and not the next one.
inline constexpr std::string_view figure_mark = "<!-- figure -->";

/// The picture that is next in what gnuplot printed, which is then behind it; nothing if it drew none.
[[gnu::cold]] inline std::string_view next_picture(std::string_view& text) {
    const std::size_t mark = text.find(figure_mark);
    if (mark == text.npos) return {};
    text.remove_prefix(mark + figure_mark.size());
    const std::string_view own = text.substr(0, text.find(figure_mark));
    const std::size_t end = own.find("</svg>");
    return end == own.npos ? std::string_view() : own.substr(0, end);
}

#if defined(_WIN32) || defined(__EMSCRIPTEN__)

[[gnu::cold]] inline GnuplotAnswer ask_gnuplot(std::string_view, const char* = "gnuplot") {
    return {"",
            "Curves are drawn by gnuplot, which is not called on this system: their values are in tables."};
}

#else

/// For a script of so many bytes: a point of five, "1 2\n", is an element of some ninety or two, and each
/// figure has a frame.
constexpr std::size_t most_printed(std::size_t script) noexcept {
    return (std::size_t{1} << 20) + 64 * script;
}

/// A program that reads from us and prints to us by one socket: writing to it when it is gone is an error,
/// and no signal that would end us. Its messages are dropped.
class Gnuplot {
  public:
    explicit Gnuplot(const char* program) {
        int ends[2];
        if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return;
        for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
#ifdef SO_NOSIGPIPE
        const int on = 1;
        ::setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
        started_ = spawned(program, ends[1]);
        ::close(ends[1]);
        socket_ = ends[0];
    }
    Gnuplot(const Gnuplot&) = delete;
    Gnuplot& operator=(const Gnuplot&) = delete;
    ~Gnuplot() {
        if (socket_ >= 0) ::close(socket_);
        if (!started_) return;
        // It may live on after its last word; of one that is gone the number may be another's.
        if (::waitpid(process_, nullptr, WNOHANG) != 0) return;
        ::kill(process_, SIGKILL);
        while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
        }
    }

    bool started() const noexcept { return started_; }

    /// All that it prints until it ends; what it does not within some seconds is left, and what is more than
    /// figures of such a script can be.
    std::string answer(std::string_view script) {
        using Clock = std::chrono::steady_clock;
        const auto end = Clock::now() + std::chrono::seconds(20);
        const std::size_t most = most_printed(script.size());
        std::string text;
        while (!ended_ && text.size() < most && Clock::now() < end) {
            pollfd wait{socket_, static_cast<short>(script.empty() ? POLLIN : POLLIN | POLLOUT), 0};
            if (::poll(&wait, 1, 100) < 0 && errno != EINTR) break;
            if ((wait.revents & POLLOUT) != 0) send(script);
            if ((wait.revents & (POLLIN | POLLHUP | POLLERR)) != 0) receive(text);
        }
        return text;
    }

  private:
    bool spawned(const char* program, int socket) {
        posix_spawn_file_actions_t actions;
        if (::posix_spawn_file_actions_init(&actions) != 0) return false;
        ::posix_spawn_file_actions_adddup2(&actions, socket, 0);
        ::posix_spawn_file_actions_adddup2(&actions, socket, 1);
        ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
        char name[] = "gnuplot", plain[] = "-d";  // nobody's settings, only its own
        char* const words[] = {name, plain, nullptr};
        const int failed = ::posix_spawnp(&process_, program, &actions, nullptr, words, environ);
        ::posix_spawn_file_actions_destroy(&actions);
        return failed == 0;
    }

    void send(std::string_view& script) {
#ifdef MSG_NOSIGNAL
        constexpr int quietly = MSG_NOSIGNAL;
#else
        constexpr int quietly = 0;
#endif
        const auto sent = ::send(socket_, script.data(), script.size(), quietly);
        if (sent > 0)
            script.remove_prefix(static_cast<std::size_t>(sent));
        else if (errno != EAGAIN && errno != EINTR)
            script = {};  // it is gone; what it said before may still come
        if (script.empty()) ::shutdown(socket_, SHUT_WR);
    }

    void receive(std::string& text) {
        char bytes[1 << 16];
        const auto count = ::recv(socket_, bytes, sizeof bytes, 0);
        if (count > 0)
            text.append(bytes, static_cast<std::size_t>(count));
        else if (count == 0 || (errno != EAGAIN && errno != EINTR))
            ended_ = true;
    }

    pid_t process_ = 0;
    int socket_ = -1;
    bool started_ = false, ended_ = false;
};

[[gnu::cold]] inline GnuplotAnswer ask_gnuplot(std::string_view script, const char* program = "gnuplot") {
    Gnuplot gnuplot(program);
    GnuplotAnswer answer;
    if (gnuplot.started()) answer.text = gnuplot.answer(script);
    if (answer.text.empty())
        answer.missing =
            "gnuplot, which draws the curves, is not here (Debian: gnuplot-nox): their values are in tables.";
    return answer;
}

#endif

}  // namespace ctnn::detail::inline CTNN_CODE
