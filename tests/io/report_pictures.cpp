#include <ctnn/io/report_pictures.hpp>

#include <ctnn/core/value_range.hpp>
#include <ctnn/ctnn.hpp>
#include <data/message_of.hpp>
#include <io/html_checks.hpp>
#include <string>
#include <vector>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;
using Catch::Contains;

TEST_CASE("report_pictures: how values lie is said, given or a square", "[io]") {
    const auto shape = [](std::vector<std::size_t> extents, PictureOptions options = {}) {
        const PictureShape found = picture_shape(extents, options);
        return std::vector<std::size_t>{found.height, found.width, found.channels};
    };
    using S = std::vector<std::size_t>;
    REQUIRE(shape({28, 27, 3}) == S{28, 27, 3});
    REQUIRE(shape({28, 27}) == S{28, 27, 1});
    REQUIRE(shape({64}) == S{8, 8, 1});
    REQUIRE(shape({13})[0] == 0);
    REQUIRE(shape({4})[0] == 0);  // a square, but hardly a picture
    REQUIRE(shape({12}, {.height = 3, .width = 4}) == S{3, 4, 1});
    REQUIRE(shape({36}, {.height = 3, .width = 4}) == S{3, 4, 3});
    REQUIRE(message_of<DataError>([&] { shape({13}, {.height = 3, .width = 4}); }) ==
            "the pictures of a report: expected a height and width that divide 13 values, found 3 x 4");
    REQUIRE(message_of<DataError>([&] { shape({13}, {.height = 3}); }) ==
            "the pictures of a report: expected a height and width that divide 13 values, found 3 x 0");
}

TEST_CASE("report_pictures: a Dense layer's weights, unit by unit", "[io]") {
    using Net = Network<Input<3, 3>, Flatten, Dense<2>>;
    Parameters<Net> parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters.values[i] = float(i);
    const PictureWeights found = picture_weights(parameters, {});
    REQUIRE(found.shape.height == 3);
    REQUIRE(found.units == 2);
    REQUIRE(found.plane(1, 0) == std::vector<double>{1, 3, 5, 7, 9, 11, 13, 15, 17});
    const std::string text = weights_html(found, 48);
    REQUIRE(wrong_in(text) == "");
    REQUIRE(times("<img", text) == 2);
    REQUIRE(text.find("unit 1") < text.find("unit 0"));  // the greater ones first
    REQUIRE(times("<img", weights_html(found, 1)) == 1);
    REQUIRE_THAT(weights_html(found, 1), Contains("1 of 2"));
}

TEST_CASE("report_pictures: a convolution's kernels, and what is no picture", "[io]") {
    using Net = Network<Input<8, 8, 2>, Conv2D<3, Size2D{2, 3}>, Dense<2>>;
    Parameters<Net> parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i) parameters.values[i] = float(i);
    const PictureWeights found = picture_weights(parameters, {});
    REQUIRE(found.shape.height == 2);
    REQUIRE(found.shape.width == 3);
    REQUIRE(found.plane(2, 1) == std::vector<double>{5, 11, 17, 23, 29, 35});
    REQUIRE(times("<img", weights_html(found, 48)) == 6);
    for (const std::string& text :
         {weights_html(picture_weights(Parameters<Network<Input<13>, Dense<2>>>{}, {}), 48),
          weights_html(picture_weights(Parameters<Network<Input<9, 4>, LSTM<2>>>{}, {}), 48),
          weights_html(picture_weights(Parameters<Network<Input<4>, Flatten>>{}, {}), 48)})
        REQUIRE_THAT(text, Contains("There is no picture"));
}

TEST_CASE("report_pictures: weights that are no numbers are clear", "[io]") {
    constexpr double none = not_a_number<double>;
    const Pixels pixels = signed_pixels({1, -1, none, 0}, {2, 2, 1}, 1);
    REQUIRE(static_cast<unsigned char>(pixels.bytes[3]) == 255);
    REQUIRE(static_cast<unsigned char>(pixels.bytes[7]) == 255);
    REQUIRE(pixels.bytes[11] == 0);
    REQUIRE(pixels.bytes[15] == 0);
    REQUIRE(pixels.bytes.substr(0, 3) != pixels.bytes.substr(4, 3));
    const PictureWeights all{{1, 1, 1}, 1, {none}};
    REQUIRE(wrong_in(weights_html(all, 1)) == "");
}

TEST_CASE("report_pictures: pictures of one's own", "[io]") {
    const std::string text = pictures_html({{2, 2, 1, {0, 0.5f, 1, 7}, "<b>"}, {1, 1, 3, {0, -1, 1}, ""}});
    REQUIRE(wrong_in(text) == "");
    REQUIRE_THAT(text, Contains("<small>&lt;b&gt;</small>") && Contains("width=\"80\""));
    REQUIRE(message_of<DataError>([] {
                pictures_html({{2, 2, 1, {0, 1}, ""}});
            }) ==
            "a picture of a report: expected height x width values of 1 or 3 channels, found 2 x 2 x 1 and 2 "
            "values");
    REQUIRE_THROWS_AS(pictures_html({{}}), DataError);
}
