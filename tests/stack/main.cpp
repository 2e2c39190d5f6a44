// Each call on a stack of just as many bytes as cost<Net> says: below them lies a page that nobody may touch.
#include <alloca.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctnn/train.hpp>
#include <memory>
#include <vector>

namespace nn = ctnn;

namespace {

/// A thread's stack, of which a call gets the last `bytes` above the page, or, if 0, what there is.
template <class Call>
struct Limited {
    Call& call;
    char* end;  // where the page ends
    std::size_t bytes;
};

[[gnu::noinline]] void take(void* room, std::size_t size) {
    std::fill_n(static_cast<volatile char*>(room), size, char{1});
}

template <class Call>
[[gnu::noinline]] void* enter(void* argument) {
    auto& limited = *static_cast<Limited<Call>*>(argument);
    const auto left = static_cast<std::size_t>(static_cast<char*>(__builtin_frame_address(0)) - limited.end);
    if (left < limited.bytes) std::abort();
    if (limited.bytes > 0 && left - limited.bytes > 1024) take(alloca(left - limited.bytes - 512), 64);
    limited.call();
    return nullptr;
}

/// Runs the call in a thread that has `bytes` of stack, and `more` before it comes to the call; if 0, in one
/// that has `bytes` for everything.
template <class Call>
void run_on(std::size_t bytes, std::size_t more, Call call) {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    const std::size_t size = (bytes + more + page - 1) / page * page;
    void* const all = mmap(nullptr, page + size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED || mprotect(all, page, PROT_NONE) != 0) std::abort();
    char* const end = static_cast<char*>(all) + page;
    Limited<Call> limited{call, end, more == 0 ? 0 : bytes};
    pthread_attr_t attributes;
    pthread_t thread;
    if (pthread_attr_init(&attributes) != 0 || pthread_attr_setstack(&attributes, end, size) != 0 ||
        pthread_create(&thread, &attributes, enter<Call>, &limited) != 0 ||
        pthread_join(thread, nullptr) != 0)
        std::abort();
    pthread_attr_destroy(&attributes);
    munmap(all, page + size);
}

constexpr std::size_t thread = 64 * 1024;  // what a thread needs for itself
constexpr std::size_t musl = 128 * 1024;   // all that a thread has there, if it asks for no more

/// All calls of a network, each on its stack; those for which 128 KB are enough, also on that.
template <class Net, class Loss, class T = float>
void all_calls(const char* name) {
    constexpr const auto& cost = nn::cost<Net, T>;
    constexpr std::size_t many = 130, in = Net::input_size, out = Net::output_size;
    const auto w = std::make_unique<nn::Parameters<Net, T>>(),
               sum = std::make_unique<nn::Parameters<Net, T>>();
    nn::initialize(*w, 1);
    std::vector<T> x(many * in, T(0.25)), y(many * out), dx(in), target(out);
    const std::span<const T, in> one(x.data(), in);
    const std::span<const T, out> goal(target.data(), out);
    const auto call = [&](const char* what, std::size_t bytes, auto&& body) {
        std::printf("%s: %s on %zu + %zu bytes\n", name, what, bytes, cost.stack_margin);
        std::fflush(stdout);
        run_on(bytes + cost.stack_margin, thread, body);
        if (bytes + cost.stack_margin <= musl) run_on(musl, 0, body);
    };
    call("predict", cost.stack, [&] { dx[0] = nn::predict(*w, one)[0]; });
    call("classify", cost.stack, [&] { dx[0] = T(nn::classify(*w, one)); });
    call("predict many", cost.stack_of_many,
         [&] { nn::predict(*w, std::span<const T>(x), std::span<T>(y)); });
    call("loss", cost.stack_of_gradient, [&] { dx[0] = nn::loss<Loss>(*w, one, goal); });
    call("gradient", cost.stack_of_gradient,
         [&] { nn::gradient<Loss>(*w, one, goal, *sum, std::span<T, in>(dx.data(), in)); });
    if constexpr (nn::detail::can_stream<Net, T>) {
        using Stream = nn::Stream<Net, T>;
        const auto stream = std::make_unique<Stream>(*w);
        std::vector<T> steps(many * Stream::step_input), outputs(many * Stream::step_output + steps.size());
        call("stream", cost.stack_of_stream, [&] {
            stream->step(std::span<const T, Stream::step_input>(steps.data(), Stream::step_input),
                         std::span<T, Stream::step_output>(outputs.data(), Stream::step_output));
            stream->run(steps, outputs);
            stream->run(steps, steps);
        });
    }
}

}  // namespace

int main() {
    using Loss = nn::MeanSquaredError;
    constexpr nn::ConvOptions padded{.padding = nn::same};
    constexpr nn::Conv1DOptions causal{.padding = nn::causal};
    all_calls<nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>, Loss>("XOR");
    all_calls<nn::Network<nn::SparseInput<784>, nn::Dense<128, nn::ReLU>, nn::Dense<10, nn::Softmax>>,
              nn::CrossEntropy, double>("MNIST");
    all_calls<nn::Network<nn::Input<20, 20, 1>, nn::Conv2D<6, 5, nn::ReLU, padded>, nn::MaxPool2D<2>,
                          nn::Conv2D<16, 5>, nn::BatchNorm<>, nn::Dense<10, nn::Softmax>>,
              nn::CrossEntropy>("images");
    all_calls<nn::Network<nn::Input<8, 8, 64>, nn::Conv2D<128, 3, nn::ReLU>>, Loss>("many channels");
    all_calls<nn::Network<nn::Input<64, 2>, nn::Conv1D<8, 3, nn::Tanh, causal>,
                          nn::GRU<16, nn::Returns::sequence>, nn::TimeDistributed<nn::Dense<1>>>,
              Loss>("amplifier");
    all_calls<nn::Network<nn::Input<28, 28>, nn::LSTM<64>, nn::Dense<10, nn::Softmax>>, nn::CrossEntropy>(
        "LSTM of 64");
    all_calls<nn::Network<nn::Input<28, 64>, nn::LSTM<256>, nn::Dense<10>>, Loss>("LSTM of 256");
    std::puts("all within what cost says");
}
