#include <ctnn/initializers/glorot_normal.hpp>

#include <initializers/laws.hpp>

namespace {

TEST_CASE("glorot_normal: keeps the laws of an initializer", "[initializers]") {
    initializer_laws::normal<ctnn::GlorotNormal>(initializer_laws::golden::glorot_normal);
}

}  // namespace
