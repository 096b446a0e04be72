"""Conan 2 recipe of retailsim: a header-only library that needs xtensor, and on request Arrow C++, nlohmann-json and Boost."""

import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load, rmdir

required_conan_version = ">=2.0"


class RetailsimRecipe(ConanFile):
    name = "retailsim"
    description = "Header-only C++20 library that simulates retail"
    license = "MIT"
    topics = ("simulation", "retail", "synthetic-data", "header-only")
    package_type = "header-library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"parquet": [True, False], "json": [True, False], "check": [True, False]}
    default_options = {"parquet": False, "json": False, "check": False}
    exports_sources = "CMakeLists.txt", "LICENSE", "include/*", "cmake/*"
    no_copy_source = True
    test_package_folder = "cmake/conan/test_package"

    def set_version(self):
        # version.hpp is the one place that holds the version.
        header = load(self, os.path.join(self.recipe_folder, "include", "retailsim", "version.hpp"))
        self.version = ".".join(
            re.search(rf"RETAILSIM_VERSION_{part} (\d+)", header).group(1) for part in ("MAJOR", "MINOR", "PATCH"))

    def export(self):
        copy(self, "include/retailsim/version.hpp", self.recipe_folder, self.export_folder)

    def requirements(self):
        self.requires("xtensor/[>=0.24 <1]", transitive_headers=True)
        if self.options.parquet:
            self.requires("arrow/[>=15]", transitive_headers=True, transitive_libs=True,
                          options={"parquet": True, "with_zstd": True})
        if self.options.json:
            self.requires("nlohmann_json/[>=3.11 <4]", transitive_headers=True)
        if self.options.check:
            self.requires("boost/[>=1.74 <2]", transitive_headers=True, options={"header_only": True})

    def layout(self):
        cmake_layout(self)

    def package_id(self):
        self.info.clear()  # the same headers everywhere; what options add is a requirement of the consumer

    def validate(self):
        check_min_cppstd(self, 20)

    def generate(self):
        CMakeDeps(self).generate()
        toolchain = CMakeToolchain(self)
        for part in ("BUILD_TESTS", "BUILD_EXAMPLES", "BUILD_BENCHMARKS", "PARQUET"):
            toolchain.cache_variables[f"RETAILSIM_{part}"] = False
        toolchain.generate()

    def build(self):
        CMake(self).configure()

    def package(self):
        CMake(self).install()
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))
        rmdir(self, os.path.join(self.package_folder, "share"))  # Conan writes the package files itself

    def package_info(self):
        self.cpp_info.set_property("cmake_file_name", "retailsim")
        core = self.cpp_info.components["retailsim"]
        core.set_property("cmake_target_name", "retailsim::retailsim")
        core.requires = ["xtensor::xtensor"]
        core.bindirs = core.libdirs = []
        if self.settings.os in ("Linux", "FreeBSD"):
            core.system_libs = ["pthread"]
        if self.options.parquet:
            parquet = self.cpp_info.components["parquet"]
            parquet.set_property("cmake_target_name", "retailsim::parquet")
            parquet.requires = ["retailsim", "arrow::libarrow", "arrow::libparquet"]
            parquet.bindirs = parquet.libdirs = []
        if self.options.json:
            json = self.cpp_info.components["json"]
            json.set_property("cmake_target_name", "retailsim::json")
            json.requires = ["retailsim", "nlohmann_json::nlohmann_json"]
            json.bindirs = json.libdirs = []
        if self.options.check:
            check = self.cpp_info.components["check"]
            check.set_property("cmake_target_name", "retailsim::check")
            check.requires = ["retailsim", "boost::headers"]
            check.bindirs = check.libdirs = []
