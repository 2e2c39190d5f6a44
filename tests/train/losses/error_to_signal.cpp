#include <ctnn/train/losses/error_to_signal.hpp>

#include <ctnn/io/spelling.hpp>
#include <train/losses/laws.hpp>

namespace {

using ctnn::ErrorToSignal;

TEST_CASE("error_to_signal: as PyTorch computes it, and its gradient the value's", "[train]") {
    loss_laws::golden<ErrorToSignal<>, double>(reference::losses::error_to_signal, 1e-10);
    loss_laws::golden<ErrorToSignal<>, float>(reference::losses::error_to_signal, 1e-4);
    loss_laws::differences<ErrorToSignal<>, 1>();
    loss_laws::differences<ErrorToSignal<>, 17>();
    loss_laws::compile_time<ErrorToSignal<>, 20, double>();
}

TEST_CASE("error_to_signal: of channels the mean", "[train]") {
    using Three = ErrorToSignal<std::ratio<85, 100>, 3>;
    const auto y = loss_laws::some<double, 15>(3);
    const auto t = loss_laws::some_shares<double, 15>();
    std::array<double, 15> dy{};
    Three::slope<15>(y.data(), t.data(), dy.data());
    double sum = 0;
    for (std::size_t c = 0; c < 3; ++c) {
        std::array<double, 5> one{}, of{}, slope{};
        for (std::size_t i = 0; i < 5; ++i) one[i] = y[3 * i + c], of[i] = t[3 * i + c];
        sum += ErrorToSignal<>::value<5>(one.data(), of.data());
        ErrorToSignal<>::slope<5>(one.data(), of.data(), slope.data());
        for (std::size_t i = 0; i < 5; ++i) CHECK(dy[3 * i + c] == Approx(slope[i] / 3).epsilon(1e-12));
    }
    CHECK(Three::value<15>(y.data(), t.data()) == Approx(sum / 3).epsilon(1e-12));
    loss_laws::differences<Three, 15>();
    loss_laws::compile_time<Three, 15, double>();
}

TEST_CASE("error_to_signal: one channel is not spelt", "[train]") {
    CHECK(ctnn::detail::spelling<ErrorToSignal<>>() == "ctnn::ErrorToSignal<std::ratio<85, 100>>");
    CHECK(ctnn::detail::spelling<ErrorToSignal<std::ratio<1>, 2>>() ==
          "ctnn::ErrorToSignal<std::ratio<1>, 2>");
}

TEST_CASE("error_to_signal: silence", "[train]") {
    const float quiet[] = {0, 0, 0};
    CHECK(ErrorToSignal<>::value<3>(quiet, quiet) == 0);
    const float one[] = {1, 0, 0}, t[] = {1, 1, 1};
    CHECK(ErrorToSignal<std::ratio<0>>::value<3>(one, t) == Approx(2.0f / 3).epsilon(1e-4));
}

}  // namespace
