#pragma once

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <ctnn/core/code.hpp>
#include <ctnn/train/history.hpp>
#include <string>

namespace ctnn::detail::inline CTNN_CODE {

/// Shows how training goes: on a terminal one line that is drawn again and again, elsewhere one line an
/// epoch.
template <class Clock = std::chrono::steady_clock>
class ProgressLine {
  public:
    ProgressLine(std::FILE* out, std::size_t epochs, std::size_t samples, const char* metric)
        : out_(out),
          terminal_(out && isatty(fileno(out))),
          epochs_(epochs),
          samples_(samples),
          metric_(metric) {}

    void start_epoch(std::size_t number) {
        number_ = number;
        epoch_start_ = drawn_ = Clock::now();
        if (number == 1) start_ = epoch_start_;
    }

    /// After a batch: `done` of the epoch's samples are through, with this mean loss so far.
    void draw(std::size_t done, double loss) {
        if (!terminal_) return;
        const auto now = Clock::now();
        if (now - drawn_ < std::chrono::milliseconds(100)) return;
        drawn_ = now;
        constexpr std::size_t width = 24;
        const std::size_t filled = samples_ == 0 ? width : width * done / samples_;
        const std::string bar = std::string(filled, '#') + std::string(width - filled, '.');
        std::fprintf(out_, "\repoch %zu/%zu [%s] loss %.4f%s  %s samples/s  %s left\033[K", number_, epochs_,
                     bar.c_str(), loss, last_metric_.c_str(), rate(done, now).c_str(),
                     time_left(done, now).c_str());
        std::fflush(out_);
    }

    template <class Net>
    CTNN_COLD void finish_epoch(const Epoch<Net>& epoch) {
        if (!out_) return;
        const auto now = Clock::now();
        last_metric_.clear();
        if (epoch.validation_loss == epoch.validation_loss) {
            char text[96];
            std::snprintf(text, sizeof text, "  validation loss %.4f  %s %.4f", epoch.validation_loss,
                          metric_, epoch.validation_metric);
            last_metric_ = text;
        }
        std::fprintf(out_, "%sepoch %zu/%zu  loss %.4f%s  %s samples/s  %.2f s\n",
                     terminal_ ? "\r\033[K" : "", number_, epochs_, epoch.loss, last_metric_.c_str(),
                     rate(samples_, now).c_str(), epoch.seconds);
        std::fflush(out_);
    }

  private:
    static double seconds(typename Clock::duration time) {
        return std::chrono::duration<double>(time).count();
    }

    CTNN_COLD std::string rate(std::size_t done, typename Clock::time_point now) const {
        const double spent = seconds(now - epoch_start_), value = spent > 0 ? double(done) / spent : 0;
        char text[32];
        if (value >= 1e6)
            std::snprintf(text, sizeof text, "%.2fM", value / 1e6);
        else if (value >= 1e4)
            std::snprintf(text, sizeof text, "%.0fk", value / 1e3);
        else
            std::snprintf(text, sizeof text, "%.0f", value);
        return text;
    }

    CTNN_COLD std::string time_left(std::size_t done, typename Clock::time_point now) const {
        const double share = double(number_ - 1) + double(done) / double(std::max<std::size_t>(1, samples_));
        const double left = share > 0 ? seconds(now - start_) * (double(epochs_) - share) / share : 0;
        char text[32];
        if (left >= 60)
            std::snprintf(text, sizeof text, "%d:%02d min", int(left) / 60, int(left) % 60);
        else
            std::snprintf(text, sizeof text, "%.0f s", left);
        return text;
    }

    std::FILE* out_;
    bool terminal_;
    std::size_t epochs_, samples_, number_ = 0;
    const char* metric_;
    std::string last_metric_;
    typename Clock::time_point start_, epoch_start_, drawn_;
};

}  // namespace ctnn::detail::inline CTNN_CODE
