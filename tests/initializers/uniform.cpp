#include <ctnn/initializers/uniform.hpp>

#include <initializers/laws.hpp>
#include <ratio>

namespace {

static_assert(std::is_same_v<ctnn::Uniform<>, ctnn::Uniform<std::ratio<1, 20>>>);
static_assert(initializer_laws::first<ctnn::Uniform<std::ratio<1, 2>>, float, 5>(1)[3] ==
              initializer_laws::first<ctnn::Uniform<std::ratio<1, 4>>, float, 5>(1)[3] * 2);

TEST_CASE("uniform: keeps the laws of an initializer", "[initializers]") {
    initializer_laws::uniform<ctnn::Uniform<std::ratio<1, 20>>>(initializer_laws::golden::uniform);
}

}  // namespace
