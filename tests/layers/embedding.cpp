#include <layers/laws.hpp>

#include <ctnn/initializers/normal.hpp>
#include <ctnn/layers/embedding.hpp>

using namespace ctnn;

using Words = placed<Embedding<10, 3>, Shape<6>>;
static_assert(std::is_same_v<Words::output, Shape<6, 3>> && Words::parameters == 30 && Words::weights == 30);
static_assert(std::is_same_v<placed<Embedding<10, 3>, Shape<2, 5>>::output, Shape<2, 5, 3>>);

TEST_CASE("embedding: the laws", "[layers]") {
    layer_laws<Embedding<10, 3>, Shape<6>>();
    layer_laws<Embedding<2, 17, Normal<std::ratio<1>>>, Shape<3>>();
}

TEST_CASE("embedding: an index becomes its row, what is none becomes zeros", "[layers]") {
    laws::Bench<Words, 2, float> bench;
    constexpr float nan = std::numeric_limits<float>::quiet_NaN(),
                    infinity = std::numeric_limits<float>::infinity();
    const float indices[] = {0, 9, 3, 3, 9.75f, -0.f, -1, 10, nan, infinity, -infinity, -0.5f};
    const int rows[] = {0, 9, 3, 3, 9, 0, -1, -1, -1, -1, -1, -1};
    std::copy(std::begin(indices), std::end(indices), bench.x.data());
    bench.predict();
    for (std::size_t i = 0; i < 12; ++i)
        for (std::size_t d = 0; d < 3; ++d)
            REQUIRE(bench.y[3 * i + d] == (rows[i] < 0 ? 0 : bench.w[3 * std::size_t(rows[i]) + d]));

    bench.forward();
    bench.backward();
    std::vector<float> wanted(30);
    for (std::size_t i = 0; i < 12; ++i)
        for (std::size_t d = 0; d < 3 && rows[i] >= 0; ++d)
            wanted[3 * std::size_t(rows[i]) + d] += bench.dy[3 * i + d];
    REQUIRE(bench.dw.values() == wanted);
    REQUIRE(bench.dx.values() == std::vector<float>(12, 0.f));
}

TEST_CASE("embedding: weights start within 0.05", "[layers]") {
    laws::Bench<placed<Embedding<100, 8>, Shape<1>>, 1, float> bench;
    Random random{1};
    placed<Embedding<100, 8>, Shape<1>>::initialize<float>(Slot<float, 800>(bench.w.data(), 800),
                                                           Slot<float, 0>(), random);
    const auto [least, most] = std::minmax_element(bench.w.data(), bench.w.data() + 800);
    REQUIRE((*least >= -0.05f && *least < -0.045f));
    REQUIRE((*most <= 0.05f && *most > 0.045f));
}
