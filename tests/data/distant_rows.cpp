#include <ctnn/data/distant_rows.hpp>

#include <array>
#include <ctnn/data/dataset.hpp>
#include <data/message_of.hpp>
#include <memory>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

/// Two steps of three classes, of five inputs.
struct Net {
    using output = Shape<2, 3>;
    static constexpr std::size_t input_size = 5, output_size = 6;
};
struct Flat {
    static constexpr std::size_t input_size = 6, output_size = 6;
};

struct OnePlace {
    static constexpr std::size_t input_size = 5, output_size = 6;
};

constexpr std::size_t count = 7;

float value(std::size_t row, std::size_t k, std::size_t width) { return float(row * width + k) / 32; }

/// What `held` has, row by row.
class ValueRows final : public detail::RowSource {
  public:
    explicit ValueRows(std::size_t width) : RowSource(count, width) {}
    void read(std::size_t row, std::size_t first, std::size_t n, float* to) const override {
        for (std::size_t k = 0; k < n; ++k) to[k] = value(row, first + k, width());
    }
    void read(std::size_t row, std::size_t first, std::size_t n, double* to) const override {
        for (std::size_t k = 0; k < n; ++k) to[k] = double(value(row, first + k, width()));
    }
};
class ClassRows final : public detail::RowSource {
  public:
    ClassRows() : RowSource(count, 2) {}
    bool has_classes() const noexcept override { return true; }
    std::uint32_t class_at(std::size_t row, std::size_t place) const override {
        return std::uint32_t(row + place) % 3;
    }
};

template <class Source, class... Of>
detail::DistantRows rows(Of... of) {
    return detail::DistantRows(std::make_shared<const Source>(of...));
}
std::vector<float> held(std::size_t width) {
    std::vector<float> all;
    for (std::size_t i = 0; i < count * width; ++i) all.push_back(value(0, i, 0));
    return all;
}
std::vector<std::uint32_t> held_classes() {
    std::vector<std::uint32_t> all;
    for (std::size_t i = 0; i < count; ++i)
        all.insert(all.end(), {std::uint32_t(i % 3), std::uint32_t(i + 1) % 3});
    return all;
}

template <class Of>
void check_equal(const Dataset<Of>& distant, const Dataset<Of>& owned) {
    REQUIRE(distant.size() == owned.size());
    CHECK(distant.has_classes() == owned.has_classes());
    CHECK(distant.is_weighted() == owned.is_weighted());
    for (std::size_t i = 0; i < owned.size(); ++i) {
        distant.prefetch(i);
        CHECK(distant.input(i) == owned.input(i));
        CHECK(distant.template input<double>(i) == owned.template input<double>(i));
        CHECK(distant.template input<long double>(i) == owned.template input<long double>(i));
        CHECK(distant.target(i) == owned.target(i));
        CHECK(distant.template target<double>(i) == owned.template target<double>(i));
        for (std::size_t p = 0; p < Dataset<Of>::places; ++p) {
            CHECK(distant.class_of(i, p) == owned.class_of(i, p));
            CHECK(distant.weight(i, p) == owned.weight(i, p));
        }
    }
}

/// Whatever is chosen of it.
template <class Of>
void check_choices(const Dataset<Of>& distant, const Dataset<Of>& owned) {
    check_equal(distant, owned);
    const std::size_t some[] = {6, 0, 3, 3}, of_these[] = {3, 0, 1}, beyond[] = {7};
    check_equal(distant.subset(some), owned.subset(some));
    check_equal(distant.subset(some).subset(of_these), owned.subset(some).subset(of_these));
    CHECK(distant.subset({}).empty());
    CHECK_THROWS_AS(distant.subset(beyond), DataError);
    CHECK_THROWS_AS(distant.input(count), DataError);
}

}  // namespace

TEST_CASE("distant_rows: a data set is what it would be of rows that it holds", "[data]") {
    check_choices(Dataset<Net>(DatasetInputs(rows<ValueRows>(5u)), DatasetTargets(rows<ValueRows>(6u))),
                  Dataset<Net>(held(5), held(6)));
    check_choices(Dataset<Net>(DatasetInputs(rows<ValueRows>(5u)), DatasetTargets(rows<ClassRows>())),
                  Dataset<Net>(held(5), held_classes()));
    check_choices(Dataset<Net>(DatasetInputs(rows<ValueRows>(5u)), DatasetTargets(held_classes())),
                  Dataset<Net>(held(5), held_classes()));
    check_choices(Dataset<Net>(DatasetInputs(held(5)), DatasetTargets(rows<ClassRows>())),
                  Dataset<Net>(held(5), held_classes()));
    check_choices(Dataset<Flat>(DatasetInputs(rows<ValueRows>(6u)), DatasetTargets(InputsAsTargets{})),
                  Dataset<Flat>(held(6), InputsAsTargets{}));
}

TEST_CASE("distant_rows: weights stay with them", "[data]") {
    Dataset<Net> distant(DatasetInputs(rows<ValueRows>(5u)), DatasetTargets(rows<ClassRows>())),
        owned(held(5), held_classes());
    for (Dataset<Net>* data : {&distant, &owned}) data->weigh_classes({1, 2, 3});
    check_choices(distant, owned);
}

TEST_CASE("distant_rows: rows that do not fit", "[data]") {
    CHECK(message_of<DataError>([] { Dataset<Net>(DatasetInputs(rows<ValueRows>(6u)), held_classes()); }) ==
          "inputs: expected 7 rows of 5, found 7 rows of 6");
    CHECK(message_of<DataError>([] {
              Dataset<Net>(DatasetInputs(held(10)), DatasetTargets(rows<ClassRows>()));
          }) == "targets: expected 14 rows of 2, found 7 rows of 2");
    const Dataset<Net> classes(DatasetInputs(rows<ValueRows>(5u)), DatasetTargets(rows<ClassRows>()));
    CHECK_THROWS_AS(Dataset<OnePlace>(classes), DataError);
}
