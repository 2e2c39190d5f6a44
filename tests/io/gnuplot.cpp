#include <ctnn/io/gnuplot.hpp>

#include <filesystem>
#include <fstream>
#include <string>

#include <testing.hpp>

using namespace ctnn::detail;

TEST_CASE("gnuplot: a program that is not there, fails, is silent or does not listen", "[io]") {
    const std::string much(std::size_t{4} << 20, '#');
    for (const char* program : {"no_such_program_at_all", "/", "false", "true"}) {
        const GnuplotAnswer answer = ask_gnuplot(much, program);
        INFO(program);
        REQUIRE(answer.text == "");
        REQUIRE_THAT(answer.missing, Catch::Contains("tables"));
    }
}

#if !defined(_WIN32) && !defined(__EMSCRIPTEN__)

TEST_CASE("gnuplot: more goes each way than a socket holds", "[io]") {
    const std::string much(std::size_t{4} << 20, 'a');
    const GnuplotAnswer answer = ask_gnuplot(much, "base64");  // which -d tells to decode
    REQUIRE(answer.text.size() == much.size() / 4 * 3);
    REQUIRE(answer.missing == "");
}

TEST_CASE("gnuplot: it draws", "[io]") {
    const GnuplotAnswer answer = ask_gnuplot("set terminal svg\nplot x\nplot -x\n");
    if (!answer.missing.empty()) {
        WARN(answer.missing);
        return;
    }
    REQUIRE(answer.text.find("</svg>") != answer.text.rfind("</svg>"));
}

TEST_CASE("gnuplot: one that lives on after its last word is not waited for", "[io]") {
    const auto folder = std::filesystem::temp_directory_path();
    const auto unique = std::to_string(::getpid());
    const auto program = folder / ("ctnn_lives_on_" + unique),
               marker = folder / ("ctnn_waited_for_" + unique);
    std::ofstream(program) << "#!/bin/sh\nexec <&- >&-\nsleep 2\n: >" << marker << '\n';
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    REQUIRE(ask_gnuplot("", program.c_str()).text == "");
    REQUIRE(!std::filesystem::exists(marker));
    std::filesystem::remove(program);
}

TEST_CASE("gnuplot: one that prints without end is not listened to without end", "[io]") {
    const auto program =
        std::filesystem::temp_directory_path() / ("ctnn_prints_on_" + std::to_string(::getpid()));
    std::ofstream(program) << "#!/bin/sh\nexec yes\n";
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    const GnuplotAnswer answer = ask_gnuplot("plot x\n", program.c_str());
    std::filesystem::remove(program);
    REQUIRE(answer.text.size() >= most_printed(7));
    REQUIRE(answer.text.size() < most_printed(7) + (1 << 16));
}

TEST_CASE("gnuplot: each socket and process is let go", "[io]") {
    const int next = ::dup(0);
    ::close(next);
    for (int i = 0; i < 3; ++i) ask_gnuplot("", "true"), ask_gnuplot("", "no_such_program_at_all");
    const int after = ::dup(0);
    ::close(after);
    REQUIRE(after == next);
    REQUIRE(::waitpid(-1, nullptr, WNOHANG) == -1);  // there is no child
}

#endif
