// A transformer that writes, letter by letter, after less than a minute of training. What it reads is made by
// a small grammar: three animals and their colours, two of which then come once more, in any order. To spell
// is not enough: who goes on after "so the owl is" must look back at what the owl was, as attention does.
//
//     writer [--steps N]        another number of training steps is for a look: nothing is asked of the
//     result

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <ctnn/train.hpp>
#include <memory>
#include <ratio>
#include <string>
#include <string_view>
#include <vector>

#include "options.hpp"
#include "report.hpp"

namespace nn = ctnn;

// The text.

constexpr std::string_view signs = "\n abcdefghijklmnopqrstuvwxyz,.";
constexpr std::array<std::string_view, 8> animals{"fox", "owl", "cat", "bear", "goat", "hen", "crab", "toad"},
    colours{"red", "blue", "green", "white", "black", "pink", "grey", "gold"};
constexpr std::size_t facts = 3;

/// "the fox is red, the owl is blue, the cat is grey. so the owl is blue, the cat is grey."
struct Story {
    std::array<std::size_t, facts> animal{}, colour{};
    std::array<std::size_t, 2> recalled{};  ///< which of them come once more

    std::string fact(std::size_t i) const {
        return "the " + std::string(animals[animal[i]]) + " is " + std::string(colours[colour[i]]);
    }
    /// Up to where it must be known who is what.
    std::string beginning() const {
        return fact(0) + ", " + fact(1) + ", " + fact(2) + ". so the " +
               std::string(animals[animal[recalled[0]]]) + " is ";
    }
    std::string whole() const {
        return fact(0) + ", " + fact(1) + ", " + fact(2) + ". so " + fact(recalled[0]) + ", " +
               fact(recalled[1]) + ".\n";
    }
};

/// So many different ones of `of`.
template <std::size_t Count>
void draw(std::array<std::size_t, Count>& numbers, std::size_t of, nn::Random& random) {
    for (std::size_t i = 0; i < Count;) {
        numbers[i] = random.below(of);
        if (std::find(numbers.begin(), numbers.begin() + std::ptrdiff_t(i), numbers[i]) ==
            numbers.begin() + std::ptrdiff_t(i))
            ++i;
    }
}

Story draw(nn::Random& random) {
    Story story{};
    draw(story.animal, animals.size(), random);
    draw(story.colour, colours.size(), random);
    draw(story.recalled, facts, random);
    return story;
}

// The network: what comes next, given all before.

constexpr std::size_t steps = 100, size = 48;

// [network]
using Writer =
    nn::Network<nn::Input<steps>,  //
                nn::Embedding<signs.size(), size, nn::Normal<std::ratio<1>>>, nn::PositionalEncoding,
                nn::TransformerBlock</*heads*/ 4, size, /*hidden*/ 96, nn::Causal>,
                nn::TransformerBlock<4, size, 96, nn::Causal>,  //
                nn::LayerNorm<>, nn::TimeDistributed<nn::Dense<signs.size()>>>;
// [network]

std::size_t number_of(char sign) { return signs.find(sign); }

/// Logits as probabilities, the sharper the lower the temperature.
std::array<float, signs.size()> probabilities(const float* logits, float temperature) {
    std::array<float, signs.size()> p{};
    const float most = *std::max_element(logits, logits + p.size());
    float total = 0;
    for (std::size_t i = 0; i < p.size(); ++i) total += p[i] = std::exp((logits[i] - most) / temperature);
    for (float& value : p) value /= total;
    return p;
}

constexpr std::size_t batch = 32;

class Lessons {
  public:
    /// One step on new stories; gives the mean loss of a sign, in bits.
    double step(float rate_factor) {
        std::fill(inputs_.begin(), inputs_.end(), -1.0f);  // what is no index is nothing
        std::fill(slopes_.begin(), slopes_.end(), 0.0f);
        std::array<std::string, batch> texts;
        std::size_t count = 0;
        for (std::size_t s = 0; s < batch; ++s) {
            const Story story = draw(random_);
            texts[s] = story.whole();
            count += texts[s].size();
            for (std::size_t t = 0; t < texts[s].size();
                 ++t)  // each sign is read before the next is asked for
                inputs_[s * steps + t] = float(t == 0 ? 0 : number_of(texts[s][t - 1]));
        }
        learner_.forward(inputs_, outputs_);
        double loss = 0;
        for (std::size_t s = 0; s < batch; ++s)
            for (std::size_t t = 0; t < texts[s].size(); ++t) {
                const std::size_t at = (s * steps + t) * signs.size(), wanted = number_of(texts[s][t]);
                const auto p = probabilities(outputs_.data() + at, 1);
                loss -= std::log2(double(std::max(p[wanted], 1e-30f)));
                for (std::size_t i = 0; i < p.size(); ++i)
                    slopes_[at + i] = (p[i] - float(i == wanted)) / float(count);
            }
        learner_.backward(inputs_, slopes_);
        learner_.update(rate_factor);
        return loss / double(count);
    }

