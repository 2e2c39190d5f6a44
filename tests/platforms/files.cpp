// Files: written, replaced, and read from other systems' line ends and orders of bytes, by names that are
// long or of other alphabets.

#ifdef _WIN32
#include <windows.h>  // as a program for Windows does, first
#endif

#include <ctnn/io/checkpoint.hpp>
#include <ctnn/io/csv.hpp>
#include <ctnn/io/header.hpp>
#include <ctnn/io/idx.hpp>
#include <ctnn/io/npy.hpp>
#include <ctnn/train.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "expect.hpp"

namespace {

namespace nn = ctnn;
namespace fs = std::filesystem;

using Net = nn::Network<nn::Input<2>, nn::Dense<2>>;

/// As this library takes paths, on Windows too.
std::string text_of(const fs::path& path) {
    const auto text = path.u8string();
    return std::string(text.begin(), text.end());
}

/// As <filesystem> takes one that Windows finds too long, with all that is too long about it.
fs::path reached(const fs::path& path) {
#ifdef _WIN32
    if (path.native().size() > 240) return L"\\\\?\\" + fs::path(path).make_preferred().native();
#endif
    return path;
}

void make_folders(const fs::path& folder) {
#ifdef _WIN32
    if (folder.native().size() > 240) {
        make_folders(folder.parent_path());
        CreateDirectoryW(reached(folder).c_str(), nullptr);
        return;
    }
#endif
    fs::create_directories(folder);
}

void write(const fs::path& path, const std::string& content) {
    std::ofstream(reached(path), std::ios::binary) << content;
}

std::string content_of(const fs::path& path) {
    std::ifstream in(reached(path), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

std::uint64_t hash_of(const std::string& text) {
    std::uint64_t hash = 0xCBF2'9CE4'8422'2325u;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100'0000'01B3u;
    return hash;
}

std::size_t files_in(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

/// A saved header is the same text wherever it is written: its hash on x86-64.
constexpr std::uint64_t saved_text = 1'590'484'116'431'112'153u;

void saves(const fs::path& path) {
    nn::Parameters<Net> parameters;
    for (std::size_t i = 0; i < Net::parameter_count; ++i)
        parameters.data()[i] = static_cast<float>(i) / 4 - 1;
    for (int time = 0; time < 2; ++time) {  // there is none at first, and then there is one
        nn::save_header(text_of(path), parameters, std::array{1.f, 2.f}, {.name = "saved"});
        const std::uint64_t hash = hash_of(content_of(path));
        expect(hash == saved_text, "the header's text has the hash " + std::to_string(hash));
    }
}

void reads_csv(const fs::path& path) {
    write(path, "a,b,class\r\n1,2.5,0\r\n-3e2,4,1\r\n");
    const auto data = nn::read_csv<Net>(text_of(path), {.header = true});
    expect(data.size() == 2 && data.input(1)[0] == -300 && data.input(0)[1] == 2.5f && data.class_of(1) == 1,
           "a CSV file with CR LF");
}

void reads_idx(const fs::path& images, const fs::path& labels) {
    using namespace std::string_literals;
    write(labels, "\0\0\x08\1\0\0\0\2\1\0"s);
    write(images, "\0\0\x08\2\0\0\0\2\0\0\0\2\0\xFF\x0A\x1A"s);
    const auto bytes = nn::read_idx<Net>(text_of(images), text_of(labels));
    expect(bytes.input(0)[1] == 1 && bytes.input(1)[1] == 26 * (1 / 255.f) && bytes.class_of(0) == 1,
           "an IDX file of bytes");
    write(images, "\0\0\x0B\2\0\0\0\2\0\0\0\2\0\1\xFF\xFE\1\0\0\0"s);
    const auto shorts = nn::read_idx<Net>(text_of(images), text_of(labels));
    expect(shorts.input(0)[0] == 1 && shorts.input(0)[1] == -2 && shorts.input(1)[0] == 256,
           "an IDX file of integers");
    write(images, "\0\0\x0D\2\0\0\0\2\0\0\0\2\x3F\x80\0\0\xC0\x20\0\0\0\0\0\0\x42\x28\0\0"s);
    const auto floats = nn::read_idx<Net>(text_of(images), text_of(labels));
    expect(floats.input(0)[0] == 1 && floats.input(0)[1] == -2.5f && floats.input(1)[1] == 42,
           "an IDX file of floats");
}

void reads_npy(const fs::path& inputs, const fs::path& targets) {
    using namespace std::string_literals;
    const auto array = [](const std::string& type, const std::string& shape, const std::string& elements) {
        const std::string header =
            "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }\n";
        return "\x93NUMPY\1\0"s + char(header.size()) + '\0' + header + elements;
    };
    const std::string elements[]{"\0\0\x80\x3F\0\0\x20\xC0"s, "\x3F\x80\0\0\xC0\x20\0\0"s, "\1\0\xFE\xFF"s,
                                 "\0\x3C\0\xC1"s};
    write(targets, array("<i8", "1,", "\1\0\0\0\0\0\0\0"s));
    for (int i = 0; const std::string type : {"<f4", ">f4", "<i2", "<f2"}) {
        write(inputs, array(type, "1, 2", elements[i++]));
        const auto data = nn::read_npy<Net>(text_of(inputs), text_of(targets));
        const float second = type == "<i2" ? -2 : -2.5f;
        expect(data.input(0)[0] == 1 && data.input(0)[1] == second && data.class_of(0) == 1,
               "a NumPy array of " + type);
    }
}

void writes_history(const fs::path& path) {
    const nn::Dataset<Net> data({{1, 2}, {3, 4}}, {{1, 2}, {3, 4}});
    nn::Trainer<Net, nn::MeanSquaredError, nn::SGD, 2> trainer{{.learning_rate = 0.01f}, 1};
    const auto history = trainer.fit(data, {.epochs = 2, .progress = nullptr});
    for (int time = 0; time < 2; ++time) {
        history.write_csv(text_of(path));
        const std::string text = content_of(path);
        expect(text == history.csv() && text.find('\r') == text.npos && text.starts_with("epoch,loss"),
               "a history");
    }
}

/// A checkpoint is the same bytes wherever it is written: their hash on x86-64.
constexpr std::uint64_t kept_bytes = 12'676'938'007'501'475'722u;

void keeps_training(const fs::path& path) {
    using Steps = nn::Learner<Net, nn::MeanSquaredError, nn::Adam, 1>;
    const std::array<float, 2> sample{1, -2};
    Steps learner{{}, 7}, other{{}, 8};
    for (std::size_t i = 0; i < Net::parameter_count; ++i)
        learner.moments[0].data()[i] = learner.parameters.data()[i] = static_cast<float>(i) / 4 - 1;
    learner.steps = 3;
    for (int time = 0; time < 2; ++time) {
        nn::save_checkpoint(text_of(path), learner);
        const std::uint64_t hash = hash_of(content_of(path));
        expect(hash == kept_bytes, "the checkpoint's bytes have the hash " + std::to_string(hash));
    }
    nn::resume(text_of(path), other);
    learner.step(sample, sample);
    other.step(sample, sample);
    bool is_same = learner.steps == other.steps && learner.random.state == other.random.state;
    for (std::size_t i = 0; i < Net::parameter_count; ++i)
        is_same = is_same && learner.parameters.data()[i] == other.parameters.data()[i];
    expect(is_same, "a training that goes on");
    nn::load(text_of(path), other.parameters);
    expect(other.parameters.data()[0] == -1, "a checkpoint's parameters");
}

#ifdef _WIN32
/// By which a link's target is found. Wine makes no links that it shows as such, and knows no long places.
void knows_its_place(const fs::path& path) {
    const int file = _wopen(nn::detail::wide_path(text_of(path)).c_str(), _O_RDONLY);
    const std::string place = nn::detail::place_of(file);
    _close(file);
    expect(nn::detail::behind_links(text_of(path)) == text_of(path), "a file that is no link");
    nn::detail::write_file(place, "by its place");
    expect(content_of(path) == "by its place", "an open file's place, " + place);
}
#endif

template <class Read>
void fails(const std::string& part, Read read) {
    std::string message = "nothing";
    try {
        read();
    } catch (const nn::FileError& error) {
        message = error.what();
    }
    expect(message.find(part) != message.npos, "an error with '" + part + "', not: " + message);
}

void all_in(const fs::path& folder) {
    make_folders(folder);
    saves(folder / "saved.hpp");
    reads_csv(folder / "data.csv");
    reads_idx(folder / "images", folder / "labels");
    reads_npy(folder / "inputs.npy", folder / "targets.npy");
    writes_history(folder / "history.csv");
    keeps_training(folder / "kept");
#ifdef _WIN32
    if (reached(folder) == folder) knows_its_place(folder / "data.csv");
#endif
    if (reached(folder) == folder) expect(files_in(folder) == 8, "no draft is left behind");
    fails("No such file", [&] { nn::read_csv<Net>(text_of(folder / "absent.csv")); });
    fails("a folder", [&] { nn::read_csv<Net>(text_of(folder)); });
    fails("a folder", [&] { nn::detail::write_file(text_of(folder), "text"); });
    fails("No such file", [&] { nn::detail::write_file(text_of(folder / "absent" / "file"), "text"); });
}

}  // namespace

void files(const std::string& folder) {
    const fs::path here = fs::absolute(folder);
    all_in(here);
    all_in(here / fs::path(u8"Z\u00e4hlen \u6570\u5b57 \U0001F600"));
    fs::path deep = here;
    for (int i = 0; i < 4; ++i) deep /= std::string(90, static_cast<char>('a' + i));
    all_in(deep);
}
