"""Stands in for nlohmann-json's recipe in a test without network: it points at the installed headers."""

from conan import ConanFile


class SystemJson(ConanFile):
    name = "nlohmann_json"
    package_type = "header-library"

    def package_info(self):
        self.cpp_info.includedirs = self.cpp_info.libdirs = self.cpp_info.bindirs = []
        self.cpp_info.set_property("cmake_file_name", "nlohmann_json")
        self.cpp_info.set_property("cmake_target_name", "nlohmann_json::nlohmann_json")
