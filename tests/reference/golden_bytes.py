"""Bytes that others have written, as C++ for a header of golden values."""


def show(name, content):
    print(f"inline const std::string {name} = from_bytes({{")
    line = "   "
    for byte in bytes(content):
        word = f" {byte},"
        if len(line) + len(word) > 105:
            print(line)
            line = "   "
        line += word
    print(line.rstrip(",") + "});\n")
