#include <ctnn/io/checkpoint.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <ctnn/train.hpp>
#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <kernels/sizes.hpp>
#include <testing.hpp>

#ifdef __unix__
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <filesystem>
#endif

using namespace ctnn;
using Catch::Contains;
using Catch::StartsWith;

namespace {

// Of all that draws or keeps anything.
using Net =
    Network<Input<2>, Dense<8>, BatchNorm<>, Activation<Tanh>, Dropout<std::ratio<1, 4>>, Dense<3, Softmax>>;
using Training = Trainer<Net, CrossEntropy, Adam, 16>;

Dataset<Net> heaps(std::size_t count, std::uint64_t seed) {
    Random random{seed};
    std::vector<float> inputs;
    std::vector<std::uint32_t> classes;
    for (std::size_t i = 0; i < count; ++i) {
        const auto heap = static_cast<std::uint32_t>(i % 3);
        inputs.push_back(float(heap == 1) + 2 * random.uniform<float>());
        inputs.push_back(float(heap == 2) + 2 * random.uniform<float>());
        classes.push_back(heap);
    }
    return {std::move(inputs), std::move(classes)};
}

std::unique_ptr<Training> training(std::uint64_t seed = 1) {
    return std::make_unique<Training>(Adam{.learning_rate = 0.02f}, seed);
}

FitOptions<Net> options(const Dataset<Net>& test, std::size_t epochs, std::size_t first = 1) {
    return {.epochs = epochs,
            .first_epoch = first,
            .validation = &test,
            .schedule = ReduceOnPlateau{.factor = 0.5, .patience = 0, .threshold = 0.05},
            .early_stopping = {.patience = 3, .least_gain = 0.02},
            .progress = nullptr};
}

template <class P>
bool same_bits(const P& a, const P& b) {
    return std::memcmp(a.data(), b.data(), P::size() * sizeof(typename P::value_type)) == 0;
}

void require_the_same(const Training& a, const Training& b) {
    REQUIRE(same_bits(a.parameters, b.parameters));
    for (std::size_t i = 0; i < a.moments.size(); ++i) REQUIRE(same_bits(a.moments[i], b.moments[i]));
    REQUIRE(a.steps == b.steps);
    REQUIRE(a.random.state == b.random.state);
    REQUIRE(a.history().size() == b.history().size());
    REQUIRE(a.history().best_epoch == b.history().best_epoch);
    REQUIRE(a.history().stopped_early == b.history().stopped_early);
    for (std::size_t i = 0; i < a.history().size(); ++i) {
        const auto &one = a.history()[i], &other = b.history()[i];
        REQUIRE(one.number == other.number);
        REQUIRE(one.loss == other.loss);
        REQUIRE(one.validation_loss == other.validation_loss);
        REQUIRE(one.validation_metric == other.validation_metric);
        REQUIRE(one.learning_rate == other.learning_rate);
        REQUIRE(one.gradient_norms == other.gradient_norms);
    }
}

/// What `resume` of these bytes says, and that it changes nothing.
template <class AnyTrainer>
std::string refusal(const std::string& bytes, AnyTrainer& trainer) {
    const ScratchFile file(bytes, ".checkpoint");
    const auto parameters = trainer.parameters;
    const auto moments = trainer.moments;
    const auto steps = trainer.steps;
    const std::string found = message_of<FileError>([&] { resume(file.path(), trainer); });
    REQUIRE(same_bits(parameters, trainer.parameters));
    for (std::size_t i = 0; i < moments.size(); ++i) REQUIRE(same_bits(moments[i], trainer.moments[i]));
    REQUIRE(steps == trainer.steps);
    return found.starts_with(file.path()) ? found.substr(file.path().size() + 2) : found;
}

std::string saved(std::size_t epochs = 2) {
    const ScratchFile file("", ".checkpoint");
    const auto data = heaps(50, 1), test = heaps(40, 2);
    const auto trainer = training();
    trainer->fit(data, options(test, epochs));
    save_checkpoint(file.path(), *trainer);
    return file.content();
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    REQUIRE(at != text.npos);
    REQUIRE(what.size() == by.size());
    return text.replace(at, what.size(), by);
}

}  // namespace

TEST_CASE("checkpoint: a training that goes on from any epoch is the one that did not stop", "[io]") {
    const auto data = heaps(150, 1), test = heaps(60, 2);
    constexpr std::size_t epochs = 24;
    std::vector<std::string> checkpoints;
    const auto whole = training();
    {
        const ScratchFile file("", ".checkpoint");
        FitOptions<Net> how = options(test, epochs);
        how.on_epoch = [&](const Epoch<Net>&) {
            save_checkpoint(file.path(), *whole);
            checkpoints.push_back(file.content());
        };
        whole->fit(data, how);
    }
    REQUIRE(whole->history().stopped_early);  // so that the last checkpoints are of an end
    REQUIRE(whole->history().best_epoch > 2);
    REQUIRE(whole->history().back().learning_rate < 0.02);
    for (std::size_t done = 1; done <= checkpoints.size(); ++done) {
        INFO("after epoch " << done);
        const ScratchFile file(checkpoints[done - 1], ".checkpoint");
        const auto again = training(99);
        REQUIRE(resume(file.path(), *again) == done + 1);
        again->fit(data, options(test, epochs, done + 1));
        require_the_same(*whole, *again);
    }
}

