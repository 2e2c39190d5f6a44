#include <array>
#include <cmath>
#include <ctnn/activations/gelu.hpp>
#include <ctnn/activations/linear.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/engine/with_activation.hpp>
#include <type_traits>

#include <testing.hpp>

using namespace ctnn;

namespace {

/// z = 2x, then the activation.
template <class Act, std::size_t Rows, std::size_t Columns>
struct Doubling : detail::WithActivation<Act, Rows, Columns> {
    using End = detail::WithActivation<Act, Rows, Columns>;

    template <std::size_t B>
    static void forward(const double* x, double* y, double* kept) {
        End::template forward_through<B>(y, kept, [=]<class Applied>(double* to) {
            for (std::size_t i = 0; i < B * Rows * Columns; ++i) to[i] = 2 * x[i];
            kernels::activate<Applied, B * Rows, Columns>(static_cast<const double*>(to), to);
        });
    }
    template <std::size_t B>
    static const double* before(const double* kept, const double* y, const double* dy, double* work) {
        return End::template gradient_before<B>(kept, y, dy, work);
    }
};

using Values = std::array<double, 6>;
constexpr Values x{-0.5, 0.25, 1, -1.5, 0.75, 2}, dy{1, -2, 0.5, 3, -1, 0.25};

template <class Act>
struct Ended {
    Values y{}, kept{}, work{};
    bool is_dy;

    Ended() {
        Doubling<Act, 1, 3>::template forward<2>(x.data(), y.data(), kept.data());
        const double* const dz =
            Doubling<Act, 1, 3>::template before<2>(kept.data(), y.data(), dy.data(), work.data());
        is_dy = dz == dy.data();
        REQUIRE((is_dy || dz == work.data()));
    }
};

}  // namespace

TEST_CASE("with_activation: memory is asked for where the slope needs it", "[engine]") {
    using Gelu = detail::WithActivation<GELU, 4, 3>;
    using Tan = detail::WithActivation<Tanh, 4, 3>;
    using Lin = detail::WithActivation<Linear, 4, 3>;
    REQUIRE((Gelu::keeps_logits && Gelu::tape == 12 && Gelu::gradient_scratch == 12));
    REQUIRE((!Tan::keeps_logits && Tan::tape == 0 && Tan::gradient_scratch == 12));
    REQUIRE((Lin::is_linear && Lin::tape == 0 && Lin::gradient_scratch == 0));
    REQUIRE(std::is_empty_v<Gelu>);
}

TEST_CASE("with_activation: of Linear the gradient stays where it is", "[engine]") {
    const Ended<Linear> linear;
    REQUIRE(linear.is_dy);
    REQUIRE(linear.y[2] == 2);
    REQUIRE(linear.kept == Values{});
    REQUIRE(linear.work == Values{});
}

TEST_CASE("with_activation: a slope of the output keeps nothing", "[engine]") {
    const Ended<Tanh> tanh;
    REQUIRE(tanh.kept == Values{});
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double t = std::tanh(2 * x[i]);
        REQUIRE(std::abs(tanh.y[i] - t) < 1e-14);
        REQUIRE(std::abs(tanh.work[i] - dy[i] * (1 - t * t)) < 1e-14);
    }
}

TEST_CASE("with_activation: a slope of the input keeps it", "[engine]") {
    const Ended<GELU> gelu;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double z = 2 * x[i], cdf = 0.5 * std::erfc(-z / std::sqrt(2.0));
        const double pdf = std::exp(-z * z / 2) / std::sqrt(2 * std::acos(-1.0));
        REQUIRE(gelu.kept[i] == z);
        REQUIRE(std::abs(gelu.y[i] - z * cdf) < 1e-13);
        REQUIRE(std::abs(gelu.work[i] - dy[i] * (cdf + z * pdf)) < 1e-13);
    }
}

TEST_CASE("with_activation: Softmax takes each row by itself", "[engine]") {
    const Ended<Softmax> softmax;
    for (std::size_t row = 0; row < 2; ++row) {
        const double *const y = softmax.y.data() + 3 * row, *const g = dy.data() + 3 * row;
        REQUIRE(std::abs(y[0] + y[1] + y[2] - 1) < 1e-14);
        const double along = y[0] * g[0] + y[1] * g[1] + y[2] * g[2];
        for (std::size_t i = 0; i < 3; ++i)
            REQUIRE(std::abs(softmax.work[3 * row + i] - y[i] * (g[i] - along)) < 1e-14);
    }
}
