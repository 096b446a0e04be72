"""Stands in for xtensor's recipe in a test without network: it packages nothing and points at the installed headers."""

from conan import ConanFile


class SystemXtensor(ConanFile):
    name = "xtensor"
    package_type = "header-library"

    def package_info(self):
        self.cpp_info.includedirs = self.cpp_info.libdirs = self.cpp_info.bindirs = []
        self.cpp_info.set_property("cmake_file_name", "xtensor")
        self.cpp_info.set_property("cmake_target_name", "xtensor")
