#include <ctnn/core/shape.hpp>
#include <ctnn/data/sample_view.hpp>

#include <array>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Picture = detail::SampleLayout<Shape<2, 3, 4>>;
using Steps = detail::SampleLayout<Shape<6, 4>>;
using Flat = detail::SampleLayout<Shape<24>>;

static_assert(Picture::kind == detail::SampleKind::image && Picture::size == 24);
static_assert(Steps::kind == detail::SampleKind::sequence && Flat::kind == detail::SampleKind::flat);

}  // namespace

TEST_CASE("sample view: rows, columns and channels, of a sequence its steps", "[data]") {
    std::array<float, 24> values{};
    const auto picture = Picture::view(std::span<float>(values));
    CHECK(picture.height == 2);
    CHECK(picture.pixel(1, 2) == values.data() + 20);
    const auto steps = Steps::view(std::span<float>(values));
    CHECK(steps.height == 1);
    CHECK(steps.width == 6);
    CHECK(steps.pixel(0, 2) == values.data() + 8);
    const auto flat = Flat::view(std::span<float>(values));
    CHECK(flat.pixel(0, 23) == values.data() + 23);
    std::array<const float, 24> others{};
    CHECK(picture.of(std::span<const float>(others)).pixel(1, 0) == others.data() + 12);
}