TEST_CASE("checkpoint: a second fit of one trainer goes on too", "[io]") {
    const auto data = heaps(150, 1), test = heaps(60, 2);
    const auto whole = training(), parts = training();
    FitOptions<Net> all = options(test, 9), first = options(test, 4), rest = options(test, 9, 5);
    for (auto* how : {&all, &first, &rest}) how->early_stopping = {};
    whole->fit(data, all);
    parts->fit(data, first);
    parts->fit(data, rest);
    require_the_same(*whole, *parts);
}

TEST_CASE("checkpoint: of a learner, and without moments", "[io]") {
    using Small = Network<Input<2>, Dense<3, Tanh>, Dense<1>>;
    using Steps = Learner<Small, MeanSquaredError, SGD, 2>;
    Steps learner{{}, 1}, other{{}, 2};
    const std::array<float, 4> inputs{1, 2, 3, 4};
    const std::array<float, 2> targets{1, -1};
    learner.step(inputs, targets);
    const ScratchFile file("", ".checkpoint");
    save_checkpoint(file.path(), learner);
    REQUIRE(resume(file.path(), other) == 1);
    learner.step(inputs, targets);
    other.step(inputs, targets);
    REQUIRE(same_bits(learner.parameters, other.parameters));
    REQUIRE(learner.steps == other.steps);
    REQUIRE(learner.random.state == other.random.state);

    Trainer<Small, MeanSquaredError, SGD, 2> trainer{{}, 3};  // and the one's by the other
    REQUIRE(resume(file.path(), trainer) == 1);
    REQUIRE(trainer.steps == 1);
}

TEST_CASE("checkpoint: its parameters are loaded as any file's", "[io]") {
    const ScratchFile file(saved(), ".checkpoint");
    const auto trainer = training(5);
    Parameters<Net> parameters;
    load(file.path(), parameters);
    resume(file.path(), *trainer);
    REQUIRE(same_bits(parameters, trainer->parameters));
}

TEST_CASE("checkpoint: a training is kept at an epoch's end only", "[io]") {
    const auto data = heaps(50, 1), test = heaps(40, 2);
    const auto trainer = training();
    FitOptions<Net> how = options(test, 3);
    const ScratchFile file("as it was", ".checkpoint");
    how.on_batch = [&](const Progress&, double) { save_checkpoint(file.path(), *trainer); };
    const std::string found = message_of<FileError>([&] { trainer->fit(data, how); });
    REQUIRE_THAT(found, Contains("a checkpoint is of an epoch's end"));
    REQUIRE_THAT(message_of<FileError>([&] { save_checkpoint(file.path(), *trainer); }),
                 Contains("within an epoch: nothing was written"));
    REQUIRE(file.content() == "as it was");
    how.on_batch = nullptr;
    trainer->fit(data, how);
    save_checkpoint(file.path(), *trainer);
    REQUIRE(resume(file.path(), *trainer) == 4);
}

