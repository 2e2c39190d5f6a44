// An effect as an audio plugin has it: a stream for each channel, weights that change while it plays.

// [headers]
#include <array>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <ctnn/ctnn.hpp>
#include <span>
#include <vector>

namespace nn = ctnn;
// [headers]

// [network]
// 64 steps is the length that it would be trained on; a stream has no end.
using Amplifier =
    nn::Network<nn::Input<64, 1>, nn::Conv1D<8, 3, nn::Tanh, nn::Conv1DOptions{.padding = nn::causal}>,
                nn::LSTM<12, nn::Returns::sequence>, nn::TimeDistributed<nn::Dense<1>>>;
static_assert(nn::Stream<Amplifier>::delay == 0);  // the first output comes with the first sample
// [network]

// [plugin]
class Plugin {
  public:
    Plugin() { nn::initialize(sets_[0], /*seed*/ 1); }  // or load, or weights as source

    /// Before the music starts, and after every jump in it.
    void reset() {
        for (auto& channel : channels_) channel.reset();
    }

    /// On the audio thread: never allocates, locks or throws.
    void process(std::span<float> left, std::span<float> right) noexcept {
        const nn::FlushDenormals guard;  // silence after music costs no more than music
        const nn::Parameters<Amplifier>& weights = sets_[playing_.load(std::memory_order_acquire)];
        channels_[0].run(weights, left, left);  // in place; a block of any length
        channels_[1].run(weights, right, right);
    }

    /// On another thread: new weights, which the next block uses. One at a time, and not faster than blocks
    /// come: the other set may still be read.
    void change(const nn::Parameters<Amplifier>& weights) {
        const std::size_t other = 1 - playing_.load();
        sets_[other] = weights;
        playing_.store(other, std::memory_order_release);
    }

  private:
    std::array<nn::Parameters<Amplifier>, 2> sets_;       // all that is allocated lies in the plugin
    std::array<nn::StreamState<Amplifier>, 2> channels_;  // what each channel remembers
    std::atomic<std::size_t> playing_ = 0;
};
// [plugin]

// [play]
int main() {
    static Plugin plugin;
    std::vector<float> left(256), right(256);
    for (std::size_t i = 0; i < 256; ++i) left[i] = right[i] = std::sin(0.1f * float(i));
    plugin.process(left, right);
    bool alike = left == right;  // both channels have heard the same
    // [play]

    // [voices]
    nn::Parameters<Amplifier> weights;
    nn::initialize(weights, 2);
    nn::StreamState<Amplifier> one, two;  // two voices, one set of weights
    const float a = one(weights, std::array{0.5f})[0];
    nn::StreamState<Amplifier> kept = one;  // to come back to
    const float b = one(weights, std::array{0.25f})[0];
    one = kept;
    alike = alike && one(weights, std::array{0.25f})[0] == b && two(weights, std::array{0.5f})[0] == a;
    // [voices]

    // [blocks]
    nn::Stream<Amplifier> stream(weights);  // reads the weights where they are
    std::array<float, 64> sound{}, whole{};
    for (std::size_t i = 0; i < 64; ++i) sound[i] = std::sin(0.2f * float(i));
    whole = nn::predict(weights, sound);                                 // all at once
    stream.run(std::span(sound).first(10), std::span(sound).first(10));  // in blocks: the same bits
    stream.run(std::span(sound).subspan(10), std::span(sound).subspan(10));
    // [blocks]
    alike = alike && sound == whole;

    weights.layer<1>().bias = nn::Parameters<Amplifier>(weights).layer<1>().bias;
    // [bind]
    stream.bind(weights);  // after they have changed, or with others: it goes on where it was
    stream.reset();        // or begins anew
    // [bind]
    plugin.change(weights);
    plugin.reset();
    std::printf("streams and predictions are %s; a channel remembers %zu bytes\n",
                alike ? "alike" : "NOT alike", sizeof(nn::StreamState<Amplifier>));
    // [play]
    return alike ? 0 : 1;
}
// [play]
