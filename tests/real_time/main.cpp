// A million predictions, steps of streams and training steps, in which nobody asks for memory, takes a lock
// or calls the system.

#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <ctnn/train.hpp>
#include <mutex>
#include <new>

#include "watch.hpp"

namespace nn = ctnn;

namespace {

int failures = 0;

void say(bool good, const char* name, const watch::Seen& seen) {
    std::printf("%s  %s: %ld allocations, %ld locks, %ld system calls", good ? "ok    " : "FAILED", name,
                seen.allocations, seen.locks, seen.system_calls);
    if (seen.first_system_call >= 0) std::printf(" (number %ld first)", seen.first_system_call);
    std::puts(seen.ended ? "" : "; ended early");
    if (!good) ++failures;
}

void must_be_silent(const char* name, const std::function<void(bool)>& what) {
    const watch::Seen seen = watch::over(what);
    say(seen.nothing(), name, seen);
}

/// The watch itself: what is done on purpose must be seen, as `as` counts it, or end the child if that is
/// how it is caught.
void must_be_seen(const char* name, long watch::Seen::*as, long times, void (*what)()) {
    const watch::Seen seen = watch::over([what](bool watched) {
        if (watched) what();
    });
    say(watch::ends_offenders ? !seen.ended : seen.ended && seen.*as >= times, name, seen);
}

struct Hoarder {
    static float value(float z) {
        ::operator delete(::operator new(8));
        return z;
    }
    static float slope(float, float) { return 1; }
};

void watch_itself() {
    must_be_seen("malloc and free", &watch::Seen::allocations, 2, [] {
        void* volatile memory = std::malloc(8);
        std::free(memory);
    });
    must_be_seen("calloc and realloc", &watch::Seen::allocations, 2, [] {
        void* volatile memory = std::calloc(1, 8);
        memory = std::realloc(memory, 16);
        std::free(memory);
    });
    must_be_seen("posix_memalign", &watch::Seen::allocations, 2, [] {
        void* memory = nullptr;
        if (posix_memalign(&memory, 64, 64) == 0) std::free(memory);
    });
    must_be_seen("operator new and delete", &watch::Seen::allocations, 2,
                 [] { ::operator delete(::operator new(8)); });
    must_be_seen("operator new, aligned", &watch::Seen::allocations, 2,
                 [] { ::operator delete(::operator new(64, std::align_val_t(64)), std::align_val_t(64)); });
    must_be_seen("std::mutex", &watch::Seen::locks, 2, [] {
        static std::mutex mutex;
        mutex.lock();
        mutex.unlock();
        if (mutex.try_lock()) mutex.unlock();
    });
    must_be_seen("a lock for readers and writers", &watch::Seen::locks, 2, [] {
        static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
        pthread_rwlock_rdlock(&lock);
        pthread_rwlock_unlock(&lock);
        pthread_rwlock_wrlock(&lock);
        pthread_rwlock_unlock(&lock);
    });
    must_be_seen("a semaphore", &watch::Seen::locks, 1, [] {
        static sem_t semaphore;
        if (sem_init(&semaphore, 0, 1) == 0) sem_wait(&semaphore);
    });
    must_be_seen("an activation that allocates", &watch::Seen::allocations, 2, [] {
        static nn::Parameters<nn::Network<nn::Input<3>, nn::Dense<5, Hoarder>>> parameters;
        nn::predict(parameters, std::array<float, 3>{});
    });
    must_be_seen("usleep", &watch::Seen::system_calls, 1, [] { usleep(1); });
    must_be_seen("write", &watch::Seen::system_calls, 1, [] {
        if (write(1, "", 0) != 0) return;
    });
}

constexpr std::size_t most_samples = 137;  // whole blocks, eights and ones

template <class Net, class T>
struct Case {
    nn::Parameters<Net, T> parameters;
    std::array<T, most_samples * Net::input_size> inputs;
    std::array<T, most_samples * Net::output_size> outputs;
    std::size_t classes = 0;

    Case() {
        nn::initialize(parameters, 1);
        nn::Random random{2};
        for (T& value : inputs) value = random.uniform<T>() < T(0.5) ? T(0) : random.uniform<T>();
    }

    void one(std::size_t sample) {
        const std::span<const T, Net::input_size> x(inputs.data() + sample * Net::input_size,
                                                    Net::input_size);
        const auto y = nn::predict(parameters, x);
        std::copy(y.begin(), y.end(), outputs.begin() + std::ptrdiff_t(sample * Net::output_size));
        classes += nn::classify(parameters, x);
    }

