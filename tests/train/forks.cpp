#include <ctnn/train/forks.hpp>

#include <testing.hpp>

#ifdef CTNN_HAS_FORK
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctnn/train.hpp>
#include <exception>
#include <functional>
#include <ratio>
#include <thread>
#include <vector>

using namespace ctnn;

namespace {

/// As a program may write one, which looks in on every sample.
std::function<void()> on_sample;
struct Watched : MeanSquaredError {
    template <std::size_t N, class T>
    static void slope(const T* y, const T* target, T* dy) noexcept {
        if (on_sample) on_sample();
        MeanSquaredError::slope<N>(y, target, dy);
    }
};

using Net = Network<Input<4>, Dense<32, Tanh>, Dropout<std::ratio<1, 8>>, Dense<1>>;
using OneTrainer = Trainer<Net, Watched, Adam, 256>;

const Dataset<Net>& sums() {
    static const Dataset<Net> data = [] {
        Random random{3};
        std::vector<float> x(4 * 1024), y(1024);
        for (float& value : x) value = random.uniform<float>();
        for (std::size_t i = 0; i < y.size(); ++i) y[i] = x[4 * i] + x[4 * i + 1] * x[4 * i + 2];
        return Dataset<Net>(x, y);
    }();
    return data;
}

/// What a training of three epochs gives, which calls back after each batch.
Parameters<Net> trained(std::size_t threads, const std::function<void(const Progress&, double)>& on_batch) {
    OneTrainer trainer{{.learning_rate = 0.01f}, 1};
    trainer.fit(sums(), {.epochs = 3, .on_batch = on_batch, .threads = threads, .progress = nullptr});
    return trainer.parameters;
}

/// Forks once, at the fourth call, and returns what the child leaves: all that is sent through a pipe, and
/// whether it ended by itself. A child that hangs is killed by the alarm that it sets.
class Child {
  public:
    bool operator()() { return ++calls_ == 4 && fork_now(); }
    bool fork_now() {
        REQUIRE(pipe(ends_.data()) == 0);
        pid_ = fork();
        if (pid_ != 0) return false;
        alarm(120);
        return true;
    }
    bool is_here() const { return pid_ == 0; }

    template <class T>
    [[noreturn]] void send(const T& value) {
        _exit(write(ends_[1], &value, sizeof value) == ssize_t{sizeof value} ? 0 : 1);
    }

    /// Whether it ended well; its value then.
    template <class T>
    bool receive(T& value) {
        close(ends_[1]);
        const bool whole = read(ends_[0], &value, sizeof value) == ssize_t{sizeof value};
        return ended() && whole;
    }
    bool ended(int with = 0) {
        int status = 0;
        return waitpid(pid_, &status, 0) == pid_ && WIFEXITED(status) && WEXITSTATUS(status) == with;
    }

  private:
    int calls_ = 0;
    pid_t pid_ = -1;
    std::array<int, 2> ends_{};
};

/// Within a job of several threads: forks once, on the caller's thread or on another, while a part is in work
/// on each of two.
class InAJob {
  public:
    explicit InAJob(Child& child, bool on_the_callers_thread = true)
        : child_(child), forks_here_(on_the_callers_thread) {}
    void operator()() {
        if (forked_) return;
        if ((std::this_thread::get_id() == caller_) != forks_here_ || forking_.exchange(true)) {
            other_is_in_work_ = true;
            while (!forked_) std::this_thread::yield();
            return;
        }
        while (!other_is_in_work_) std::this_thread::yield();
        child_.fork_now();
        forked_ = true;
    }

  private:
    Child& child_;
    bool forks_here_;
    const std::thread::id caller_ = std::this_thread::get_id();
    std::atomic<bool> forking_{false}, forked_{false}, other_is_in_work_{false};
};

bool equal(const Parameters<Net>& a, const Parameters<Net>& b) {
    return std::memcmp(a.values, b.values, sizeof a.values) == 0;
}

}  // namespace

