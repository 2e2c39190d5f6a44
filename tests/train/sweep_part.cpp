#include <cstdlib>
#include <ctnn/train/sweep_part.hpp>
#include <string>
#include <utility>
#include <vector>

#include <data/message_of.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

std::string part_of(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "program");
    return sweep_part(static_cast<int>(arguments.size()), arguments.data()).text();
}

using Variables = std::vector<std::pair<const char*, const char*>>;

std::string part_in(const Variables& environment, const std::vector<const char*>& arguments = {}) {
    for (const auto& [name, value] : environment) setenv(name, value, 1);
    const std::string part = part_of(arguments);
    for (const auto& [name, value] : environment) unsetenv(name);
    return part;
}

}  // namespace

TEST_CASE("sweep part: told by hand", "[sweep]") {
    CHECK(part_of({}) == "1of1");
    CHECK(part_of({"--part", "2/8"}) == "2of8");
    CHECK(part_of({"--fast", "--part", "8/8", "x"}) == "8of8");
    for (const char* wrong : {"0/8", "9/8", "2", "2/", "/8", "-1/8", "2/8x", ""})
        CHECK(message_of<TrainingError>([&] {
                  part_of({"--part", wrong});
              }) == "--part: expected a share as 2/8, found " + std::string(*wrong ? wrong : "nothing"));
    CHECK(message_of<TrainingError>([&] { part_of({"--parts"}); }) ==
          "--parts: expected how many shares there are, found nothing");
    CHECK_THROWS_AS(part_of({"--parts", "0"}), TrainingError);
    CHECK(part_of({"--parts", "8"}) == "1of1");  // of no array
}

TEST_CASE("sweep part: told by a scheduler", "[sweep]") {
    const Variables slurm{
        {"SLURM_ARRAY_TASK_ID", "7"}, {"SLURM_ARRAY_TASK_MIN", "3"}, {"SLURM_ARRAY_TASK_MAX", "9"}};
    CHECK(part_in(slurm) == "5of7");
    CHECK(part_in(slurm, {"--part", "1/2"}) == "1of2");
    CHECK(part_in({{"SLURM_ARRAY_TASK_ID", "5"},
                   {"SLURM_ARRAY_TASK_MIN", "1"},
                   {"SLURM_ARRAY_TASK_MAX", "9"},
                   {"SLURM_ARRAY_TASK_STEP", "2"}}) == "3of5");
    CHECK(part_in({{"SGE_TASK_ID", "2"},
                   {"SGE_TASK_FIRST", "1"},
                   {"SGE_TASK_LAST", "4"},
                   {"SGE_TASK_STEPSIZE", "1"}}) == "2of4");
    CHECK(part_in({{"SGE_TASK_ID", "undefined"}}) == "1of1");
    CHECK(part_in({{"LSB_JOBINDEX", "3"}, {"LSB_JOBINDEX_END", "3"}}) == "3of3");
    CHECK(part_in({{"LSB_JOBINDEX", "0"}}) == "1of1");
    CHECK(part_in({{"AWS_BATCH_JOB_ARRAY_INDEX", "0"}, {"AWS_BATCH_JOB_ARRAY_SIZE", "4"}}) == "1of4");
    CHECK(part_in({{"PBS_ARRAY_INDEX", "4"}}, {"--parts", "8"}) == "4of8");
    CHECK(part_in({{"JOB_COMPLETION_INDEX", "7"}}, {"--parts", "8"}) == "8of8");
    CHECK(part_in({{"JOB_COMPLETION_INDEX", "8"}}, {"--parts", "8"}) == "1of1");
}

TEST_CASE("sweep part: shares are all candidates, each once", "[sweep]") {
    for (std::size_t candidate = 0; candidate < 20; ++candidate) {
        std::size_t owners = 0;
        for (std::size_t index = 0; index < 3; ++index)
            if (SweepPart{index, 3}.has(candidate)) ++owners;
        CHECK(owners == 1);
    }
}