    void many(std::size_t count) {
        nn::predict(parameters, std::span(inputs).first(count * Net::input_size), outputs);
    }
};

std::size_t predictions = 0;  // of one sample

/// `rounds` samples predicted and classified one by one, and all sizes of batches in turn.
template <class Net, class T = float>
void predicts_in_silence(const char* name, std::size_t rounds) {
    static Case<Net, T> it;
    must_be_silent(name, [rounds](bool watched) {
        for (std::size_t i = 0; i < (watched ? rounds : most_samples + 1); ++i) {
            it.one(i % most_samples);
            if (i % most_samples == 0) it.many(i / most_samples % (most_samples + 1));
        }
        it.many(most_samples);
    });
    predictions += 2 * rounds;
}

/// `rounds` steps one by one, and as many by blocks.
template <class Net, class T = float>
void streams_in_silence(const char* name, std::size_t rounds) {
    using Stream = nn::Stream<Net, T>;
    constexpr std::size_t many = 100, in = Stream::step_input, out = Stream::step_output;
    static nn::Parameters<Net, T> parameters;
    static std::array<T, many * in> steps;
    static std::array<T, many * out> outputs;
    nn::initialize(parameters, 5);
    nn::Random random{6};
    for (T& value : steps) value = random.uniform<T>();
    static Stream stream(parameters);
    must_be_silent(name, [rounds](bool watched) {
        stream.reset();
        for (std::size_t i = 0; i < (watched ? rounds : many); ++i) {
            stream.step(std::span<const T, in>(steps.data() + i % many * in, in),
                        std::span<T, out>(outputs.data(), out));
            if (i % many == 0) stream.run(steps, outputs);
        }
    });
}

using Dense64 = nn::Network<nn::Input<64>, nn::Dense<128, nn::ReLU>, nn::Dense<10, nn::Softmax>>;

template <class Optimizer, class Net = Dense64>
void trains_in_silence(const char* name) {
    constexpr std::size_t batch = 32;
    static nn::Learner<Net, nn::CrossEntropy, Optimizer, batch> learner{{}, 3, {.l2 = 1e-4f, .clip_norm = 1}};
    static std::array<float, batch * Net::input_size> inputs;
    static std::array<float, batch * 10> targets;
    nn::Random random{4};
    for (float& value : inputs) value = random.uniform<float>();
    for (std::size_t s = 0; s < batch; ++s) targets[s * 10 + s % 10] = 1;
    must_be_silent(name, [](bool watched) {
        for (int i = 0; i < (watched ? 500 : 1); ++i) learner.step(inputs, targets);
    });
}

}  // namespace

int main() {
    if (const char* obstacle = watch::obstacle()) {
        std::printf("skipped: %s\n", obstacle);
        return 77;
    }
    watch_itself();

    using nn::Dense, nn::Input, nn::Network;
    predicts_in_silence<Network<Input<2>, Dense<2, nn::Tanh>, Dense<1, nn::Sigmoid>>>("2-2-1", 100'000);
    predicts_in_silence<Network<Input<64>, Dense<128, nn::ReLU>, Dense<10, nn::Softmax>>>("64-128-10",
                                                                                          100'000);
    predicts_in_silence<
        Network<Input<784>, Dense<16, nn::Sigmoid>, Dense<16, nn::GELU>, Dense<10, nn::Softmax>>>(
        "784-16-16-10", 100'000);
    predicts_in_silence<Network<nn::SparseInput<784>, Dense<128, nn::ReLU>, Dense<10, nn::Softmax>>>(
        "784-128-10, skipping zeros", 50'000);
    predicts_in_silence<
        Network<Input<30>, nn::Residual<Dense<30, nn::SELU>, nn::Dropout<std::ratio<1, 2>>>,
                nn::Concat<Dense<7, nn::Softplus>, nn::Sequential<Dense<20, nn::ELU>, Dense<5>>>,
                nn::Activation<nn::Tanh>, Dense<3, nn::Softmax>>>("residual and branches", 100'000);
    predicts_in_silence<Network<Input<13>, Dense<21, nn::Tanh>, Dense<4, nn::Softsign>>, double>("double",
                                                                                                 100'000);
    trains_in_silence<nn::Adam>("steps of Adam");
    trains_in_silence<nn::SGD>("steps of SGD");

    using Small = Network<Input<8, 8, 1>, nn::Conv2D<6, 3>, nn::BatchNorm<>, nn::Activation<nn::ReLU>,
                          nn::MaxPool2D<2>, nn::Flatten, Dense<10, nn::Softmax>>;
    predicts_in_silence<Small>("an image", 50'000);
    predicts_in_silence<nn::folded<Small>>("an image, folded", 50'000);
    trains_in_silence<nn::Adam, Small>("steps of Adam, an image");
    using Heard = Network<Input<50, 2>, nn::Conv1D<8, 3, nn::Tanh>, nn::AvgPool1D<2>, nn::LayerNorm<>,
                          nn::LSTM<16>, Dense<10, nn::Softmax>>;
    predicts_in_silence<Heard>("a sequence", 5'000);
    streams_in_silence<Heard>("a sequence, step by step", 200'000);
    streams_in_silence<Network<Input<9, 3>, nn::GRU<8, nn::Returns::sequence>, nn::TimeDistributed<Dense<5>>>,
                       double>("a sequence, step by step, double", 100'000);
    trains_in_silence<nn::Adam, Heard>("steps of Adam, a sequence");

    std::printf("%zu predictions of one sample, and batches\n", predictions);
    return failures == 0 && predictions >= 1'000'000 ? 0 : 1;
}