TEST_CASE("checkpoint: what does not fit is refused in a sentence, and changes nothing", "[io]") {
    const std::string right = saved();
    const auto trainer = training();
    Trainer<Net, CrossEntropy, SGD, 16> by_sgd;
    REQUIRE(refusal(right, by_sgd) ==
            "its training is by the optimizer ctnn::Adam, and this one by ctnn::SGD");
    Trainer<Net, KLDivergence, Adam, 16> of_divergence;
    REQUIRE(refusal(right, of_divergence) ==
            "its training is by the loss ctnn::CrossEntropy, and this one by ctnn::KLDivergence");
    using Other = Network<Input<2>, Dense<7>, BatchNorm<>, Activation<Tanh>, Dense<3, Softmax>>;
    Trainer<Other, CrossEntropy, Adam, 16> of_another;
    REQUIRE_THAT(refusal(right, of_another), StartsWith("it is of ctnn::Network<"));

    using Drier = Network<Input<2>, Dense<8>, BatchNorm<>, Activation<Tanh>, Dropout<std::ratio<1, 2>>,
                          Dense<3, Softmax>>;
    Trainer<Drier, CrossEntropy, Adam, 16> drier;
    REQUIRE_THAT(refusal(right, drier), Contains("LoadOptions::same_network says whether that may be"));
    const ScratchFile file(right, ".checkpoint");
    REQUIRE(resume(file.path(), drier, {.same_network = false}) == 3);

    REQUIRE(refusal(replaced(right, "\"ctnn.steps\"", "\"ctnn.stops\""), *trainer) ==
            "it is no checkpoint of ctnn's: it does not say its \"ctnn.steps\"");
    REQUIRE(refusal(replaced(right, "\"ctnn.steps\":\"8\"", "\"ctnn.steps\":\"x\""), *trainer) ==
            "\"ctnn.steps\" is \"x\", and no number");
    REQUIRE(refusal(replaced(right, "\"ctnn.checkpoint\":\"1\"", "\"ctnn.checkpoint\":\"2\""), *trainer) ==
            "it is a checkpoint of format \"2\", and this version reads 1");
    REQUIRE(refusal(replaced(right, "\"ctnn.best_epoch\":\"2\"", "\"ctnn.best_epoch\":\"7\""), *trainer) ==
            "its best epoch is 7 of 2");
    REQUIRE(refusal(replaced(right, "training.losses", "training.lasses"), *trainer) ==
            "there are no two \"training.losses\"");
    REQUIRE(refusal(replaced(right, "training.schedule", "training.schodule"), *trainer) ==
            "it has tensors that are no part of this training");
    REQUIRE_THAT(
        refusal(replaced(right, "training.moments.1.layers.0.weight", "training.moments.2.layers.0.weight"),
                *trainer),
        StartsWith("there is no \"training.moments.1.layers.0.weight\""));
    REQUIRE(refusal(replaced(right, "[2,8]", "[8,2]"), *trainer) != "nothing was thrown");

    const ScratchFile parameters("", ".safetensors");
    save(parameters.path(), trainer->parameters);
    REQUIRE(refusal(parameters.content(), *trainer) ==
            "it is no checkpoint of ctnn's: it does not say its \"ctnn.checkpoint\"");
    REQUIRE_THAT(message_of<FileError>([&] { resume("not/there", *trainer); }), Contains("not/there"));
    REQUIRE_THAT(message_of<FileError>([&] { save_checkpoint("not/there", *trainer); }),
                 Contains("not/there"));
}

TEST_CASE("checkpoint: a file cut anywhere, or with any byte of its header changed, is refused or read",
          "[io]") {
    const std::string right = saved();
    const auto trainer = training();
    for (std::size_t size = 0; size < right.size(); size += 1 + size / 40)
        REQUIRE(refusal(right.substr(0, size), *trainer) != "nothing was thrown");
    const std::size_t header =
        8 + static_cast<unsigned char>(right[0]) + 256u * static_cast<unsigned char>(right[1]);
    std::size_t refused = 0, all = 0;
    for (std::size_t i = 0; i < header; i += 3, ++all) {
        std::string changed = right;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        const ScratchFile file(changed, ".checkpoint");
        const auto other = training();
        refused += message_of<FileError>([&] { resume(file.path(), *other); }) != "nothing was thrown";
    }
    REQUIRE(refused > all / 2);
}

#ifdef __unix__
TEST_CASE("checkpoint: a program killed at any moment leaves the old file or the new one, whole", "[io]") {
    using Small = Network<Input<100>, Dense<100>>;
    using Steps = Learner<Small, MeanSquaredError, Momentum, 1>;
    const auto learner = std::make_unique<Steps>(), found = std::make_unique<Steps>();
    const ScratchFile file("", ".checkpoint");
    const auto mark = [&](std::uint64_t step) {
        learner->steps = step;
        for (float& value : learner->parameters.values) value = float(step);
    };
    mark(0);
    save_checkpoint(file.path(), *learner);
    Random random{1};
    std::uint64_t last = 0, moved = 0;
#ifdef CTNN_TEST_FEW
    constexpr int kills = 40;  // a process that sanitizers watch takes long to double
#else
    constexpr int kills = 200;
#endif
    double most = 4000;  // microseconds: a file takes what the disk takes
    for (int i = 0; i < kills; ++i) {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            if (::write(ends[1], "!", 1) != 1) ::_exit(1);
            for (std::uint64_t step = last + 1;; ++step) {
                mark(step);
                save_checkpoint(file.path(), *learner);
            }
        }
        char begun = 0;
        REQUIRE(::read(ends[0], &begun, 1) == 1);
        ::usleep(static_cast<useconds_t>(random.uniform<double>() * most));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        for (const int end : ends) ::close(end);
        resume(file.path(), *found);
        for (const float value : found->parameters.values)
            if (value != float(found->steps)) FAIL("a file of two steps");
        const bool moves = found->steps > last;
        moved += moves;
        most = std::min(moves ? most : most * 1.25, 100'000.0);
        last = found->steps;
    }
    REQUIRE(moved > 2);
    const std::filesystem::path place(file.path());
    for (const auto& entry : std::filesystem::directory_iterator(place.parent_path()))
        if (entry.path().filename().string().starts_with(place.filename().string() + ".part"))
            std::filesystem::remove(entry.path());
}
#endif
