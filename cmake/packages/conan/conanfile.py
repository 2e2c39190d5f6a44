"""Conan 2: conan create cmake/packages/conan"""
import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.files import copy, load


class Ctnn(ConanFile):
    name = "ctnn"
    description = "Neural networks as C++20 types: the compiler knows every shape and refuses what does not fit"
    license = "BSL-1.0"
    package_type = "header-library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"io": [True, False]}
    default_options = {"io": True}
    no_copy_source = True

    @property
    def _root(self):
        return os.path.join(self.recipe_folder, "..", "..", "..")

    def set_version(self):
        text = load(self, os.path.join(self._root, "include", "ctnn", "version.hpp"))
        self.version = ".".join(re.findall(r"int version_[a-z]+ = ([0-9]+);", text))

    def export_sources(self):
        for pattern in ("include/*", "cmake/ctnnEmbed.cmake", "LICENSE"):
            copy(self, pattern, self._root, self.export_sources_folder)

    def requirements(self):
        self.requires("boost/[>=1.74]", options={"header_only": True})
        self.requires("xsimd/[>=8.1]")
        if self.options.io:
            self.requires("zlib/[>=1.2.11 <2]")

    def package_id(self):
        self.info.clear()

    def validate(self):
        check_min_cppstd(self, 20)

    def package(self):
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))
        copy(self, "*.hpp", os.path.join(self.source_folder, "include"), os.path.join(self.package_folder, "include"))
        copy(self, "ctnnEmbed.cmake", os.path.join(self.source_folder, "cmake"),
             os.path.join(self.package_folder, "lib", "cmake"))

    def package_info(self):
        self.cpp_info.set_property("cmake_file_name", "ctnn")
        self.cpp_info.set_property("cmake_build_modules", [os.path.join("lib", "cmake", "ctnnEmbed.cmake")])
        core = self.cpp_info.components["ctnn"]
        core.set_property("cmake_target_name", "ctnn::ctnn")
        core.set_property("pkg_config_name", "ctnn")
        core.requires = ["boost::headers", "xsimd::xsimd"]
        core.bindirs, core.libdirs = [], []
        reproducible = self.cpp_info.components["reproducible"]
        reproducible.set_property("cmake_target_name", "ctnn::reproducible")
        reproducible.requires = ["ctnn"]
        reproducible.defines = ["CTNN_REPRODUCIBLE"]
        reproducible.cxxflags = ["-ffp-contract=off"]
        reproducible.bindirs, reproducible.libdirs = [], []
        if self.options.io:
            files = self.cpp_info.components["io"]
            files.set_property("cmake_target_name", "ctnn::io")
            files.set_property("pkg_config_name", "ctnn-io")
            files.requires = ["ctnn", "zlib::zlib"]
            files.bindirs, files.libdirs = [], []
