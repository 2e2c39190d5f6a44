// As much of a board's core as the library's example takes, on this machine; it ends once `loop` has come round a
// thousand times.
#pragma once

#include <cstdio>
#include <cstdlib>

struct Print {
    void begin(long) {}
    void print(float value) { std::printf("%.2f", double(value)); }
    void print(char letter) { std::putchar(letter); }
};
inline Print Serial;

void setup();
void loop();

int main() {
    setup();
    for (int i = 0; i < 1000; ++i) loop();
}
