#include <ctnn/train/losses/error_to_signal.hpp>

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

TEST_CASE("error_to_signal: silence", "[train]") {
    const float quiet[] = {0, 0, 0};
    CHECK(ErrorToSignal<>::value<3>(quiet, quiet) == 0);
    const float one[] = {1, 0, 0}, t[] = {1, 1, 1};
    CHECK(ErrorToSignal<std::ratio<0>>::value<3>(one, t) == Approx(2.0f / 3).epsilon(1e-4));
}

}  // namespace
