#!/usr/bin/env python3
"""Writes categories.hpp: what scikit-learn's OneHotEncoder makes of columns of words, beside one of numbers.

python3 categories.py > categories.hpp
"""
import numpy as np
import sklearn
from sklearn.compose import ColumnTransformer
from sklearn.preprocessing import OneHotEncoder

cities = ["Rome", "Ulm", "Bern", "Ulm", "Rome", "aa", "Bern", "Rome"]
colours = ["red", "blue", "red", "10", "9", "blue", "9", "red"]
train = np.array([[c, i / 4, k] for i, (c, k) in enumerate(zip(cities, colours))], dtype=object)
test = np.array([["Bern", 7, "9"], ["Oslo", 8, "red"]], dtype=object)
encoder = ColumnTransformer([("city", OneHotEncoder(handle_unknown="ignore"), [0]), ("size", "passthrough", [1]),
                             ("colour", OneHotEncoder(), [2])], sparse_threshold=0)


def show(name, samples, text):
    print(f'inline constexpr const char* {name}_csv = "city,size,colour,kind\\n"')
    print("".join(f'    "{",".join(str(v) for v in row)},{i % 2}\\n"\n' for i, row in enumerate(samples))[:-1] + ";")
    values = ", ".join(f"{float(v):g}" for v in np.asarray(text, dtype=float).flatten())
    print(f"inline constexpr float {name}[] = {{{values}}};")


print("#pragma once\n")
print(f"// Written by categories.py with scikit-learn {sklearn.__version__}. Do not edit.")
print("// clang-format off\nnamespace reference::categories {\n")
show("train", train, encoder.fit_transform(train))
show("test", test, encoder.transform(test))
print("\n}  // namespace reference::categories\n// clang-format on")
