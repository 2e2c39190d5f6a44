#include <fcntl.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctnn/train/progress.hpp>
#include <string>

#include <testing.hpp>

using namespace ctnn;

namespace {
struct OneLayer {
    static constexpr std::size_t layer_count = 1;
};

std::string text_of(std::FILE* file) {
    std::rewind(file);
    std::string text(1000, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), file));
    return text;
}
}  // namespace

TEST_CASE("progress: away from a terminal, one plain line an epoch", "[train]") {
    std::FILE* file = std::tmpfile();
    detail::ProgressLine<> line(file, 2, 100, "accuracy");
    line.start_epoch(1);
    line.draw(50, 0.75);
    line.finish_epoch(Epoch<OneLayer>{
        .number = 1, .loss = 0.5, .validation_loss = 0.25, .validation_metric = 0.9, .seconds = 1.5});
    line.start_epoch(2);
    line.finish_epoch(Epoch<OneLayer>{.number = 2, .loss = 0.125, .seconds = 1.5});
    const std::string text = text_of(file);
    std::fclose(file);
    REQUIRE_THAT(text,
                 Catch::StartsWith("epoch 1/2  loss 0.5000  validation loss 0.2500  accuracy 0.9000  "));
    REQUIRE_THAT(text,
                 Catch::Contains("\nepoch 2/2  loss 0.1250  ") && Catch::EndsWith(" samples/s  1.50 s\n"));
    REQUIRE(text.find('\r') == std::string::npos);
    REQUIRE(std::count(text.begin(), text.end(), '\n') == 2);
}

TEST_CASE("progress: nowhere when there is nowhere to write", "[train]") {
    detail::ProgressLine<> line(nullptr, 1, 1, "accuracy");
    line.start_epoch(1);
    line.draw(1, 1);
    line.finish_epoch(Epoch<OneLayer>{});
    SUCCEED();
}

#ifndef _WIN32
namespace {

/// A clock that stands where it is put.
struct Stopped {
    using duration = std::chrono::milliseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<Stopped>;
    static inline time_point at{};

    static time_point now() noexcept { return at; }
    static void put(int milliseconds) { at = time_point(duration(milliseconds)); }
};

/// What `write` shows on a terminal, whose other end is ours: there each line ends in \r\n.
template <class F>
std::string on_terminal(const F& write) {
    const int ours = ::posix_openpt(O_RDWR | O_NOCTTY);
    REQUIRE((ours >= 0 && ::grantpt(ours) == 0 && ::unlockpt(ours) == 0));
    std::FILE* theirs = nullptr;
    if (const int end = ::open(::ptsname(ours), O_RDWR | O_NOCTTY); end >= 0) theirs = ::fdopen(end, "w");
    REQUIRE(theirs);
    write(theirs);
    const std::string last = "that is all";  // what was written may take its time
    std::fputs(last.c_str(), theirs);
    std::fflush(theirs);
    std::string text;
    char bytes[256];
    while (!text.ends_with(last)) {
        const auto count = ::read(ours, bytes, sizeof bytes);
        REQUIRE(count > 0);
        text.append(bytes, static_cast<std::size_t>(count));
    }
    std::fclose(theirs);
    ::close(ours);
    return text.substr(0, text.size() - last.size());
}

}  // namespace

TEST_CASE("progress: on a terminal one line, drawn anew ten times a second at most", "[train]") {
    const std::string text = on_terminal([](std::FILE* terminal) {
        Stopped::put(0);
        detail::ProgressLine<Stopped> line(terminal, 2, 100, "accuracy");
        line.start_epoch(1);
        Stopped::put(99);
        line.draw(10, 0.9);
        Stopped::put(100);
        line.draw(50, 0.75);
        Stopped::put(199);
        line.draw(60, 0.7);
        Stopped::put(120'000);
        line.draw(75, 0.5);
        line.finish_epoch(Epoch<OneLayer>{
            .number = 1, .loss = 0.5, .validation_loss = 0.25, .validation_metric = 0.9, .seconds = 1.5});
        line.start_epoch(2);
        Stopped::put(121'000);
        line.draw(100, 0.125);
    });
    REQUIRE(text ==
            "\repoch 1/2 [############............] loss 0.7500  500 samples/s  0 s left\033[K"
            "\repoch 1/2 [##################......] loss 0.5000  1 samples/s  3:20 min left\033[K"
            "\r\033[Kepoch 1/2  loss 0.5000  validation loss 0.2500  accuracy 0.9000  1 samples/s  1.50 s\r\n"
            "\repoch 2/2 [########################] loss 0.1250  validation loss 0.2500  accuracy 0.9000  "
            "100 samples/s  0 s left\033[K");
}

TEST_CASE("progress: many samples a second", "[train]") {
    const std::string text = on_terminal([](std::FILE* terminal) {
        Stopped::put(0);
        detail::ProgressLine<Stopped> line(terminal, 1, 5'000'000, "accuracy");
        line.start_epoch(1);
        Stopped::put(1000);
        line.draw(20'000, 1);
        Stopped::put(2000);
        line.draw(4'000'000, 1);
    });
    REQUIRE_THAT(text, Catch::Contains("  20k samples/s  4:09 min left") &&
                           Catch::Contains("  2.00M samples/s  0 s left"));
}
#endif
