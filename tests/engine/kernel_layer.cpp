#include <layers/laws.hpp>

#include <ctnn/engine/kernel_layer.hpp>

using namespace ctnn;

namespace {

/// y[i] = x[i] * x[i + 1]
struct Neighbours {
    template <class T>
    static constexpr void forward(const T* x, T* y, std::size_t count) noexcept {
        for (std::size_t s = 0; s < count; ++s)
            for (std::size_t i = 0; i < 2; ++i) y[s * 2 + i] = x[s * 3 + i] * x[s * 3 + i + 1];
    }
    template <class T>
    static constexpr void backward(const T* x, const T*, const T* dy, T* dx, std::size_t count) noexcept {
        for (std::size_t s = 0; s < count; ++s) {
            for (std::size_t i = 0; i < 3; ++i) dx[s * 3 + i] = 0;
            for (std::size_t i = 0; i < 2; ++i) {
                dx[s * 3 + i] += dy[s * 2 + i] * x[s * 3 + i + 1];
                dx[s * 3 + i + 1] += dy[s * 2 + i] * x[s * 3 + i];
            }
        }
    }
};

struct Products {
    template <class In>
    using on = detail::KernelOn<In, Shape<2>, Neighbours>;
};

}  // namespace

TEST_CASE("kernel_layer: a layer of two functions obeys the laws", "[engine]") {
    layer_laws<Products, Shape<3>>();
}