    const nn::Parameters<Writer>& parameters() const { return learner_.parameters; }

  private:
    nn::Learner<Writer, nn::OwnLoss, nn::Adam, batch> learner_{
        {.learning_rate = 3e-3f}, /*seed*/ 1, {.clip_norm = 1}};
    nn::Random random_{2};
    std::array<float, batch * Writer::input_size> inputs_{};
    std::array<float, batch * Writer::output_size> outputs_{}, slopes_{};
};

// Writing: a stream takes what was written last, and remembers the rest.

// [write]
/// Goes on from `beginning` to the end of the line; takes the likeliest sign, or draws by chance.
std::string written(const nn::Parameters<Writer>& parameters, const std::string& beginning,
                    nn::Random* chance = nullptr) {
    nn::Stream<Writer> stream(parameters);
    std::string text;
    for (char last = '\n'; text.size() < steps;) {
        const auto logits = stream(std::array{float(number_of(last))});
        std::size_t next = 0;
        if (text.size() < beginning.size())
            next = number_of(beginning[text.size()]);
        else if (chance == nullptr)
            next = std::size_t(std::max_element(logits.begin(), logits.end()) - logits.begin());
        else
            for (float rest = chance->uniform<float>(); next + 1 < signs.size(); ++next)
                if ((rest -= probabilities(logits.data(), 0.8f)[next]) < 0) break;
        text += last = signs[next];
        if (last == '\n') break;
    }
    return text;
}
// [write]

/// How often it knows which colour the animal has that is asked for, in stories that it has hardly seen.
double right_colours(const nn::Parameters<Writer>& parameters, std::size_t count) {
    nn::Random random{77};
    std::size_t right = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const Story story = draw(random);
        const std::string wanted = story.beginning() + std::string(colours[story.colour[story.recalled[0]]]);
        right += written(parameters, story.beginning()).starts_with(wanted);
    }
    return double(right) / double(count);
}

int main(int argc, char** argv) {
    const Options options(argc, argv, {"--steps"});
    const std::size_t asked = options.number("--steps"), all = asked ? asked : 4500;
    std::printf("a transformer of %zu parameters reads stories like\n    %s", Writer::parameter_count,
                Story{{0, 1, 2}, {0, 1, 6}, {1, 2}}.whole().c_str());
    const auto lessons = std::make_unique<Lessons>();
    nn::Random chance{5};
    nn::Curve loss{.name = "bits a sign"};
    std::string samples;
    double mean = 0;
    for (std::size_t step = 1; step <= all; ++step) {
        const double warm = std::min(1.0, double(step) / 100);
        mean += lessons->step(float(warm * 0.5 * (1 + std::cos(3.14159 * double(step - 1) / double(all)))));
        const std::size_t every = std::max<std::size_t>(1, all / 10);
        if (step % every != 0) continue;
        loss.y.push_back(mean / double(every));
        const std::string line = written(lessons->parameters(), "", &chance);
        std::printf("%5zu steps, %.2f bits a sign: %s%s", step, mean / double(every), line.c_str(),
                    line.ends_with('\n') ? "" : "\n");
        samples += line + ' ';
        mean = 0;
    }
    const double right = right_colours(lessons->parameters(), asked ? 20 : 400);
    std::printf("animals whose colour it knew: %.1f %%\n", 100 * right);

    if (options.reports()) {
        nn::Report report(options.report(), {.title = "A transformer that writes"});
        report.section("What it wrote as it learnt").text(samples);
        report.add(nn::Plot{.title = "Bits a sign", .x_label = "tenths of the training", .curves = {loss}});
        char said[80];
        std::snprintf(said, sizeof said, "Animals whose colour it knew: %.1f %%.", 100 * right);
        report.text(said).section("The network").add_network<Writer>();
        write(report);
    }
    return asked || right >= 0.9 ? 0 : 1;
}
