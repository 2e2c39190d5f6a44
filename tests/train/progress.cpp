#include <cstdio>
#include <ctnn/train/progress.hpp>
#include <string>

#include <testing.hpp>

using namespace ctnn;

namespace {
struct OneLayer {
    static constexpr std::size_t layer_count = 1;
};

std::string text_of(std::FILE* file) {
    std::rewind(file);
    std::string text(1000, '\0');
    text.resize(std::fread(text.data(), 1, text.size(), file));
    return text;
}
}  // namespace

TEST_CASE("progress: away from a terminal, one plain line an epoch", "[train]") {
    std::FILE* file = std::tmpfile();
    detail::ProgressLine line(file, 2, 100, "accuracy");
    line.start_epoch(1);
    line.draw(50, 0.75);
    line.finish_epoch(Epoch<OneLayer>{
        .number = 1, .loss = 0.5, .validation_loss = 0.25, .validation_metric = 0.9, .seconds = 1.5});
    line.start_epoch(2);
    line.finish_epoch(Epoch<OneLayer>{.number = 2, .loss = 0.125, .seconds = 1.5});
    const std::string text = text_of(file);
    std::fclose(file);
    REQUIRE_THAT(text,
                 Catch::StartsWith("epoch 1/2  loss 0.5000  validation loss 0.2500  accuracy 0.9000  "));
    REQUIRE_THAT(text,
                 Catch::Contains("\nepoch 2/2  loss 0.1250  ") && Catch::EndsWith(" samples/s  1.50 s\n"));
    REQUIRE(text.find('\r') == std::string::npos);
    REQUIRE(std::count(text.begin(), text.end(), '\n') == 2);
}

TEST_CASE("progress: nowhere when there is nowhere to write", "[train]") {
    detail::ProgressLine line(nullptr, 1, 1, "accuracy");
    line.start_epoch(1);
    line.draw(1, 1);
    line.finish_epoch(Epoch<OneLayer>{});
    SUCCEED();
}
