#include <ctnn/initializers/he_normal.hpp>

#include <initializers/laws.hpp>

namespace {

TEST_CASE("he_normal: keeps the laws of an initializer", "[initializers]") {
    initializer_laws::normal<ctnn::HeNormal>(initializer_laws::golden::he_normal);
}

}  // namespace
