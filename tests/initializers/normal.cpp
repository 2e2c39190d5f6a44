#include <ctnn/initializers/normal.hpp>

#include <initializers/laws.hpp>
#include <ratio>

namespace {

static_assert(initializer_laws::first<ctnn::Normal<std::ratio<1, 2>>, float, 5>(1)[3] ==
              initializer_laws::first<ctnn::Normal<std::ratio<1, 4>>, float, 5>(1)[3] * 2);

TEST_CASE("normal: keeps the laws of an initializer", "[initializers]") {
    initializer_laws::normal<ctnn::Normal<std::ratio<5, 100>>>(initializer_laws::golden::normal);
}

}  // namespace
