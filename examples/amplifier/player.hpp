// Plays sound through an amplifier whose weights may change at any time, without a click. Nothing here
// allocates, locks or calls the system.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "amplifier.hpp"

class Player {
  public:
    /// How many samples it takes to go over to other weights: a fiftieth of a second.
    static constexpr std::size_t fade = 960;

    /// Begins anew, with these weights from the first sample on.
    void start(const Weights& weights) noexcept {
        now_.bind(Weights(weights));
        now_.reset();
        faded_ = fade;
    }

    /// Goes over to these weights, of which it keeps a copy. What a stream remembers means nothing to other
    /// weights: so the new ones begin with silence, unheard, while the old ones go on until they are faded
    /// out. Not before the last change is over.
    void change_to(const Weights& weights) noexcept {
        before_ = now_;
        now_.bind(Weights(weights));
        now_.reset();
        faded_ = 0;
    }

    bool is_changing() const noexcept { return faded_ < fade; }

    /// Plays `count` samples; `out` may be `in`.
    void play(const float* in, float* out, std::size_t count) noexcept {
        const std::size_t changing = std::min(count, fade - faded_);
        for (std::size_t at = 0; at < changing; at += most)
            play_both(in + at, out + at, std::min(most, changing - at));
        now_.run({in + changing, count - changing}, {out + changing, count - changing});
        // A NaN that came in would stay: what is remembered goes into all that follows.
        if (count > 0 && !std::isfinite(out[count - 1])) {
            before_.reset();
            now_.reset();
        }
    }

  private:
    static constexpr std::size_t most = 64;

    void play_both(const float* in, float* out, std::size_t count) noexcept {
        std::array<float, most> old;
        before_.run({in, count}, {old.data(), count});
        now_.run({in, count}, {out, count});
        for (std::size_t i = 0; i < count; ++i) {
            const float share = float(++faded_) / float(fade);
            out[i] = old[i] + share * (out[i] - old[i]);
        }
    }

    ctnn::Stream<Amplifier> now_, before_;
    std::size_t faded_ = fade;
};