TEST_CASE("forks: are counted in the child, not in the parent", "[train]") {
    const std::uint32_t before = detail::forks();
    const pid_t pid = fork();
    if (pid == 0) _exit(detail::forks() == before + 1 ? 0 : 1);
    int status = 1;
    REQUIRE(waitpid(pid, &status, 0) == pid);
    REQUIRE(status == 0);
    REQUIRE(detail::forks() == before);
}

TEST_CASE("forks: a child trains on to the end and gives what its parent gives", "[train]") {
    const Parameters<Net> alone = trained(1, nullptr);
    Child child;
    const Parameters<Net> parents = trained(3, [&](const Progress&, double) { child(); });
    if (child.is_here()) child.send(parents);
    Parameters<Net> childs;
    REQUIRE(child.receive(childs));
    REQUIRE(equal(parents, alone));
    REQUIRE(equal(childs, alone));
}

TEST_CASE("forks: a child that trains anew has threads of its own", "[train]") {
    const Parameters<Net> alone = trained(1, nullptr);
    Child child;
    trained(3, [&](const Progress&, double) {
        if (child()) child.send(trained(3, nullptr));
    });
    Parameters<Net> childs;
    REQUIRE(child.receive(childs));
    REQUIRE(equal(childs, alone));
}

TEST_CASE("forks: an exception ends a child's training", "[train]") {
    Child child;
    try {
        trained(3, [&](const Progress&, double) {
            if (child()) throw std::exception();
        });
    } catch (const std::exception&) {
        child.send(1);
    }
    int one = 0;
    REQUIRE(child.receive(one));
}

TEST_CASE("forks: a child exits out of a callback", "[train]") {
    Child child;
    trained(3, [&](const Progress&, double) {
        if (child()) std::quick_exit(0);
    });
    REQUIRE(child.ended());
}

TEST_CASE("forks: a child of the caller's task does what other threads had begun", "[train]") {
    detail::Workers workers(3, true);
    std::array<std::atomic<int>, 8> parts{};
    Child child;
    InAJob forks(child);
    workers.run(8, [&](std::size_t part) {
        forks();
        ++parts[part];
    });
    std::array<int, 8> once{}, childs{};
    once.fill(1);
    std::copy(parts.begin(), parts.end(), childs.begin());
    if (child.is_here()) child.send(childs);
    REQUIRE(childs == once);
    REQUIRE(child.receive(childs));
    REQUIRE(childs == once);
}

TEST_CASE("forks: a child of another thread's task ends with it", "[train]") {
    detail::Workers workers(3, true);
    std::atomic<int> parts = 0;
    Child child;
    InAJob forks(child, false);
    workers.run(8, [&](std::size_t) {
        forks();
        ++parts;
    });
    REQUIRE(parts == 8);
    REQUIRE(child.ended(EXIT_FAILURE));
}

TEST_CASE("forks: a child of a batch in work trains on and gives what its parent gives", "[train]") {
    const Parameters<Net> alone = trained(1, nullptr);
    Child child;
    InAJob forks(child);
    on_sample = [&] { forks(); };
    const Parameters<Net> parents = trained(3, nullptr);
    on_sample = nullptr;
    if (child.is_here()) child.send(parents);
    Parameters<Net> childs;
    REQUIRE(child.receive(childs));
    REQUIRE(equal(parents, alone));
    REQUIRE(equal(childs, alone));
}

TEST_CASE("forks: workers that a child inherits work no more, and go", "[train]") {
    detail::Workers workers(4, true);
    std::array<int, 8> parts{};
    const auto task = [&](std::size_t part) { ++parts[part]; };
    workers.run(8, task);
    Child child;
    for (int call = 0; call < 4; ++call) child();
    workers.run(8, task);
    if (child.is_here()) {
        workers.~Workers();
        child.send(parts);
    }
    std::array<int, 8> childs{}, twice{};
    twice.fill(2);
    REQUIRE(child.receive(childs));
    REQUIRE(childs == twice);
    REQUIRE(parts == twice);
}
#endif
