#include <algorithm>
#include <array>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/pooling/pool2d.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

constexpr kernels::Windows windows(detail::Axis rows, detail::Axis columns, std::size_t channels) {
    return {rows, columns, channels};
}
constexpr detail::Axis axis(std::size_t in, std::size_t window, std::size_t stride, std::size_t before = 0,
                            std::size_t after = 0) {
    return {in, window, stride, 1, before, after};
}

/// All four kernels, on two images.
template <kernels::Windows G, class T>
struct Results {
    static constexpr std::size_t count = 2;
    std::array<T, count * G.out()> greatest{}, means{};
    std::array<T, count * G.in()> to_greatest{}, shares{};

    constexpr Results(const std::array<T, count * G.in()>& x, const std::array<T, count * G.out()>& dy) {
        kernels::pool<G, kernels::Greatest>(x.data(), greatest.data(), count);
        kernels::pool<G, kernels::Average<false>>(x.data(), means.data(), count);
        kernels::max_pool_backward<G>(x.data(), static_cast<const T*>(greatest.data()), dy.data(),
                                      to_greatest.data(), count);
        kernels::spread<G, kernels::Average<false>>(dy.data(), shares.data(), count);
    }
};

template <class T, std::size_t N>
std::array<T, N> random_values(std::uint64_t seed) {
    Random random{seed};
    std::array<T, N> values{};
    for (T& value : values) value = T(int(random.uniform<float>() * 9)) - 4;  // with ties
    return values;
}

template <std::size_t N>
constexpr std::array<float, N> tenths(std::size_t period) {
    std::array<float, N> values{};
    for (std::size_t i = 0; i < N; ++i) values[i] = float(i * 7 % period) * 0.1f - 1;
    return values;
}

/// By definition, value by value.
template <kernels::Windows G, class T>
void are_as_defined() {
    using R = Results<G, T>;
    const auto x = random_values<T, R::count * G.in()>(1);
    const auto dy = random_values<T, R::count * G.out()>(2);
    const R got(x, dy);
    std::vector<T> to_greatest(x.size()), shares(x.size());
    const auto inside = [](const detail::Axis& axis, std::size_t window, std::size_t k) {
        const std::size_t at = window * axis.stride + k;
        return at >= axis.before && at < axis.before + axis.in;
    };
    std::size_t o = 0;
    for (std::size_t s = 0; s < R::count; ++s)
        for (std::size_t r = 0; r < G.rows.out(); ++r)
            for (std::size_t c = 0; c < G.columns.out(); ++c)
                for (std::size_t channel = 0; channel < G.channels; ++channel, ++o) {
                    std::vector<std::size_t> places;
                    for (std::size_t i = 0; i < G.rows.window; ++i)
                        for (std::size_t j = 0; j < G.columns.window; ++j)
                            if (inside(G.rows, r, i) && inside(G.columns, c, j))
                                places.push_back(
                                    s * G.in() + (r * G.rows.stride + i - G.rows.before) * G.row() +
                                    (c * G.columns.stride + j - G.columns.before) * G.channels + channel);
                    const std::size_t best =
                        *std::max_element(places.begin(), places.end(),
                                          [&](std::size_t a, std::size_t b) { return x[a] < x[b]; });
                    T sum = 0;
                    for (const std::size_t place : places) {
                        sum += x[place];
                        shares[place] += dy[o] / T(places.size());
                    }
                    to_greatest[best] += dy[o];
                    CAPTURE(G.channels, o);
                    REQUIRE(got.greatest[o] == x[best]);
                    REQUIRE(got.means[o] == Approx(sum / T(places.size())).margin(1e-6));
                }
    for (std::size_t i = 0; i < x.size(); ++i) {
        REQUIRE(got.to_greatest[i] == to_greatest[i]);
        REQUIRE(got.shares[i] == Approx(shares[i]).margin(1e-6));
    }
}

/// The same bits, or nearly where a processor divides vectors by estimates.
bool agree(const auto& a, const auto& b) {
#if defined(__aarch64__)
    if (!reproducible)
        return std::equal(a.begin(), a.end(), b.begin(),
                          [](float x, float y) { return x == Approx(y).epsilon(1e-6); });
#endif
    return a == b;
}

}  // namespace

TEST_CASE("pool2d: every number of channels is as defined", "[kernels]") {
    // Around the widths of all registers: less than one, one and part of another, several.
    [&]<std::size_t... C>(std::index_sequence<C...>) {
        (are_as_defined<windows(axis(4, 2, 2), axis(5, 2, 2), C), float>(), ...);
    }(std::index_sequence<1, 2, 3, 4, 5, 6, 8, 9, 12, 15, 16, 17, 21, 50>{});
}

TEST_CASE("pool2d: windows that overlap, jut out, leave gaps or are large", "[kernels]") {
    are_as_defined<windows(axis(5, 3, 2, 1, 1), axis(6, 3, 1, 1, 1), 6), float>();
    are_as_defined<windows(axis(5, 3, 2, 1, 1), axis(6, 3, 1, 1, 1), 19), double>();
    are_as_defined<windows(axis(7, 2, 3), axis(8, 1, 3), 3), float>();
    are_as_defined<windows(axis(4, 2, 2, 1, 1), axis(3, 2, 2, 1, 0), 5), float>();
    are_as_defined<windows(axis(9, 6, 1), axis(7, 5, 2, 2, 2), 2), double>();
    are_as_defined<windows(axis(1, 3, 3, 2, 2), axis(2, 5, 1, 4, 4), 17), float>();
}

TEST_CASE("pool2d: constant evaluation gives the same bits", "[kernels]") {
    static constexpr auto G = windows(axis(3, 2, 1, 1, 0), axis(4, 3, 2, 0, 1), 5);
    static constexpr auto x = tenths<2 * G.in()>(31);
    static constexpr auto dy = tenths<2 * G.out()>(5);
    constexpr Results<G, float> compiled(x, dy);
    const Results<G, float> ran(x, dy);
    REQUIRE(ran.greatest == compiled.greatest);
    REQUIRE(agree(ran.means, compiled.means));
    REQUIRE(ran.to_greatest == compiled.to_greatest);
    REQUIRE(agree(ran.shares, compiled.shares));
}
