"""python3 recipe.py: carries out cmake/packages/conan/conanfile.py without Conan, whose functions these stand for."""
import fnmatch
import importlib.util
import os
import shutil
import sys
import types

root = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
packed = sys.argv[1]


class Info:
    def __init__(self):
        self.components, self.properties = {}, {}

    def set_property(self, name, value):
        self.properties[name] = value


class Components(dict):
    def __missing__(self, name):
        self[name] = Info()
        return self[name]


class ConanFile:
    def __init__(self, folder):
        self.recipe_folder = folder
        self.export_sources_folder = self.source_folder = packed + ".sources"
        self.package_folder = packed
        self.options = types.SimpleNamespace(**{name: True for name in self.options})
        self.cpp_info = Info()
        self.cpp_info.components = Components()
        self.required = []

    def requires(self, name, **how):
        self.required.append(name)


def copy(recipe, pattern, src, dst):
    src = os.path.abspath(src)
    found = []
    for folder, _, files in os.walk(src):
        if src == root and os.path.relpath(folder, root).split(os.sep)[0] in ("build", ".git"):
            continue
        for name in files:
            path = os.path.relpath(os.path.join(folder, name), src)
            if fnmatch.fnmatch(path, pattern):
                os.makedirs(os.path.dirname(os.path.join(dst, path)), exist_ok=True)
                shutil.copy(os.path.join(src, path), os.path.join(dst, path))
                found.append(path)
    assert found, "nothing is like " + pattern


for name in ("conan", "conan.tools", "conan.tools.build", "conan.tools.files"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["conan"].ConanFile = ConanFile
sys.modules["conan.tools.build"].check_min_cppstd = lambda recipe, standard: None
sys.modules["conan.tools.files"].copy = copy
sys.modules["conan.tools.files"].load = lambda recipe, path: open(path).read()

folder = os.path.join(root, "cmake", "packages", "conan")
spec = importlib.util.spec_from_file_location("conanfile", os.path.join(folder, "conanfile.py"))
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
for path in (packed, packed + ".sources"):
    shutil.rmtree(path, ignore_errors=True)
recipe = module.Ctnn(folder)
recipe.set_version()
recipe.export_sources()
recipe.requirements()
recipe.validate()
recipe.package()
recipe.package_info()
parts = recipe.cpp_info.components
assert sorted(parts) == ["ctnn", "io", "reproducible"]
# All that a component is said to need is another one, or of a package that is required.
for part in parts.values():
    for needed in part.requires:
        package = needed.split("::")[0]
        assert needed in parts or any(name.startswith(package + "/") for name in recipe.required), needed
assert os.path.exists(os.path.join(packed, "include", "ctnn", "train.hpp"))
assert os.path.exists(os.path.join(packed, "licenses", "LICENSE"))
print(recipe.version)
